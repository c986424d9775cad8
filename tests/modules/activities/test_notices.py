"""Nothing due is silent, and nothing is told twice."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.people import person

from guanxi.access.models import User
from guanxi.channels.inapp import inbox
from guanxi.channels.models import Notification
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.modules.activities.background import open_mornings, remind
from guanxi.records import service
from guanxi.records.notices import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
EIGHT = datetime(2027, 3, 10, 0, 5, tzinfo=UTC)  # 08:05 in Shanghai


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock stands still; tests move it."""
    held = [EIGHT]
    monkeypatch.setattr(clock, "now", lambda: held[0])
    return held


@pytest.fixture
def seller() -> Actor:
    return person("seller", "sales")


def at(days: float) -> str:
    return (EIGHT + timedelta(days=days)).isoformat()


def texts(actor: Actor, locale: str = "zh-CN") -> set[str]:
    return {text_of(item, locale) for item in inbox(actor.person_id, None, 100)}


def morning() -> None:
    open_mornings()
    run_until_idle()


def test_a_morning(now: list[datetime], seller: Actor) -> None:
    task = {"kind": "task", "subject": "寄样品", "due_at": at(0.3)}
    service.create(seller, "activities", task)
    service.create(seller, "activities", {**task, "subject": "已做", "done": True})
    service.create(seller, "activities", {**task, "subject": "昨天的", "due_at": at(-0.6)})
    service.create(seller, "activities", {**task, "subject": "明天的", "due_at": at(1)})
    service.create(
        seller, "contacts", {"name": "欧阳测试", "next_follow_up": at(0.2), "birthday": "1990-03-13"}
    )
    morning()
    expected = {
        "任务“寄样品”今天到期",
        "任务“昨天的”已逾期",
        "今天该跟进“欧阳测试”",
        "3 月 13 日是欧阳测试的生日",
    }
    assert texts(seller) == expected
    now[0] += timedelta(minutes=1)
    morning()
    assert Notification.objects.count() == 4
    assert "The task “寄样品” is due today" in texts(seller, "en")
    assert "今天該跟進「欧阳测试」" in texts(seller, "zh-TW")


def test_before_eight_nothing_happens_and_each_zone_has_its_own_morning(
    now: list[datetime], seller: Actor
) -> None:
    far = person("far", "sales")
    User.objects.filter(pk=far.user_id).update(time_zone="America/New_York")
    now[0] = EIGHT - timedelta(minutes=10)
    for actor in (seller, far):
        service.create(actor, "activities", {"kind": "task", "subject": "今天", "due_at": at(0.1)})
    assert open_mornings() == 1, "in New York it is seven in the evening of the day before, late is not never"
    now[0] = EIGHT
    assert open_mornings() == 1
    assert open_mornings() == 0


def test_many_of_a_kind_are_told_together(now: list[datetime], seller: Actor) -> None:
    for number in range(7):
        service.create(seller, "accounts", {"name": f"测试公司{number}", "next_follow_up": at(0.1)})
    morning()
    assert texts(seller) == {"今天有 7 个客户要跟进"}


def test_nobody_hears_of_what_he_may_not_read(now: list[datetime], seller: Actor) -> None:
    service.create(seller, "activities", {"kind": "task", "subject": "秘密", "due_at": at(0.1)})
    User.objects.get(pk=seller.user_id).roles.clear()
    from guanxi.access.rights import forget  # lazy: only here

    forget()
    morning()
    assert not Notification.objects.exists()


def test_a_reminder_comes_once(now: list[datetime], seller: Actor) -> None:
    made = service.create(
        seller, "activities", {"kind": "task", "subject": "打给测试甲", "remind_at": at(0.01)}
    )
    assert remind() == 0
    now[0] += timedelta(minutes=20)
    assert remind() == 1
    assert remind() == 0
    assert texts(seller) == {"提醒：打给测试甲"}
    service.edit(seller, "activities", made.record_id, {"remind_at": at(0.02)})
    now[0] += timedelta(minutes=20)
    assert remind() == 1, "a reminder that was set anew is a new one"
    service.edit(seller, "activities", made.record_id, {"remind_at": at(0.04), "done": True})
    now[0] += timedelta(minutes=60)
    assert remind() == 0
