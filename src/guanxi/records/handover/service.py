"""Handovers as those who may see and do them: what somebody owns, a preview, the handover itself, its end and its undoing.

Who hands over administers people and has the right to assign the records: they move through the write door by that
person's rights, and what these do not reach stays.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.db import transaction

from guanxi.access import questions
from guanxi.access.accounts import require_people_right
from guanxi.access.models import User
from guanxi.jobs import queue
from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.kernel import bulk, clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records.blobs import blobs
from guanxi.records.handover import succession
from guanxi.records.handover.plan import Plan, planned
from guanxi.records.handover.rules import Rule, checked
from guanxi.records.handover.run import KIND
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.schema.modules import MODULES
from guanxi.trail.service import Act, record_acts

UNDO_DAYS = 30
MOST = 200
RUNNING = ("queued", "running")
_NAMED = ("person", "made_by", "undone_by", "successor")


def preview(actor: Actor, person: int, rules: Mapping[str, Rule], successor: int | None = None) -> Plan:
    """What would go to whom; nothing is written. Raises Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    user = leaver(person)
    plan = planned(actor, person, checked(rules, person))
    plan.duties = succession.planned(user, successor)
    return plan


def start(
    actor: Actor, person: int, rules: Mapping[str, Rule], reason: str = "", successor: int | None = None
) -> Handover:
    """Hand over by a job what the rules give away now, and to the successor the team and the shared views: whoever leaves
    either names one. Raises Forbidden, NotFound, Refusal."""
    plan = preview(actor, person, rules, successor)
    if successor is None and any(succession.standing(person).values()):
        raise Refusal("handover_successor_missing", "successor")
    if not plan.going and not any(succession.counted(plan.duties).values()):
        raise Refusal("handover_empty", "rules")
    told = {key: asdict(rule) for key, rule in checked(rules, person).items()}
    items = [
        {
            "module": one.module,
            "record_id": one.record_id,
            "from_id": person,
            "to_id": one.to,
            "rule": one.rule,
        }
        for one in plan.going
    ]
    row = Handover(
        person_id=person, rules=told, reason=reason.strip(), successor_id=successor, duties=plan.duties
    )
    return _begun(actor, row, items)


def undo(actor: Actor, handover_id: int) -> Handover:
    """Give back by a job what a handover moved and its receivers still have. Raises Forbidden, NotFound, Refusal."""
    row = handover(actor, handover_id)
    if row.state != "done" or row.undoes_id:
        raise Refusal("handover_not_over", status=409)
    if Handover.objects.filter(undoes=row).exists():
        raise Refusal("handover_undone", status=409)
    if row.finished_at is None or row.finished_at < clock.now() - timedelta(days=UNDO_DAYS):
        raise Refusal("handover_too_old", status=409, days=UNDO_DAYS)
    if not row.person.is_active:
        raise Refusal("handover_undo_leaver", status=409, name=row.person.name)
    moved = row.items.filter(state="moved").order_by("position")
    items: list[dict[str, Any]] = [
        {"module": key, "record_id": record_id, "from_id": to, "to_id": row.person_id, "rule": "undo"}
        for key, record_id, to in moved.values_list("module", "record_id", "to_id")
    ]
    for key in dict.fromkeys(item["module"] for item in items):
        if not questions.can(actor, "assign", key):
            raise Forbidden("may_not_hand_over", label=MODULES.get(key).plural)
    duties = succession.reversed_of(row.duties)
    return _begun(actor, Handover(person_id=row.person_id, undoes=row, duties=duties), items)


def cancel(actor: Actor, handover_id: int) -> Handover:
    """Ask a handover to end; what has moved stays moved. Raises Forbidden, NotFound."""
    row = handover(actor, handover_id)
    queue.cancel(row.job_id or 0)
    row.refresh_from_db()
    return row


