"""Where a text meets what somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text.marks import marks, wire_marks


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("大客户名单", "客戶", ["客户"]), ("大客戶名單", "客户", ["客戶"]), ("ＡＣＭＥ 公司", "acme", ["ＡＣＭＥ"]),
        ("Acme ACME", "acme", ["Acme", "ACME"]),
        ("张三丰", "zs", ["张三"]), ("张三丰", "zhangsan", ["张三"]), ("张三丰", "zhangs", ["张三"]), ("张三丰", "sf", ["三丰"]),
        ("王张三", "zhangsan", ["张三"]), ("曾国藩", "zengguofan", ["曾国藩"]), ("曾国藩", "cgf", ["曾国藩"]), ("西安", "xian", ["西安"]),
        ("张三", "li", []), ("上海 贸易 公司", "贸易 上海", ["上海", "贸易"]), ("", "x", []), ("张三", "", []),
        ("+86 138 0013 8000", "8000", ["8000"]), ("li@Example.com", "example", ["Example"]), ("a\u200bb", "ab", ["a\u200bb"]),
    ],
)  # fmt: skip
def test_marks(text: str, typed: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, typed)] == found


def test_places_are_counted_as_javascript_counts() -> None:
    assert wire_marks("\U0002c1b1张三", "张三") == [[2, 4]]


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_texts(text: str, typed: str) -> None:
    last = 0
    for start, end in marks(text, typed):
        assert last <= start < end <= len(text)
        last = end
