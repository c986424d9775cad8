"""Keeps who sees a record for owning one above it: a row for each owner of a record that it is seen through or below.

Looked up at every list it would take a join with all records of the people that one reaches; most records are owned by
who owns those above them and have no row. Rows are made anew for what a change touches and for all that lies below.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from guanxi.access import rights
from guanxi.access.models import Inherited
from guanxi.jobs.handlers import JobContext, job
from guanxi.kernel import bulk
from guanxi.records.plugs import Batch, Working
from guanxi.records.search_store import tell_seers
from guanxi.schema.modules import MODULES, ModuleDef, module

CHUNK = 500
Owned = Mapping[int, set[int]]


def keep(batch: Batch) -> None:
    """Bring the rows up to date for what a batch changed, after every guard: one may set owners and lookups."""
    owner = batch.module
    ids = [row.record_id or 0 for row in batch.rows if _touched(owner, row)]
    if ids and owner.above:
        renew(owner, ids, known=batch.verb == "create")
    if ids and batch.verb != "create":
        _renew_below(owner, ids)
    if owner.above and batch.verb not in ("create", "handover"):
        _tell_times(owner, Inherited.objects.filter(record_id__in=[row.record_id for row in batch.rows]))


@job("records.inheriting", lane="long")
class RenewAll:
    """Makes every row anew: after an update that brings the table, or another way of seeing."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records were looked at."""
        state = ctx.cursor or {"modules": [item.key for item in _from_the_top()], "last": 0, "count": 0}
        while state["modules"]:
            ctx.proceed()
            owner = module(state["modules"][0])
            with transaction.atomic():
                rows = owner.model._default_manager.filter(pk__gt=state["last"]).order_by("pk")  # per chunk
                ids = list(rows.values_list("pk", flat=True)[:CHUNK])
                if ids:
                    renew(owner, ids)  # per chunk
                    state = {**state, "last": ids[-1], "count": state["count"] + len(ids)}
                else:
                    state = {**state, "modules": state["modules"][1:], "last": 0}
                ctx.checkpoint(state, done=state["count"])
        return {"count": state["count"]}


@job("records.inheriting.times", lane="long")
class TellTimes:
    """Tells the rows that are there already when their records changed: after the update that brings the column."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many rows were told."""
        return {"count": sum(_tell_all(ctx, owner) for owner in _from_the_top())}


def _tell_all(ctx: JobContext, owner: ModuleDef) -> int:
    count = 0
    untold = Inherited.objects.filter(module=owner.key, updated_at__isnull=True).order_by("pk")
    while ids := list(untold.values_list("pk", flat=True)[:CHUNK]):
        ctx.proceed()
        with transaction.atomic():
            rows = Inherited.objects.filter(pk__in=ids)  # per chunk
            _tell_times(owner, rows)
            # What it names is gone: nobody sees it.
            rows.filter(updated_at__isnull=True).delete()
        count += len(ids)
    return count


def renew(owner: ModuleDef, ids: list[int], known: bool = False) -> None:
    """Make the rows of these records as they should be; `known` ones are new and have none yet."""
    lookups = {key: module(owner.field(key).target or "") for key in owner.above}
    rows = owner.model._default_manager.filter(pk__in=ids)
    found = list(rows.values("pk", "owner_id", "updated_at", *(f"{key}_id" for key in lookups)))
    wanted: set[tuple[int, int]] = set()
    for key, target in lookups.items():
        up = _owners(target, {row[f"{key}_id"] for row in found} - {None})
        wanted |= {
            (row["pk"], user)
            for row in found
            for user in up.get(row[f"{key}_id"], ())
            if user != row["owner_id"]
        }
    held: set[tuple[int, int]] = set()
    if not known:
        mine = Inherited.objects.filter(module=owner.key, record_id__in=ids)
        held = set(mine.values_list("record_id", "owner_id"))
        ended = ((user, record_id) for record_id, user in held - wanted)
        bulk.delete_pairs(Inherited.objects.filter(module=owner.key), "owner_id", ended)
    fresh = sorted(wanted - held)
    for user in {user for _, user in fresh}:
        # That something lies below what they own is known with their rights.
        rights.forget(user)
    times = {row["pk"]: row["updated_at"] for row in found}
    bulk.insert(Inherited, [{"module": owner.key, "record_id": key, "owner_id": user, "updated_at": times[key]}
                            for key, user in fresh])  # fmt: skip
    if not known:
        tell_seers(owner.key, {key for key, _ in wanted ^ held})


def _tell_times(owner: ModuleDef, rows: QuerySet[Inherited]) -> None:
    """Bring the times of those of a module's rows up to date: a record's place among the newest."""
    record = owner.model._default_manager.filter(pk=OuterRef("record_id"))
    rows.filter(module=owner.key).update(updated_at=Subquery(record.values("updated_at")[:1]))


def _touched(owner: ModuleDef, row: Working) -> bool:
    """Whether a change could say anew whose a record is or what it lies below."""
    if row.verb == "create":
        return any(row.get(key) for key in owner.above)
    if row.verb not in ("edit", "handover"):
        return True
    return any(key in row.new and row.new[key] != (row.old or {}).get(key) for key in ("owner", *owner.above))


def _renew_below(owner: ModuleDef, ids: list[int]) -> None:
    for other in MODULES:
        for key in other.above:
            if other.field(key).target != owner.key:
                continue
            rows = other.model._default_manager.filter(**{f"{key}_id__in": ids}).order_by("pk")  # per chunk
            below = list(rows.values_list("pk", flat=True))
            for some in bulk.chunks(below, CHUNK):
                renew(other, some)  # per chunk
                _renew_below(other, some)


def _owners(target: ModuleDef, ids: Iterable[int]) -> Owned:
    """Owners of live records and of those above them.

    Locked, in order: whoever hands one over at this moment renews what lies below it, and must not miss a record that
    is not committed yet.
    """
    wanted = sorted(ids)
    if not wanted:
        return {}
    rows = target.model._default_manager.filter(pk__in=wanted, deleted_at__isnull=True).order_by("pk")
    found: dict[int, set[int]] = {}
    for key, user in rows.select_for_update(no_key=True, of=("self",)).values_list("pk", "owner_id"):
        found[key] = {user} if user is not None else set()
    if target.above:
        more = Inherited.objects.filter(module=target.key, record_id__in=list(found))
        for key, user in more.values_list("record_id", "owner_id"):
            found[key].add(user)
    return found


def _from_the_top() -> list[ModuleDef]:
    """The modules that lie below others, each after those above it."""
    placed: list[ModuleDef] = []
    waiting = [item for item in MODULES if item.above]
    while waiting:
        keys = {item.key for item in waiting}
        ready = [item for item in waiting if not {item.field(key).target for key in item.above} & keys]
        if not ready:
            raise ValueError(f"modules lie below each other: {sorted(keys)}")
        placed += ready
        waiting = [item for item in waiting if item not in ready]
    return placed
