"""A declared schedule enqueues each due run once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.jobs.kinds import Recorder

from guanxi.jobs.handlers import job
from guanxi.jobs.models import Job, ScheduleMark
from guanxi.jobs.schedules import Schedule, enqueue_due, schedule
from guanxi.jobs.worker import run_until_idle

NOON = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai, a Wednesday
database = pytest.mark.django_db(transaction=True)


def test_daily_at_a_local_time() -> None:
    item = Schedule("k", "kind", daily_at=time(8))
    assert item.due(NOON, NOON - timedelta(days=1)) == NOON - timedelta(hours=4)
    assert item.due(NOON, NOON - timedelta(hours=1)) is None
    early = NOON - timedelta(hours=5)
    assert item.due(early, early - timedelta(days=3)) == NOON - timedelta(hours=28)


def test_weekdays_only() -> None:
    mondays = Schedule("k", "kind", daily_at=time(8), weekdays=frozenset({0}))
    assert mondays.due(NOON, NOON - timedelta(days=7)) == NOON - timedelta(days=2, hours=4)


def test_every_so_often_runs_once_after_a_gap() -> None:
    item = Schedule("k", "kind", every=timedelta(minutes=10))
    assert item.due(NOON, NOON - timedelta(minutes=35)) == NOON - timedelta(minutes=5)
    assert item.due(NOON, NOON - timedelta(minutes=9)) is None


@database
@pytest.mark.both_databases
def test_each_due_run_is_enqueued_once(recorder: Recorder) -> None:
    @schedule("often", every=timedelta(minutes=10))
    @job("test.often")
    class Often:
        def __new__(cls) -> Recorder:
            return recorder

    assert enqueue_due(NOON) == 0  # first seen: nothing is made up for
    assert enqueue_due(NOON + timedelta(minutes=11)) == 1
    assert enqueue_due(NOON + timedelta(minutes=12)) == 0
    # A worker whose clock is behind, or that read the mark too early, enqueues nothing twice.
    ScheduleMark.objects.update(last_due=NOON)
    enqueue_due(NOON + timedelta(minutes=12))
    assert Job.objects.filter(kind="test.often").count() == 1
    assert run_until_idle() == 1


def test_either_or() -> None:
    with pytest.raises(ValueError, match="either"):
        schedule("k")
