"""What surrounds a record: timeline, related lists, network, duplicates."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import NotFound
from guanxi.modules.comments import sight
from guanxi.modules.contacts import network
from guanxi.records import duplicates, read
from guanxi.records.reader import ActorReader
from guanxi.records.timeline import timeline
from guanxi.schema.modules import module as module_of
from guanxi.schema.modules import related_list

router = Router(tags=["records"])


class Values(Strict):
    """What was typed so far; `id` is the record's own when it is edited."""

    values: dict[str, Any]
    id: str | None = None


@router.get("/records/{module}/{record_id}/timeline")
def get_timeline(
    request: ActorRequest,
    module: str,
    record_id: str,
    cursor: str | None = None,
    limit: int = 30,
    kinds: str = "",
) -> HttpResponse:
    """One page of the timeline, newest first."""
    wanted = frozenset(item for item in kinds.split(",") if item)
    items, following = timeline(
        request.actor, module, number(record_id), cursor, min(max(limit, 1), 100), wanted
    )
    seen.opened(request.actor, module, number(record_id))
    rows = [
        {
            "id": item.id,
            "kind": item.kind,
            "at": item.at,
            "actor": {"id": str(item.actor_id), "name": item.actor_name} if item.actor_id else None,
            "module": item.module,
            "record_id": str(item.record_id),
            "title": item.title,
            "text": item.text,
            "values": item.values,
            "changes": item.changes,
        }
        for item in items
    ]
    return answer({"items": rows, "next_cursor": following})


@router.get("/records/{module}/{record_id}/people")
def get_people(
    request: ActorRequest, module: str, record_id: str, q: str = Query("", max_length=200)
) -> HttpResponse:
    """Who may be mentioned in a comment on the record, and who of them sees it."""
    found = sight.candidates(request.actor, module, number(record_id), q)
    rows = [
        {"id": str(item.user_id), "title": item.name, "subtitle": item.department, "sees": item.sees}
        for item in found
    ]
    return answer({"items": rows})


@router.get("/records/{module}/{record_id}/related/{key}")
def get_related(
    request: ActorRequest, module: str, record_id: str, key: str, cursor: str | None = None, limit: int = 20
) -> HttpResponse:
    """One page of a related list."""
    read.get(request.actor, module, number(record_id))
    related = related_list(module_of(module), key)
    criteria = {"field": related.field, "op": "in", "value": [record_id]}
    asked = read.Query(criteria=criteria, cursor=cursor, limit=min(max(limit, 1), 100))
    found = read.page(request.actor, related.module, asked)
    body = found.wire()
    seen.listed(request.actor, related.module, found.fields, [row["id"] for row in body["records"]])
    value, exact = read.count(request.actor, related.module, asked, False)
    seen.opened(request.actor, module, number(record_id))
    return answer({**body, "count": {"value": value, "exact": exact}})


@router.get("/records/{module}/{record_id}/network")
def get_network(request: ActorRequest, module: str, record_id: str) -> HttpResponse:
    """The people around a contact or an account, how they decide and how warm they are."""
    if "network" not in module_of(module).features:
        raise NotFound()
    found = network.around(request.actor, module, number(record_id))
    seen.opened(request.actor, module, number(record_id))
    return answer(found)


@router.post("/records/{module}/duplicates")
def get_duplicates(request: ActorRequest, module: str, payload: Values) -> HttpResponse:
    """Records that might be the same, while somebody types."""
    read.opened(ActorReader(request.actor), module)
    own = number(payload.id) if payload.id else None
    matches = duplicates.find(request.actor, module, payload.values, own)
    rows = [
        {
            "id": str(item.record_id) if item.record_id else None,
            "title": item.title,
            "owner": item.owner,
            "why": list(item.why),
            "visible": item.visible,
        }
        for item in matches
    ]
    return answer({"matches": rows})
