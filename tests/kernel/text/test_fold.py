"""The normal form: what a reader takes for the same is the same, and nothing moves twice."""

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text import company_core, normal, visible
from guanxi.kernel.text.fold import _fold


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Ａbc　張三\u200b", "abc 张三"),
        ("臺灣", "台湾"),
        ("胡  艳\xa0", "胡 艳"),
        ("HR8883＠YUNQI.Example.com", "hr8883@yunqi.example.com"),
        ("金桥（上海）有限公司\n", "金桥(上海)有限公司"),
        ("⭐️👍🏽", "⭐👍"),
        ("ﬁx ① ㈱", "fix 1 (株)"),
        ("Straße", "strasse"),
        ("cafe\u0301", "café"),
        ("", ""),
        ("\u200b\ufeff", ""),
    ],
)
def test_normal(typed: str, expected: str) -> None:
    assert normal(typed) == expected


def test_traditional_and_simplified_have_one_normal_form_wherever_they_are_cut() -> None:
    assert normal("乾坤著名於") == normal("干坤着名于")
    for first, second in [("範", "范"), ("餘", "余"), ("鍾", "钟"), ("蕭", "萧"), ("裡", "里"), ("峯", "峰")]:
        assert normal(first) == normal(second)
    assert normal("堃") != normal("坤")


@given(st.text(max_size=80))
def test_normal_is_idempotent(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(max_size=40))
def test_width_and_spaces_do_not_matter(text: str) -> None:
    assert normal(f"\u3000{text} \u200b") == normal(text)


@given(st.text())
def test_visible_keeps_the_normal_form(text: str) -> None:
    assert normal(visible(text)) == normal(text)


def test_visible_keeps_emoji_and_line_breaks() -> None:
    assert visible(" 重点👨\u200d👩\u200d👧⭐️\n第二行\u200b ") == "重点👨\u200d👩\u200d👧⭐️\n第二行"


@pytest.mark.parametrize("value", ["15065157816", "hr8883@yunqi.example.com", "张三", "恆泰科技公司"])
def test_folding_is_fast_enough_for_an_import(value: str) -> None:
    best = min(timeit.repeat(lambda: _fold(value), number=2000, repeat=5)) / 2000
    assert best < 12e-6  # measured 0.3 to 2 µs; the rest is for a busy machine


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("金桥（上海）精密仪器有限公司", "金桥精密仪器"),
        ("北京启航精密仪器股份有限公司\n", "北京启航精密仪器"),
        ("华为技术有限公司北京分公司", "华为技术"),
        ("招商银行股份有限公司深圳分行", "招商银行"),
        ("恆泰生物科技股份有限公司", "恒泰生物科技"),
        ("某某控股集团有限公司", "某某"),
        ("Acme Trading Co., Ltd.", "acmetrading"),
        ("C集.团", "c"),
        ("有限公司", "有限公司"),
        (".股份()", "股份"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_company_core(name: str, core: str) -> None:
    assert company_core(name) == core


@given(st.text(alphabet="上海某科技股份有限公司集团（）() ,.Coltd总分", max_size=30))
def test_company_core_is_stable(name: str) -> None:
    assert company_core(company_core(name)) == company_core(name)
