"""Writing and reading the trail. Rows are inserted in the business transaction, never changed."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import repeat
from operator import attrgetter
from typing import Any

import orjson
from django.db import transaction
from django.db.models import F, Q

from guanxi.kernel import bulk, clock, whence
from guanxi.kernel.actor import Actor
from guanxi.trail.models import AuditRow, Event

CLAIM = timedelta(minutes=5)
# What happens to a record without changing it.
READS = (
    "open", "download", "reveal", "refused", "search", "export", "exported", "erase", "share", "unshare",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One act to record; `changes` maps field keys to [before, after] in JSON form, or is that JSON already;
    `version` is the record's after it."""

    verb: str
    module: str = ""
    record_id: int | None = None
    changes: Mapping[str, Any] | orjson.Fragment | None = None
    version: int | None = None


def record_acts(actor: Actor, acts: Iterable[Act], at: datetime | None = None) -> list[int]:
    """Insert audit rows for `acts` in the running transaction; their ids."""
    told = list(acts)
    same = {
        "at": at or clock.now(),
        "actor_id": actor.user_id,
        "actor_name": actor.name,
        "origin": actor.origin,
        "whence": whence.here(),
    }
    columns: dict[str, Iterable[Any]] = {name: repeat(value, len(told)) for name, value in same.items()}
    columns["changes"] = [act.changes or {} for act in told]
    for name in ("verb", "module", "record_id", "version"):
        columns[name] = list(map(attrgetter(name), told))
    # Ids and rows in one transaction: the sealer takes an ended one for settled.
    with transaction.atomic(savepoint=False):
        return bulk.insert_columns(AuditRow, columns, len(told))


def row_of(actor: Actor, act: Act, at: datetime, way: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of one act."""
    return {
        "at": at,
        "actor_id": actor.user_id,
        "actor_name": actor.name,
        "origin": actor.origin,
        "verb": act.verb,
        "module": act.module,
        "record_id": act.record_id,
        "version": act.version,
        "changes": act.changes or {},
        "whence": way,
    }


def emit(
    actor: Actor, module: str, verb: str, record_ids: Sequence[int], changed: Iterable[str] = ()
) -> None:
    """Put one event for a chunk of records into the outbox, in the running transaction."""
    event = {
        "at": clock.now(),
        "module": module,
        "verb": verb,
        "record_ids": list(record_ids),
        "changed": sorted(changed),
        "actor_id": actor.user_id,
    }
    # Not by the ORM: its RETURNING makes SQLite write out the search index in the middle of the transaction.
    bulk.insert(Event, [event])


def history(
    module: str, record_id: int, before: datetime | None, limit: int, below: int = 0
) -> list[AuditRow]:
    """The newest writes of one record; with `before` older ones, and of that very instant those with an id under `below`."""
    rows = AuditRow.objects.filter(module=module, record_id=record_id, version__isnull=False)
    if before is not None:
        rows = rows.filter(at__lte=before).filter(Q(at__lt=before) | Q(id__lt=below))
    return list(rows.order_by("-at", "-id")[:limit])


def changes_since(module: str, record_id: int, version: int) -> list[AuditRow]:
    """The acts that made later versions of a record than `version`, oldest first."""
    rows = AuditRow.objects.filter(module=module, record_id=record_id, version__gt=version)
    return list(rows.order_by("version")[:1000])


def last_act() -> int:
    """The id of the newest act; what is done from now on has a higher one."""
    return AuditRow.objects.order_by("-id").values_list("id", flat=True).first() or 0


def acts_of(origin: str, after: int, before: int | None, limit: int) -> list[AuditRow]:
    """The acts of one origin with an id above `after` and below `before`, the newest first."""
    rows = AuditRow.objects.filter(id__gt=after, origin=origin)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[:limit])


def acts_on(module: str, ids: Iterable[int], after: int) -> list[AuditRow]:
    """The acts on some records (or on other things of the house) with an id above `after` that changed them, oldest
    first."""
    rows = AuditRow.objects.filter(module=module, record_id__in=list(ids), id__gt=after)
    versioned = rows.filter(version__isnull=False)
    others = rows.filter(version__isnull=True, record_id__isnull=False).exclude(verb__in=READS)
    return sorted([*versioned, *others], key=lambda row: row.pk)


def acts_named(module: str, record_id: int, verbs: Iterable[str], after: int) -> list[AuditRow]:
    """The acts of these verbs on one record with an id above `after`, oldest first."""
    rows = AuditRow.objects.filter(module=module, record_id=record_id, version__isnull=True, id__gt=after)
    return list(rows.filter(verb__in=list(verbs)).order_by("id"))


def open_events(limit: int = 100) -> list[Event]:
    """The oldest events that nobody has reacted to."""
    return list(Event.objects.filter(done=False).order_by("id")[:limit])


def claim_events(limit: int = 50) -> list[Event]:
    """Take the oldest events that nobody works on; another worker may have them again when the claim runs out."""
    moment = clock.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=moment)
    due = list(Event.objects.filter(free, done=False).order_by("id").values_list("id", flat=True)[:limit])
    if not due:
        return []
    until = moment + CLAIM + timedelta(microseconds=secrets.randbelow(1_000_000))
    Event.objects.filter(free, done=False, id__in=due).update(claimed_until=until, attempts=F("attempts") + 1)
    # The instant is this claim's own mark: only rows that this UPDATE took carry it.
    return list(Event.objects.filter(id__in=due, claimed_until=until).order_by("id"))


def close_event(event: Event) -> None:
    """Mark an event as reacted to."""
    Event.objects.filter(id=event.pk).update(done=True, reacted=event.reacted, claimed_until=None)


def postpone_event(event: Event, failure: str, last: bool) -> None:
    """Keep what failed and try again later, each time later; `last` gives up and leaves the failure to be seen."""
    later = clock.now() + timedelta(seconds=5 * 4 ** min(event.attempts, 6))
    rows = Event.objects.filter(id=event.pk)
    rows.update(done=last, reacted=event.reacted, failure=failure, claimed_until=None if last else later)


def drop_events(before: datetime, limit: int = 5000) -> int:
    """Delete events that were reacted to and are older than `before`, oldest first; failed ones stay to be seen."""
    old = Event.objects.filter(done=True, failure="", at__lt=before).order_by("id")
    ids = list(old.values_list("id", flat=True)[:limit])
    deleted, _ = Event.objects.filter(id__in=ids).delete()
    return deleted
