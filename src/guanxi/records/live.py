"""What happens, for open pages: told to everybody by the same few small queries, and of records only what one sees."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from guanxi.access import questions
from guanxi.channels.models import Notification
from guanxi.jobs.models import Job, State
from guanxi.kernel.actor import Actor
from guanxi.schema.modules import MODULES
from guanxi.trail.models import Event

# A transaction that began earlier may commit later: numbers are looked at again for this long.
LATE_SECONDS = 15.0
MOST = 500
# Beyond this many records a page asks for its list again anyway.
NAMED = 100
_OPEN = (State.QUEUED, State.RUNNING)


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened: to one person (`user_id`), or to records for whoever sees them."""

    kind: str
    place: str
    user_id: int | None = None
    module: str = ""
    verb: str = ""
    ids: Sequence[int] = ()
    data: dict[str, Any] = field(default_factory=dict)


class Tail:
    """Follows the outbox, the notifications and the jobs from now on."""

    def __init__(self) -> None:
        self._events = _Window(Event.objects.all())
        self._notices = _Window(Notification.objects.all())
        self._last_job = _last(Job.objects.all())
        self._jobs: dict[int, dict[str, Any]] = {}
        self._changed_jobs()

    def look(self) -> list[News]:
        """What was committed since the last look: three indexed queries, however many people listen."""
        found = [_of_event(row) for row in self._events.fresh(*_EVENT)]
        found += [_of_notice(row) for row in self._notices.fresh(*_NOTICE)]
        return found + self._changed_jobs()

    def _changed_jobs(self) -> list[News]:
        wanted = Q(state__in=_OPEN) | Q(pk__gt=self._last_job) | Q(pk__in=list(self._jobs))
        rows = Job.objects.filter(wanted, owner_id__isnull=False).order_by("pk")
        found: list[dict[str, Any]] = list(rows.values(*_JOB)[:MOST])
        changed = [row for row in found if self._jobs.get(row["pk"]) != row]
        self._last_job = max([self._last_job, *(row["pk"] for row in found)])
        self._jobs = {row["pk"]: row for row in found if row["state"] in _OPEN}
        return [_of_job(row) for row in changed]


def missed(event_id: int, notice_id: int) -> list[News] | None:
    """What was committed after these numbers; None when it is too much to tell."""
    events = list(Event.objects.filter(pk__gt=event_id).order_by("pk").values(*_EVENT)[: MOST + 1])
    notices = list(Notification.objects.filter(pk__gt=notice_id).order_by("pk").values(*_NOTICE)[: MOST + 1])
    if len(events) > MOST or len(notices) > MOST:
        return None
    return [*map(_of_event, events), *map(_of_notice, notices)]


def seen(actor: Actor, module_key: str, ids: Iterable[int]) -> list[int]:
    """Which of these records the actor may see; those in the bin too, for that they went there is news."""
    wanted = list(dict.fromkeys(ids))
    if module_key not in MODULES:
        return []
    if questions.sees_all(actor, module_key):
        return wanted
    rows = MODULES.get(module_key).model._default_manager.filter(questions.visible(actor, module_key))
    found: set[int] = set()
    for start in range(0, len(wanted), 5000):
        some = rows.filter(pk__in=wanted[start : start + 5000])  # per chunk
        found.update(some.values_list("pk", flat=True))
    return [one for one in wanted if one in found]


_EVENT = ("pk", "module", "verb", "record_ids", "actor_id")
_NOTICE = ("pk", "user_id", "kind")
_JOB = ("pk", "owner_id", "kind", "state", "done", "total")


class _Window:
    """Rows with growing numbers: each is given once, even when a smaller number comes after a larger one."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        self._rows = rows
        self._floor = _last(rows)
        self._given: dict[int, float] = {}

    def fresh(self, *columns: str) -> list[dict[str, Any]]:
        """The rows that were not given yet."""
        rows = self._rows.filter(pk__gt=self._floor).exclude(pk__in=list(self._given)).order_by("pk")
        found: list[dict[str, Any]] = list(rows.values(*columns)[:MOST])
        at = time.monotonic()
        self._given.update((row["pk"], at) for row in found)
        settled = [number for number, given in self._given.items() if at - given > LATE_SECONDS]
        self._floor = max([self._floor, *settled])
        self._given = {number: given for number, given in self._given.items() if number > self._floor}
        return found


def _last(rows: "QuerySet[Any]") -> int:
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def _of_event(row: dict[str, Any]) -> News:
    data = {"module": row["module"], "verb": row["verb"]}
    return News(
        "record", f"e{row['pk']}", row["actor_id"], row["module"], row["verb"], row["record_ids"], data
    )


def _of_notice(row: dict[str, Any]) -> News:
    data = {"id": str(row["pk"]), "kind": row["kind"]}
    return News("notification", f"n{row['pk']}", row["user_id"], data=data)


def _of_job(row: dict[str, Any]) -> News:
    progress = {"done": row["done"], "total": row["total"]}
    data = {"id": str(row["pk"]), "kind": row["kind"], "state": row["state"], "progress": progress}
    return News("job", "", row["owner_id"], data=data)
