"""Handing the records of somebody who leaves to others: what they have, a preview, the work, the certificate."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router
from pydantic import Field

from guanxi.access.accounts import require_people_right
from guanxi.access.directory import names_of
from guanxi.access.models import User
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, require_recent
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import say
from guanxi.records.former_owners import former_owners
from guanxi.records.handover import belongings, closing, service, succession, telling
from guanxi.records.handover.plan import Plan
from guanxi.records.handover.rules import Case, Rule, label_of
from guanxi.records.handover_models import Handover

router = Router(tags=["handovers"])
MOST_SHOWN = 200


class CaseIn(Strict):
    """The records that meet a condition, and who gets them."""

    criteria: dict[str, Any]
    to: str


class RuleIn(Strict):
    """How the records of a module are split: way is one, evenly, cases or follow."""

    way: str = Field(max_length=10)
    to: list[str] = Field(default_factory=list, max_length=20)
    cases: list[CaseIn] = Field(default_factory=list, max_length=20)
    rest: str | None = None
    everything: bool = False


class Split(Strict):
    """Whose records go, and the rule of each module; modules without one stay. The successor gets who reports to the
    person, and the views that they share."""

    person: str
    rules: dict[str, RuleIn]
    successor: str | None = None


class Begin(Split):
    """The same, and why."""

    reason: str = Field("", max_length=500)


@router.get("/people/{user_id}/belongings")
def owned(request: ActorRequest, user_id: str) -> HttpResponse:
    """How much somebody owns in each module, what goes along with it, and what else stands in their name."""
    require_people_right(request.actor)
    person, locale = service.leaver(number(user_id)), request.actor.locale
    return answer(
        {
            "person": {"id": str(person.pk), "name": person.name, "active": person.is_active},
            "manager": _person(person.manager if person.manager and person.manager.is_active else None),
            "modules": [
                {**one, "label": label_of(one["module"], locale)}
                for one in belongings.owned_by(request.actor, person.pk)
            ],
            "along": [
                {"module": key, "label": label_of(key, locale), "count": many}
                for key, many in belongings.along(person.pk).items()
            ],
            "others": belongings.others(person.pk),
        }
    )


@router.post("/handovers/preview")
def preview(request: ActorRequest, payload: Split) -> HttpResponse:
    """How many records would go to whom; nothing is written."""
    plan = service.preview(request.actor, number(payload.person), _rules(payload), _successor(payload))
    return answer(_plan(plan, request.actor.locale))


@router.post("/handovers")
def start(request: ActorRequest, payload: Begin) -> HttpResponse:
    """202 with the handover, which a job carries out."""
    require_people_right(request.actor)
    require_recent(request)
    person, rules = number(payload.person), _rules(payload)
    row = service.start(request.actor, person, rules, payload.reason, _successor(payload))
    return answer(_wire(request.actor, service.handover(request.actor, row.pk)), 202)


@router.get("/handovers")
def handovers(request: ActorRequest, person: str | None = None) -> HttpResponse:
    """The newest handovers, of one person when named."""
    rows = service.handovers(request.actor, number(person) if person else None)
    return answer({"handovers": [_wire(request.actor, row) for row in rows]})


@router.get("/handovers/{handover_id}")
def one(request: ActorRequest, handover_id: str) -> HttpResponse:
    """One handover with what differs, and how far it is."""
    row = service.handover(request.actor, number(handover_id))
    return answer({**_wire(request.actor, row), "differing": _differing(request.actor, row)})


@router.post("/handovers/{handover_id}/cancel")
def cancel(request: ActorRequest, handover_id: str) -> HttpResponse:
    """Ask a handover to end; what has moved stays moved."""
    return answer(_wire(request.actor, service.cancel(request.actor, number(handover_id))))


@router.post("/handovers/{handover_id}/resume")
def resume(request: ActorRequest, handover_id: str) -> HttpResponse:
    """202: go on where a cancelled or failed handover ended."""
    return answer(_wire(request.actor, service.resume(request.actor, number(handover_id))), 202)


@router.post("/handovers/{handover_id}/undo")
def undo(request: ActorRequest, handover_id: str) -> HttpResponse:
    """202 with a handover that gives back what this one moved."""
    require_people_right(request.actor)
    require_recent(request)
    row = service.undo(request.actor, number(handover_id))
    return answer(_wire(request.actor, service.handover(request.actor, row.pk)), 202)


@router.get("/handovers/{handover_id}/certificate")
def paper(request: ActorRequest, handover_id: str) -> HttpResponseBase:
    """The certificate as PDF."""
    stream, name = service.certificate(request.actor, number(handover_id))
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/pdf")


@router.get("/records/{module}/{record_id}/owners")
def owners(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """Who owned a record before, the last first."""
    found = former_owners(request.actor, module, number(record_id))
    return answer(
        {
            "owners": [
                {
                    "id": str(past.user_id),
                    "name": past.name,
                    "until": past.until,
                    "by": past.by,
                    "way": past.way,
                }
                for past in found
            ]
        }
    )


def _rules(payload: Split) -> dict[str, Rule]:
    return {
        key: Rule(
            rule.way,
            tuple(number(one) for one in rule.to),
            tuple(Case(case.criteria, number(case.to)) for case in rule.cases),
            number(rule.rest) if rule.rest else None,
            rule.everything,
        )
        for key, rule in payload.rules.items()
    }


def _successor(payload: Split) -> int | None:
    return number(payload.successor) if payload.successor else None


def _person(user: User | None) -> dict[str, str] | None:
    return {"id": str(user.pk), "name": user.name} if user else None


def _plan(plan: Plan, locale: str) -> dict[str, Any]:
    counts = plan.counts()
    names = names_of({to for kinds in counts.values() for to in kinds})
    modules = [
        {
            "module": key,
            "label": label_of(key, locale),
            "people": [
                {"id": str(to), "name": names.get(to, ""), "count": many} for to, many in kinds.items()
            ],
            "stays": plan.stays[key],
            "beyond": plan.beyond[key],
        }
        for key, kinds in counts.items()
    ]
    team = {**succession.counted(plan.duties), "left": _left(plan.duties, locale)}
    return {"modules": modules, "total": len(plan.going), "team": team}


def _left(duties: list[succession.Duty], locale: str) -> list[dict[str, Any]]:
    """How many people and views stay as they are, and why."""
    return [
        {"kind": kind, "why": say(reason, locale), "count": many}
        for (kind, reason), many in succession.left(duties).items()
    ]


def _wire(actor: Actor, row: Handover) -> dict[str, Any]:
    people = row.summary.get("people", {})
    names, moved = names_of(int(to) for to in people), row.summary.get("counts", {}).get("before", {})
    undone = getattr(row, "undone_by", None)
    return {
        "id": str(row.pk),
        "person": {"id": str(row.person_id), "name": row.person.name, "active": row.person.is_active},
        "made_by": {"id": str(row.made_by_id), "name": row.made_by.name},
        "made_at": row.made_at,
        "finished_at": row.finished_at,
        "reason": row.reason,
        "state": row.state,
        "total": row.total,
        "progress": service.progress(row),
        "people": [
            {"id": to, "name": names.get(int(to), ""), "modules": kinds} for to, kinds in people.items()
        ],
        "modules": [{"module": key, "label": label_of(key, actor.locale)} for key in moved],
        "left": [
            {"label": label_of(key, actor.locale), "why": say(reason, actor.locale), "count": many}
            for key, reasons in row.summary.get("left", {}).items()
            for reason, many in reasons.items()
        ],
        "counts": _counts(row, actor.locale),
        "successor": _person(row.successor),
        "team": {**succession.counted(row.duties, "moved"), "left": _left(row.duties, actor.locale)},
        **{key: row.summary.get(key, 0) for key in ("moved", "stayed", "differences")},
        "digest": row.after,
        "undoes": str(row.undoes_id) if row.undoes_id else None,
        "undone_by": str(undone.pk) if undone else None,
        "undo_until": service.undo_until(row),
        "certificate": service.may_fetch(actor, row) if row.paper else None,
    }


def _counts(row: Handover, locale: str) -> list[dict[str, Any]]:
    """How much there was and is, of each module and of what belongs to its records."""
    counts = row.summary.get("counts", {"before": {}, "after": {}})
    return [
        {
            "module": label_of(key, locale),
            "what": "" if kind == "records" else telling.kind_of(kind, locale),
            "before": many,
            "after": counts["after"].get(key, {}).get(kind, 0),
        }
        for key, kinds in counts["before"].items()
        for kind, many in kinds.items()
        if many or counts["after"].get(key, {}).get(kind, 0)
    ]


def _differing(actor: Actor, row: Handover) -> list[dict[str, Any]]:
    shown = closing.differing(row)[:MOST_SHOWN] if row.summary.get("differences") else []
    titles = telling.titles(actor, shown)
    return [
        {
            "module": item.module,
            "record_id": str(item.record_id),
            "title": titles.get((item.module, item.record_id), ""),
            "parts": telling.parts_told(item, actor.locale),
            "people": telling.who_changed(row, item, actor.locale),
        }
        for item in shown
    ]
