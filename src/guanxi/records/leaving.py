"""What leaves the house in bulk, from the asking to the file: counted against the day, held until somebody else approves where
the house wants it, told to the audit at every step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from guanxi.access import leaving as rules
from guanxi.access import questions, quotas
from guanxi.access.models import User
from guanxi.access.quotas import Day
from guanxi.access.rights import actor_of
from guanxi.channels.inapp import Notice, notify
from guanxi.jobs.handlers import on_finished
from guanxi.jobs.models import Job, State
from guanxi.jobs.queue import enqueue
from guanxi.kernel import clock, whence
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import handing_out
from guanxi.records.leaving_models import Export
from guanxi.trail.service import Act, record_acts

QUOTA = "export"
# A file belongs to its asker so long, and then to nobody.
KEPT = timedelta(hours=24)
# A list goes on living while somebody decides; it may not become another one.
MORE = 10
_LIST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to take out: the job that makes the file, how many rows by now, what the audit is told."""

    kind: str
    payload: dict[str, Any]
    rows: int
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def module(self) -> str:
        """The module, or "audit"."""
        return str(self.payload["module"])


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of it: whether somebody must approve and who is asked, what is left of the day."""

    rows: int
    approval: int | None
    needed: bool
    approvers: list[str]
    day: Day


def outlook(actor: Actor, wanted: Wanted) -> Outlook:
    """What would become of it if the actor asked now."""
    limits = rules.limits_of(actor, wanted.module)
    needed = limits.approval is not None and wanted.rows >= limits.approval
    names = [one.name for one in rules.approvers(actor.person_id)] if needed else []
    day = Day(limits.rows, quotas.used(actor, QUOTA))
    return Outlook(wanted.rows, limits.approval, needed, names, day)


def ask(actor: Actor, wanted: Wanted, reason: str = "") -> Export:
    """An export that is let out at once or waits for approval. Raises Refusal: 429 beyond the day's number, 422 without a
    reason where approval is needed, 409 when nobody could give it."""
    if wanted.payload.get("format") == "csv" and not rules.policy().csv and actor.origin != "cli":
        raise Refusal("no_csv", "format")
    limits = rules.limits_of(actor, wanted.module)
    row = Export(
        asker_id=actor.person_id, kind=wanted.kind, module=wanted.module, payload=wanted.payload, rows=wanted.rows,
        reason=reason.strip(), state=Export.RELEASED, asked_at=clock.now(),
    )  # fmt: skip
    if limits.approval is not None and wanted.rows >= limits.approval:
        return _hold(actor, row, limits, wanted.told)
    with transaction.atomic():
        row.save()
        most = None if limits.approval is None else limits.approval - 1
        _release(actor, row, most, wanted.told)
    return row


def _hold(actor: Actor, row: Export, limits: rules.Limits, told: Mapping[str, Any]) -> Export:
    if limits.rows is not None and row.rows > limits.rows:
        # It would fit into no day; nobody should have to decide about it.
        raise quotas.refusal(actor, QUOTA, row.rows, Day(limits.rows, quotas.used(actor, QUOTA)))
    if not row.reason:
        raise Refusal("approval_reason", "reason", rows=f"{row.rows:,}", over=f"{limits.approval:,}")
    asked = rules.approvers(row.asker_id)
    if not asked:
        raise Refusal("no_approver", status=409)
    row.state, row.until = Export.WAITING, row.asked_at + timedelta(days=rules.policy().approval_days)
    with transaction.atomic():
        row.save()
        more = {**told, "count": [None, row.rows], "reason": [None, row.reason], "request": [None, row.pk]}
        record_acts(actor, [Act("export_asked", row.module, None, handing_out.told(row.payload, more))])
        params = {"actor": actor.name, "count": row.rows, "export": row.pk}
        notify(
            Notice(one.pk, "export_asked", params, row.module, effect=f"export_asked:{row.pk}:{one.pk}")
            for one in asked
        )
    return row


def _release(asker: Actor, row: Export, most: int | None, told: Mapping[str, Any]) -> Job:
    """The job of an export, told to the audit and counted in one transaction with it."""
    limit = rules.limits_of(asker, row.module).rows
    row.counted_day = quotas.take(asker, QUOTA, row.rows, limit)
    act = handing_out.asked(asker, row.payload, {**told, "request": [None, row.pk]})
    job = enqueue(row.kind, {**row.payload, "act": act, "export": row.pk, "most": most}, row.asker_id)
    row.state, row.job_id, row.counted = Export.RELEASED, job.pk, row.rows
    row.save(update_fields=["state", "job_id", "counted", "counted_day"])
    return job


def decide(actor: Actor, export_id: int, approve: bool, answer: str) -> Export:
    """Let an export out that waits, or refuse it. Raises NotFound, Forbidden (for one's own), Refusal: 409 when it does
    not wait any more or its asker may not export any more, 429 when it does not fit into the asker's day."""
    answer = answer.strip()
    with transaction.atomic():
        row = Export.objects.select_for_update().filter(pk=export_id).first()
        if row is None:
            raise NotFound()
        if row.asker_id == actor.user_id:
            raise Forbidden("own_export")
        if not rules.may_approve(actor, row.asker_id):
            raise NotFound()
        _require_waiting(row)
        if not approve and not answer:
            raise Refusal("refusal_reason", "reason")
        state = Export.RELEASED if approve else Export.REFUSED
        changes = {"state": state, "decided_by": actor.user_id, "decided_at": clock.now(), "answer": answer}
        # Conditional: of two who decide at once, one does.
        if not Export.objects.filter(pk=row.pk, state=Export.WAITING).update(**changes):
            raise Refusal("export_decided", status=409)
        row.refresh_from_db()
        verb = "export_approved" if approve else "export_refused"
        told = {"person": [None, _name(row.asker_id)], "count": [None, row.rows], "request": [None, row.pk]}
        told |= {"reason": [None, answer]} if answer else {}
        record_acts(actor, [Act(verb, row.module, None, told)])
        if approve:
            _let_out(actor, row)
        _tell_asker(row, verb, actor.name)
    return row


def _let_out(approver: Actor, row: Export) -> None:
    asker = _asker(row)
    with whence.coming_from(""):
        # It is the asker's export; from where the approver came is told by the approval.
        most = row.rows + max(row.rows // MORE, MORE)
        _release(asker, row, most, {"approved_by": [None, approver.name]})


def _asker(row: Export) -> Actor:
    """The asker, who may still take it out. Raises Refusal (409)."""
    if not User.objects.filter(pk=row.asker_id, is_active=True).exists():
        raise Refusal("asker_may_not", status=409)
    asker = actor_of(row.asker_id, "export")
    if not may_take(asker, row.module):
        raise Refusal("asker_may_not", status=409)
    return asker


def may_take(actor: Actor, module_key: str) -> bool:
    """Whether the actor may export a module at all, or the audit."""
    return questions.can(
        actor, *(("audit.read", "") if module_key == rules.AUDIT else ("export", module_key))
    )


def _require_waiting(row: Export) -> None:
    if row.state != Export.WAITING:
        raise Refusal("export_decided", status=409)
    if row.until is not None and row.until <= clock.now():
        raise Refusal("export_expired", status=409)


def withdraw(actor: Actor, row: Export) -> None:
    """Take back what waits. Raises Refusal (409) when it does not wait any more."""
    with transaction.atomic():
        if not Export.objects.filter(pk=row.pk, state=Export.WAITING).update(state=Export.WITHDRAWN):
            raise Refusal("export_decided", status=409)
        told = {"count": [None, row.rows], "request": [None, row.pk]}
        record_acts(actor, [Act("export_withdrawn", row.module, None, told)])


def expire(at: datetime | None = None) -> int:
    """End what waited too long, and tell its askers; how many there were."""
    late = Export.objects.filter(state=Export.WAITING, until__lte=at or clock.now())
    ended = 0
    for row in late[:_LIST]:
        with transaction.atomic():
            ended += _expire(row)
    return ended


def _expire(row: Export) -> int:
    if not Export.objects.filter(pk=row.pk, state=Export.WAITING).update(state=Export.EXPIRED):
        return 0
    told = {"person": [None, _name(row.asker_id)], "count": [None, row.rows], "request": [None, row.pk]}
    record_acts(SYSTEM, [Act("export_expired", row.module, None, told)])
    _tell_asker(row, "export_expired", "")
    return 1


def settle(actor: Actor, payload: Mapping[str, Any], count: int) -> None:
    """Count what the file really holds before anybody can have it. Raises Refusal when that is beyond the day's number."""
    with transaction.atomic():
        row = Export.objects.select_for_update().filter(pk=payload.get("export", 0)).first()
        if row is None:
            return
        if count > row.counted:
            limit = rules.limits_of(actor, row.module).rows
            day = quotas.take(actor, QUOTA, count - row.counted, limit)
            row.counted_day = row.counted_day or day
        elif row.counted_day is not None:
            quotas.give_back(row.asker_id, QUOTA, row.counted_day, row.counted - count)
        row.counted = count
        row.save(update_fields=["counted", "counted_day"])


def require_not_grown(payload: Mapping[str, Any], count: int) -> None:
    """Raises Refusal (409) when a file would hold more than what was let out."""
    most = payload.get("most")
    if most is not None and count > most:
        raise Refusal("export_grew", status=409)


@on_finished
def give_back(job: Job) -> None:
    """What came to no file does not count."""
    if "export" not in job.payload or job.state not in (State.FAILED, State.CANCELLED):
        return
    row = Export.objects.select_for_update().filter(pk=job.payload["export"]).first()
    if row is not None and row.counted and row.counted_day is not None:
        quotas.give_back(row.asker_id, QUOTA, row.counted_day, row.counted)
        Export.objects.filter(pk=row.pk).update(counted=0, counted_day=None)


def own(actor: Actor) -> list[Export]:
    """The newest exports of the actor."""
    return list(Export.objects.filter(asker_id=actor.person_id).order_by("-pk")[:50])


def waiting_for(actor: Actor) -> list[Export]:
    """What waits and the actor may decide, the oldest first."""
    rows = Export.objects.filter(state=Export.WAITING, until__gt=clock.now()).exclude(
        asker_id=actor.person_id
    )
    return list(rows.filter(rules.askers_of(actor)).order_by("pk")[:_LIST])


def decided_by(actor: Actor) -> list[Export]:
    """What the actor decided of late."""
    since = clock.now() - timedelta(days=30)
    rows = Export.objects.filter(decided_by=actor.person_id, decided_at__gt=since)
    return list(rows.order_by("-decided_at")[:20])


def _tell_asker(row: Export, kind: str, name: str) -> None:
    params = {"actor": name, "count": row.rows, "export": row.pk, "reason": row.answer}
    notify([Notice(row.asker_id, kind, params, row.module, effect=f"{kind}:{row.pk}")])


def _name(user_id: int) -> str:
    return User.objects.filter(pk=user_id).values_list("name", flat=True).first() or ""
