"""Declare what recurs, beside the code that does it.

    @schedule("daily-birthdays", daily_at=time(8))
    @job("notices.birthdays")
    class Birthdays: …

A run that was missed while nothing ran happens once, late. Times are those of the installation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from guanxi.jobs.handlers import KINDS
from guanxi.jobs.models import ScheduleMark
from guanxi.jobs.queue import enqueue
from guanxi.kernel.actor import DEFAULT_TIME_ZONE
from guanxi.kernel.clock import now
from guanxi.kernel.registry import Shelf

H = TypeVar("H", bound=type)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When jobs of a kind are enqueued by themselves."""

    key: str
    kind: str
    every: timedelta | None = None
    daily_at: time | None = None
    weekdays: frozenset[int] = frozenset(range(7))

    def due(self, at: datetime, last: datetime) -> datetime | None:
        """The latest instant after `last` and up to `at` at which a run was due, or None."""
        found = self._interval(at, last) if self.every else self._daily(at)
        return found if found is not None and found > last else None

    def _interval(self, at: datetime, last: datetime) -> datetime | None:
        assert self.every is not None
        steps = (at - last) // self.every
        return last + steps * self.every if steps else None

    def _daily(self, at: datetime) -> datetime | None:
        assert self.daily_at is not None
        zone = ZoneInfo(DEFAULT_TIME_ZONE)
        for back in range(8):
            day = at.astimezone(zone).date() - timedelta(days=back)
            moment = datetime.combine(day, self.daily_at, tzinfo=zone)
            if moment <= at and day.weekday() in self.weekdays:
                return moment.astimezone(at.tzinfo)
        return None


SCHEDULES: Shelf[Schedule] = Shelf("schedules")


@dataclass(frozen=True, slots=True)
class Ticker:
    """A small step that every worker takes again and again; it claims what it works on."""

    key: str
    every: timedelta
    step: Callable[[], Any]


TICKERS: Shelf[Ticker] = Shelf("tickers")


def schedule(
    key: str,
    *,
    every: timedelta | None = None,
    daily_at: time | None = None,
    weekdays: frozenset[int] | None = None,
) -> Callable[[H], H]:
    """Class decorator, above `@job`: enqueue that kind every so often, or daily at a local time."""
    if (every is None) == (daily_at is None):
        raise ValueError(f"schedule {key!r}: give either every or daily_at")

    def register(handler: H) -> H:
        kind = next(item.key for item in KINDS if item.handler is handler)
        SCHEDULES.add(Schedule(key, kind, every, daily_at, weekdays or frozenset(range(7))))
        return handler

    return register


def ticker(key: str, *, every: timedelta) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Function decorator: every worker calls this about that often, for work that must not wait for a job."""

    def register(step: Callable[[], Any]) -> Callable[[], Any]:
        TICKERS.add(Ticker(key, every, step))
        return step

    return register


def enqueue_due(at: datetime | None = None) -> int:
    """Enqueue every schedule that is due and return how many; any number of workers may call this."""
    at = at or now()
    marks = dict(ScheduleMark.objects.values_list("key", "last_due"))
    fresh = [ScheduleMark(key=item.key, last_due=at) for item in SCHEDULES if item.key not in marks]
    if fresh:
        ScheduleMark.objects.bulk_create(fresh, ignore_conflicts=True)
    return sum(_advance(item, at, marks[item.key]) for item in SCHEDULES if item.key in marks)


def _advance(item: Schedule, at: datetime, last: datetime) -> int:
    due = item.due(at, last)
    if due is None:
        return 0
    with transaction.atomic():
        moved = ScheduleMark.objects.filter(key=item.key, last_due=last).update(last_due=due)
        if moved:
            enqueue(item.kind, {"due": due.isoformat()}, effect_key=f"schedule:{item.key}:{due.isoformat()}")
    return moved
