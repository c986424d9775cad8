"""Who looks at very much: told once a span, at the number and not one below, by whichever worker looks first."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import person

from guanxi.access import leaving as rules
from guanxi.access.leaving_models import LeavingPolicy
from guanxi.access.models import User
from guanxi.channels.models import Notification
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records import notices, watching
from guanxi.records.leaving_models import ViewAlert
from guanxi.trail import notes
from guanxi.trail.models import AuditRow
from guanxi.trail.notes import flush, gather, note
from guanxi.trail.service import Act

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def house() -> dict[str, Actor]:
    """A curious seller, and those who are told."""
    return {
        "seller": person("wang", "sales"),
        "admin": person("admin", "administrator"),
        "boss": person("boss", "director"),
    }


def opened(actor: Actor, count: int, first: int = 1, verb: str = "open") -> None:
    """So many records opened, as the API notes it."""
    for number in range(first, first + count):
        note(actor, Act(verb, "contacts", number))
    flush()


def told(actor: Actor) -> list[str]:
    """What somebody was told of it."""
    rows = Notification.objects.filter(user_id=actor.user_id, kind="mass_view").order_by("pk")
    return [notices.text_of(row, "zh-CN") for row in rows]


def test_three_hundred_records_are_told_once_and_one_less_is_not(house: dict[str, Actor]) -> None:
    opened(house["seller"], 299)
    assert watching.look("hour") == 0
    # The same record counts once.
    opened(house["seller"], 5)
    assert watching.look("hour") == 0
    opened(house["seller"], 1, 300, "reveal")
    assert watching.look("hour") == 1
    assert told(house["admin"]) == ["测试wang在 1 小时内打开了 300 条记录（提醒线 300 条），请核实"]
    assert (told(house["seller"]), told(house["boss"])) == ([], [])
    opened(house["seller"], 200, 400)
    assert (watching.look("hour"), len(told(house["admin"]))) == (0, 1)
    act = AuditRow.objects.get(verb="mass_view")
    assert (act.module, act.record_id, act.actor_id) == ("users", house["seller"].user_id, None)
    assert act.changes == {"measure": [None, "opened_hour"], "count": [None, 300], "limit": [None, 300]}
    # After the span it is told again, if it goes on.
    ViewAlert.objects.update(until=clock.now())
    assert (watching.look("hour"), len(told(house["admin"]))) == (1, 2)


def test_a_day_is_more_than_its_hours(house: dict[str, Actor]) -> None:
    LeavingPolicy.objects.create(alerts={"opened_day": 350})
    rules._policies.clear()
    opened(house["seller"], 200)
    AuditRow.objects.update(at=clock.now() - timedelta(hours=5))
    opened(house["seller"], 149, 201)
    assert (watching.look("hour"), watching.look("day")) == (0, 0)
    opened(house["seller"], 1, 350)
    assert (watching.look("hour"), watching.look("day")) == (0, 1)
    AuditRow.objects.all().delete()
    opened(house["seller"], 350)
    AuditRow.objects.update(at=clock.now() - timedelta(hours=25))
    ViewAlert.objects.all().delete()
    assert watching.look("day") == 0


def test_lists_count_by_their_records(house: dict[str, Actor]) -> None:
    LeavingPolicy.objects.create(alerts={"listed_hour": 250}, contact_id=house["boss"].user_id)
    rules._policies.clear()
    for page in range(5):
        gather(house["seller"], Act("list", "contacts"), range(page * 50, page * 50 + 50))
    assert flush() == 1
    assert AuditRow.objects.get(verb="list").changes["ids"][1] == list(range(250))
    AuditRow.objects.all().delete()
    gather(house["seller"], Act("list", "contacts"), range(249))
    note(
        house["seller"], Act("search", "contacts", None, {"fields": [None, ["name"]], "ids": [None, [1, 2]]})
    )
    note(
        house["seller"], Act("search", "", None, {"search": [None, "x"], "found": [None, {"contacts": [1]}]})
    )
    flush()
    assert watching.look("hour") == 0
    gather(house["seller"], Act("list", "accounts"), [1])
    flush()
    assert watching.look("hour") == 1
    assert told(house["boss"]) == [
        "测试wang在 1 小时内列出了 250 条含个人信息的记录（提醒线 250 条），请核实"
    ]


def test_nobody_is_told_about_themselves_unless_nobody_else_is_there(house: dict[str, Actor]) -> None:
    opened(house["admin"], 300)
    assert watching.look("hour") == 1
    assert len(told(house["admin"])) == 1
    ViewAlert.objects.all().delete()
    other = person("admin2", "administrator")
    watching.look("hour")
    assert (len(told(house["admin"])), len(told(other))) == (1, 1)


def test_null_switches_a_number_off(house: dict[str, Actor]) -> None:
    LeavingPolicy.objects.create(alerts={"opened_hour": None})
    rules._policies.clear()
    opened(house["seller"], 400)
    assert watching.look("hour") == 0


def test_looking_costs_the_same_for_one_record_and_for_many(house: dict[str, Actor]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
            watching.look("hour")
        return len(captured)

    opened(house["seller"], 1)
    rules.policy()
    few = queries()
    for _ in range(20):
        one = person(f"p{User.objects.count()}", "sales")
        opened(one, 20)
    assert queries() == few


def test_another_worker_does_not_tell_it_again(house: dict[str, Actor], monkeypatch: Any) -> None:
    opened(house["seller"], 300)
    assert watching._tell(house["seller"].person_id, "opened_hour", (300, 300), clock.now()) == 1
    assert watching._tell(house["seller"].person_id, "opened_hour", (300, 300), clock.now()) == 0
    assert len(told(house["admin"])) == 1


def test_what_is_gathered_is_told_after_a_while_or_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_desk", notes._Desk())
    actor = person("wang", "sales")
    gather(actor, Act("list", "contacts"), [1, 2])
    assert flush(everything=False) == 0
    gather(actor, Act("list", "contacts"), range(notes.HEAP))
    assert flush(everything=False) == 1
    gather(actor, Act("list", "contacts"), [3])
    monkeypatch.setattr(notes, "HOLD_SECONDS", 0.0)
    assert flush(everything=False) == 1
