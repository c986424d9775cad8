"""Accounts of each grade are heard of as often as the house decided."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import person

from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.channels.inapp import inbox
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.modules.accounts import cadence
from guanxi.modules.activities.background import open_mornings
from guanxi.modules.activities.today import today
from guanxi.records import service
from guanxi.records.notices import text_of
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
EIGHT = datetime(2027, 3, 10, 0, 5, tzinfo=UTC)  # 08:05 in Shanghai


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: EIGHT)


@pytest.fixture
def seller() -> Actor:
    return person("seller", "sales")


@pytest.fixture
def keeper() -> Actor:
    return person("keeper", "administrator")


def called(actor: Actor, name: str, days: int, **values: Any) -> None:
    """An account that was called so many days ago."""
    key = service.create(actor, "accounts", {"name": name, **values}).record_id
    at = (EIGHT - timedelta(days=days)).isoformat()
    service.create(actor, "activities", {"kind": "call", "subject": "电话", "account": str(key), "at": at})


def due(actor: Actor) -> list[tuple[str, int, int]]:
    return [(item["title"], item["days"], item["every"]) for item in today(actor)["due_by_grade"]]


def test_each_grade_has_its_days(seller: Actor) -> None:
    called(seller, "甲", 20, grade="vip")
    called(seller, "乙", 20, grade="normal")
    called(seller, "丙", 70, grade="normal")
    called(seller, "丁", 90)
    called(seller, "戊", 90, grade="vip", stage="lost")
    service.create(seller, "accounts", {"name": "己", "grade": "vip"})
    called(person("other", "sales"), "庚", 90, grade="vip")
    assert due(seller) == [("甲", 20, 14), ("丙", 70, 60)]


def test_the_house_decides(seller: Actor, keeper: Actor) -> None:
    called(seller, "甲", 20, grade="vip")
    called(seller, "乙", 20, grade="normal")
    cadence.decide(keeper, {"vip": None, "normal": 15})
    assert due(seller) == [("乙", 20, 15)]
    told = AuditRow.objects.get(module="cadences")
    assert told.changes == {"vip": [14, None], "normal": [60, 15]}
    with pytest.raises(Forbidden):
        cadence.decide(seller, {"vip": 7})
    for wrong in ({"vip": 0}, {"vip": 366}, {"gold": 5}):
        with pytest.raises(Refusal):
            cadence.decide(keeper, {"normal": 30, **wrong})
    assert [item.days for item in cadence.rhythms() if item.grade == "normal"] == [15]


def test_the_days_are_shown_to_who_reads_grades_or_keeps_them(seller: Actor, keeper: Actor) -> None:
    assert cadence.shown(seller) == cadence.rhythms() == cadence.shown(keeper)
    Role.objects.filter(key="sales").update(fields={"accounts": {"grade": "hidden"}})
    forget()
    with pytest.raises(Forbidden):
        cadence.shown(actor_of(seller.person_id, "test"))


def test_a_morning_tells_of_it_once(seller: Actor) -> None:
    called(seller, "甲", 14, grade="vip")
    called(seller, "乙", 15, grade="vip")
    called(seller, "丙", 13, grade="vip")
    for _ in range(2):
        open_mornings()
        run_until_idle()
    texts = [text_of(item, "zh-CN") for item in inbox(seller.person_id, None, 100)]
    assert texts == ["该联系“甲”了：已有 14 天没有互动"]
