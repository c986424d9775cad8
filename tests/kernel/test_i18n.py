"""Texts with holes: numbers, the words that go with them, and what is not known."""

import pytest

from guanxi.kernel.errors import say
from guanxi.kernel.i18n import L, filled


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 row is left"), ("1", "1 row is left"), (0, "0 rows are left"), ("1,204", "1,204 rows are left")],
)
def test_a_word_goes_with_its_number(count: object, said: str) -> None:
    assert filled("{count} {count|row is|rows are} left", {"count": count}, "en") == said


def test_what_somebody_wrote_is_no_hole_and_what_is_unknown_stays() -> None:
    holes = {"title": "{count}", "count": 2, "module": L("客户", "客戶", "Accounts")}
    assert filled("{module}: {title}, {other}", holes, "zh-TW") == "客戶: {count}, {other}"


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "1 task is due today"), ("zh-CN", "今天有 1 项任务到期")]
)
def test_a_notice_of_one_thing_speaks_of_one(locale: str, said: str) -> None:
    assert say("notify_due_many", locale, {"count": 1}) == said
