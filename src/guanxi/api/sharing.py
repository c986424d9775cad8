"""Who sees a record: shares, collaborators, reasons; and the values that are covered until somebody asks."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access.accounts import require_people_right
from guanxi.access.holders import names_of
from guanxi.access.lens import Obstacle, Why
from guanxi.access.models import Grant
from guanxi.access.shipped import label_of
from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import lens, read, reveal, sharing, sight
from guanxi.records.lens import Sight
from guanxi.records.sharing import Offer
from guanxi.schema.conditions import parse_instant

router = Router(tags=["sharing"])
MOST = 500


class Share(Strict):
    """To whom a record is opened, how far and until when; a collaborator has a part in the work."""

    holder: str = Field(max_length=40)
    level: str = Field(max_length=5)
    kind: str = Field("share", max_length=12)
    part: str = Field("", max_length=60)
    until: str | None = Field(None, max_length=40)


class Reveal(Strict):
    """The covered field to show."""

    field: str = Field(max_length=60)


@router.get("/records/{module}/{record_id}/shares")
def shares(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """The shares and collaborators of a record that hold now."""
    found = sharing.shares(request.actor, module, number(record_id))
    return answer({"shares": _shares(found, request.actor.locale),
                   "may_share": read.may(request.actor, "share", module, number(record_id))})  # fmt: skip


@router.post("/records/{module}/{record_id}/shares")
def share(request: ActorRequest, module: str, record_id: str, payload: Share) -> HttpResponse:
    """Open a record to somebody, or change how."""
    until = _instant(payload.until)
    offer = Offer(payload.holder, payload.level, payload.kind, payload.part, until)
    made = sharing.share(request.actor, module, number(record_id), offer)
    return answer(_shares([made], request.actor.locale)[0], 201)


@router.delete("/records/{module}/{record_id}/shares/{share_id}")
def unshare(request: ActorRequest, module: str, record_id: str, share_id: str) -> HttpResponse:
    """Close a record again to somebody."""
    sharing.unshare(request.actor, module, number(record_id), number(share_id))
    return HttpResponse(status=204)


@router.get("/records/{module}/{record_id}/access")
def access(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """Who sees a record, and why."""
    found = lens.everybody(request.actor, module, number(record_id))
    people = _sights(request.actor, found[:MOST])
    return answer({"people": people, "total": len(found)})


@router.get("/records/{module}/{record_id}/access/{verb}")
def why(
    request: ActorRequest, module: str, record_id: str, verb: str, person: str | None = None
) -> HttpResponse:
    """Whether the caller, or a person, may do something to a record: the reasons, or what stands in the way."""
    who = number(person) if person else request.actor.person_id
    found = lens.one(request.actor, verb, module, number(record_id), who)
    return answer({**_sights(request.actor, [found])[0], "allowed": bool(found.reasons)})


@router.post("/records/{module}/{record_id}/reveal")
def show(request: ActorRequest, module: str, record_id: str, payload: Reveal) -> HttpResponse:
    """A covered value, so many times a day; the trail keeps who asked."""
    value = reveal.reveal(request.actor, module, number(record_id), payload.field)
    return answer({"field": payload.field, "value": value})


@router.get("/people/{user_id}/sight")
def of_person(request: ActorRequest, user_id: str) -> HttpResponse:
    """What a person may do in each module, and how many records they see."""
    require_people_right(request.actor)
    return answer({"modules": sight.of_person(number(user_id)), "most": sight.MOST})


@router.get("/people/{user_id}/sight/{module}")
def as_member(request: ActorRequest, user_id: str, module: str) -> HttpResponse:
    """The first records that a person sees, as far as the caller sees them too."""
    require_people_right(request.actor)
    records, hidden = sight.as_member(request.actor, number(user_id), module)
    seen.looked_as(request.actor, number(user_id), module, [one["id"] for one in records])
    return answer({"records": records, "hidden": hidden})


def _instant(raw: str | None) -> datetime | None:
    if raw is None:
        return None
    found = parse_instant(raw)
    if found is None:
        raise Refusal("invalid", "until")
    return found


def _shares(found: list[Grant], locale: str) -> list[dict[str, Any]]:
    makers = {f"user:{one.made_by_id}" for one in found if one.made_by_id}
    names = names_of([*(one.holder for one in found), *makers], locale)
    return [
        {
            "id": str(one.pk),
            "holder": one.holder,
            "name": names.get(one.holder, ""),
            "level": one.level,
            "kind": one.kind,
            "part": one.part,
            "until": _iso(one.until),
            "made_by": names.get(f"user:{one.made_by_id}", ""),
            "made_at": _iso(one.made_at),
        }
        for one in found
    ]


def _sights(actor: Actor, found: list[Sight]) -> list[dict[str, Any]]:
    whys = [why for one in found for why in one.reasons]
    names = names_of((why.holder for why in whys if why.holder), actor.locale)
    titles = _titles(actor, {(why.module, why.record_id) for why in whys if why.module})
    return [
        {
            "person": {"id": str(one.user.pk), "name": one.user.name},
            "reasons": [_reason(why, actor.locale, names.get(why.holder, ""), titles) for why in one.reasons],
            "obstacles": [_obstacle(item, actor.locale) for item in one.obstacles],
        }
        for one in found
    ]


def _titles(actor: Actor, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The titles of the records that somebody is seen through, where the asker sees them: one or two."""
    found = {}
    for key, record_id in sorted(wanted):
        if read.exists(actor, key, [record_id]):
            found[key, record_id] = str(read.get(actor, key, record_id).titles[0]["_title"])
    return found


def _reason(why: Why, locale: str, holder: str, titles: dict[tuple[str, int], str]) -> dict[str, Any]:
    title = titles.get((why.module, why.record_id))
    return {
        "kind": why.kind,
        "role": label_of(why.role, locale) if why.role else "",
        "rule": why.rule,
        "holder": why.holder,
        "holder_name": holder,
        "level": why.level,
        "part": why.part,
        "until": _iso(why.until),
        "through": None
        if title is None
        else {"module": why.module, "id": str(why.record_id), "title": title},
    }


def _obstacle(item: Obstacle, locale: str) -> dict[str, Any]:
    return {"code": item.code, "role": label_of(item.role, locale) if item.role else "", "scope": item.scope}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
