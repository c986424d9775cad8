"""The search across modules and in pickers: what is meant stands first."""

import pytest
from tests.records.conftest import make

from guanxi.kernel.actor import Actor
from guanxi.records import finder

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("john smith", ["John Smith", "John Smithson", "Dr John Smith"]),
        ("Zhang San", ["张三", "张三丰", "小张三"]),
        ("张三", ["张三", "张三丰", "小张三"]),
        ("zs", ["张三", "张三丰", "小张三"]),
    ],
)
def test_a_title_that_is_the_text_comes_before_one_that_begins_with_it_or_holds_it(
    director: Actor, typed: str, titles: list[str]
) -> None:
    for title in titles:
        # The freshest are last: without a rank they would come first.
        make(director, "contacts", name=title)
    assert [hit.title for hit in finder.pick(director, "contacts", typed, 9)] == titles


def test_the_module_of_the_best_hit_comes_first(director: Actor) -> None:
    make(director, "accounts", name="上海张三贸易有限公司")
    make(director, "contacts", name="张三")
    assert [owner.key for owner, _ in finder.search(director, "张三", 9)] == ["contacts", "accounts"]
    assert [owner.key for owner, _ in finder.search(director, "上海张三贸易有限公司", 9)] == ["accounts"]


def test_nothing_typed_gives_the_freshest(director: Actor) -> None:
    for title in ("甲先生", "乙先生"):
        make(director, "contacts", name=title)
    assert [hit.title for hit in finder.pick(director, "contacts", " ", 9)] == ["乙先生", "甲先生"]