def resume(actor: Actor, handover_id: int) -> Handover:
    """Go on where a cancelled or failed handover ended. Raises Forbidden, NotFound, Refusal."""
    row = handover(actor, handover_id)
    with transaction.atomic():
        _require_free(row.person_id)
        if row.state not in ("cancelled", "failed") or not queue.retry(row.job_id or 0):
            raise Refusal("invalid", status=409)
        Handover.objects.filter(pk=row.pk).update(state="queued", finished_at=None)
    row.refresh_from_db()
    return row


def handovers(actor: Actor, person: int | None = None) -> list[Handover]:
    """The newest handovers, of one person when given. Raises Forbidden."""
    require_people_right(actor)
    rows = Handover.objects.select_related(*_NAMED).order_by("-pk")
    return list((rows if person is None else rows.filter(person_id=person))[:MOST])


def handover(actor: Actor, handover_id: int) -> Handover:
    """One handover. Raises Forbidden, NotFound."""
    require_people_right(actor)
    rows = Handover.objects.select_related(*_NAMED)
    row = rows.filter(pk=handover_id).first()
    if row is None:
        raise NotFound()
    return row


def progress(row: Handover) -> dict[str, int] | None:
    """How far a handover is that has not ended."""
    if row.state not in RUNNING:
        return None
    job = Job.objects.filter(pk=row.job_id or 0).first()
    return {"done": job.done or 0, "total": job.total or 0} if job else None


def undo_until(row: Handover) -> datetime | None:
    """Until when a handover may be taken back; None for one that may not."""
    if row.state != "done" or row.undoes_id or row.finished_at is None or hasattr(row, "undone_by"):
        return None
    return row.finished_at + timedelta(days=UNDO_DAYS)


def may_fetch(actor: Actor, row: Handover) -> bool:
    """Whether the certificate is for the actor: it names records, so that it is for who made it, as long as they see
    these modules, and for those who see all of them."""
    keys = {*row.summary.get("counts", {}).get("before", {}), *succession.modules_of(row.duties)}
    if row.made_by_id == actor.user_id:
        return all(questions.can(actor, "view", key) for key in keys)
    return all(questions.sees_all(actor, key) for key in keys)


def certificate(actor: Actor, handover_id: int) -> tuple[BinaryIO, str]:
    """The certificate and its name; told to the audit before it leaves. Raises Forbidden, NotFound."""
    row = handover(actor, handover_id)
    if not row.paper:
        raise NotFound()
    if not may_fetch(actor, row):
        raise Forbidden()
    name = f"guanxi-handover-{row.pk}.pdf"
    record_acts(actor, [Act("download", "handovers", row.pk, {"file": [None, name]})])
    return blobs().open(row.paper), name


def leaver(person: int) -> User:
    """Somebody who works or worked here. Raises NotFound."""
    user = User.objects.filter(pk=person).exclude(is_demo=True, is_active=False).first()
    if user is None:
        raise NotFound()
    return user


def _begun(actor: Actor, row: Handover, items: list[dict[str, Any]]) -> Handover:
    row.made_by_id, row.made_at, row.total = actor.person_id, clock.now(), len(items)
    told: dict[str, Any] = {"count": [None, row.total]}
    if row.successor_id:
        told["successor"] = [None, row.successor_id]
    if row.reason:
        told["reason"] = [None, row.reason]
    with transaction.atomic():
        _require_free(row.person_id)
        row.save()
        bulk.insert(
            HandoverItem, [{**item, "handover_id": row.pk, "position": at} for at, item in enumerate(items)]
        )
        verb = "handover_undo" if row.undoes_id else "handover"
        record_acts(actor, [Act(verb, "users", row.person_id, {**told, "of": [None, row.pk]})])
        row.job_id = enqueue(KIND, {"handover": row.pk}, actor.user_id).pk
        row.save(update_fields=["job_id"])
    return row


def _require_free(person: int) -> None:
    """One handover of a person at a time: two would each take the other's work for somebody's change."""
    User.objects.select_for_update(of=("self",)).filter(pk=person).first()
    if Handover.objects.filter(person_id=person, state__in=RUNNING).exists():
        raise Refusal("handover_running", status=409)
