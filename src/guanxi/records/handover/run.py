"""The work of a handover: look at every record, give it to its new owner, look again, hand over the team and the shared
views, and write the certificate.

The three passes over records are apart, so that the last one sees all that the second did, and what others did meanwhile.
Each goes on from where it was committed last; a record that was given away is not given away twice. Team and views come
after them, in one transaction: who reports to whom may decide what the asker reaches.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db import transaction

from guanxi.access.accounts import require_people_right
from guanxi.access.models import User
from guanxi.access.rights import actor_of, forget
from guanxi.jobs.handlers import JobContext, job, on_finished
from guanxi.jobs.models import Job, State
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records.handover import closing, marks, succession
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.records.notices import tell_end
from guanxi.records.service import BULK, Change, write
from guanxi.schema.modules import module
from guanxi.trail.service import last_act

KIND = "records.handover"
CHUNK = 100
Items = Sequence[HandoverItem]


@job(KIND, lane="long")
class RunHandover:
    """Does the passes chunk by chunk; the cursor tells the pass, how far it is and what was counted."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records moved, how many did not, and how many are not as they were; how many reports and
        views moved where there were any."""
        row = Handover.objects.get(pk=ctx.payload["handover"])
        state = ctx.cursor or {"pass": "before", "at": 0, "counts": {"before": {}, "after": {}}}
        if not ctx.cursor:
            row.audit_from = last_act()
        row.state, row.job_id = "running", ctx.job_id
        row.save(update_fields=["state", "job_id", "audit_from"])
        for name, work in (
            ("before", _look),
            ("move", _move),
            ("after", _look_again),
            ("duties", _hand_on),
        ):
            while state["pass"] == name:
                ctx.proceed()
                actor = actor_of(ctx.owner_id or 0, "handover")
                require_people_right(actor)
                state = work(ctx, actor, row, state)  # per chunk
        return closing.closed(actor_of(ctx.owner_id or 0, "handover"), row, state["counts"])


_NEXT = {"before": "move", "move": "after", "after": "duties", "duties": "paper"}
_PASSES = 3


def _some(row: Handover, at: int) -> list[HandoverItem]:
    return list(row.items.filter(position__gte=at).order_by("position")[:CHUNK])


def _advanced(ctx: JobContext, row: Handover, state: dict[str, Any], items: Items) -> dict[str, Any]:
    """Save how far a pass is, in the transaction of its work."""
    name = state["pass"]
    ended = len(items) < CHUNK
    at = items[-1].position + 1 if items else state["at"]
    done = list(_NEXT).index(name) * row.total + at
    state = {**state, "pass": _NEXT[name], "at": 0} if ended else {**state, "at": at}
    ctx.checkpoint(state, done=done, total=_PASSES * row.total)
    return state


def _look(ctx: JobContext, actor: Actor, row: Handover, state: dict[str, Any]) -> dict[str, Any]:
    """What each record is before anything is done."""
    items = _some(row, state["at"])
    found = _marks(items)
    for item in items:
        parts = found[item.module].get(item.record_id)
        item.before, item.marks = (marks.whole(parts), marks.brief(parts)) if parts else ("", {})
    with transaction.atomic():
        HandoverItem.objects.bulk_update(items, ["before", "marks"], batch_size=CHUNK)
        return _advanced(ctx, row, state, items)


def _move(ctx: JobContext, actor: Actor, row: Handover, state: dict[str, Any]) -> dict[str, Any]:
    """Give the next records to their new owners."""
    items = _some(row, state["at"])
    with transaction.atomic():
        for key, run in groupby(items, key=lambda item: item.module):
            _give(actor, key, list(run))  # per chunk
        HandoverItem.objects.bulk_update(items, ["state", "reason"], batch_size=CHUNK)
        return _advanced(ctx, row, state, items)


def _give(actor: Actor, key: str, items: Items) -> None:
    rows = module(key).model._default_manager.filter(pk__in=[item.record_id for item in items])
    owners = dict(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", "owner_id"))
    present = set(User.objects.filter(is_active=True, pk__in={item.to_id for item in items})
                  .values_list("pk", flat=True))  # fmt: skip
    due = []
    for item in items:
        if owners.get(item.record_id) != item.from_id:
            item.state, item.reason = "stayed", "handover_owner_changed"
        elif item.to_id not in present:
            item.state, item.reason = "stayed", "handover_receiver_gone"
        else:
            item.state, item.reason = "moved", ""
            due.append(item)
    changes = [Change("handover", item.record_id, {"owner": str(item.to_id)}) for item in due]
    for refused in write(actor, key, changes, BULK).refused if changes else ():
        due[refused.index].state, due[refused.index].reason = "stayed", refused.refusals[0].code


def _look_again(ctx: JobContext, actor: Actor, row: Handover, state: dict[str, Any]) -> dict[str, Any]:
    """What each record that moved is now, and what of it is not as it was."""
    items = _some(row, state["at"])
    found = _marks([item for item in items if item.state == "moved"])
    counts = _counted(state["counts"], items, found)
    for item in items:
        if item.state != "moved":
            continue
        parts = found[item.module].get(item.record_id) or {}
        item.after = marks.whole(parts) if parts else ""
        if item.after != item.before:
            item.differences = marks.differing(item.marks, marks.brief(parts))
        item.marks = {}
    with transaction.atomic():
        HandoverItem.objects.bulk_update(items, ["after", "differences", "marks"], batch_size=CHUNK)
        return _advanced(ctx, row, {**state, "counts": counts}, items)


def _hand_on(ctx: JobContext, actor: Actor, row: Handover, state: dict[str, Any]) -> dict[str, Any]:
    """Give the team and the shared views to the successor."""
    state = {**state, "pass": _NEXT["duties"]}
    with transaction.atomic():
        row.duties = succession.carried_out(actor, row.duties)
        row.save(update_fields=["duties"])
        ctx.checkpoint(state, done=_PASSES * row.total, total=_PASSES * row.total)
    # Everybody's rights were read anew before this was committed.
    forget()
    return state


def _marks(items: Items) -> dict[str, dict[int, marks.Parts]]:
    wanted: dict[str, list[int]] = {item.module: [] for item in items}
    for item in items:
        wanted[item.module].append(item.record_id)
    return {key: marks.marks_of(module(key), ids) for key, ids in wanted.items()}


def _counted(counts: dict[str, Any], items: Items, found: dict[str, Any]) -> dict[str, Any]:
    """The counts with those of these records that moved, as they were before and as they are."""
    after = {when: {key: Counter(kinds) for key, kinds in of.items()} for when, of in counts.items()}
    for item in items:
        if item.state == "moved":
            now = found[item.module].get(item.record_id)
            for when, parts in (("before", item.marks), ("after", now)):
                kinds = after[when].setdefault(item.module, Counter())
                kinds.update({"records": 1, **marks.counted(parts)} if parts else {})
    return {when: {key: dict(kinds) for key, kinds in of.items()} for when, of in after.items()}


@on_finished
def tell_state(row: Job) -> None:
    """A handover whose job ended before its time says so."""
    if row.kind == KIND and row.state in (State.CANCELLED, State.FAILED):
        Handover.objects.filter(pk=row.payload["handover"]).update(state=row.state, finished_at=clock.now())


@on_finished
def tell_asker(row: Job) -> None:
    """Who asked for a handover hears how it ended."""
    if row.kind != KIND:
        return
    person = (
        Handover.objects.filter(pk=row.payload["handover"]).values_list("person__name", flat=True).first()
    )
    result = row.result or {}
    told = {"person": person, "count": result.get("moved", 0), "differences": result.get("differences", 0)}
    ended = (
        "failed" if row.state == State.FAILED else "done" if told["count"] or not _duties(result) else "team"
    )
    tell_end(row, f"notify_handover_{ended}", "", told)


def _duties(result: Mapping[str, Any]) -> bool:
    return any(result.get(kind) for kind in succession.KINDS)
