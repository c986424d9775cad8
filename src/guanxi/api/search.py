"""Search across modules, and pickers."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from guanxi.access import directory
from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.shapes import number
from guanxi.api.signin import ActorRequest, by_program
from guanxi.kernel.text import wire_marks
from guanxi.records import finder, read

router = Router(tags=["search"])


@router.get("/search")
def search(
    request: ActorRequest, q: str = Query("", max_length=200), limit: int = Query(8, ge=1, le=50)
) -> HttpResponse:
    """Hits by module, best first."""
    groups: list[dict[str, Any]] = [
        {
            "module": owner.key,
            "label": owner.plural.get(request.actor.locale),
            "hits": [_hit(hit, q) for hit in hits],
        }
        for owner, hits in (finder.search(request.actor, q, limit) if q.strip() else [])
    ]
    if groups:
        found = {group["module"]: [hit["id"] for hit in group["hits"]] for group in groups}
        seen.looked_for(request.actor, q, found)
        if by_program(request):
            for key, hits in found.items():
                seen.listed(request.actor, key, [], hits)
    return answer({"groups": groups})


@router.get("/pick/{module}")
def pick(
    request: ActorRequest,
    module: str,
    q: str = Query("", max_length=200),
    limit: int = Query(10, ge=1, le=50),
    ids: str = Query("", max_length=2000),
) -> HttpResponse:
    """Candidates for a picker; module `users` for people who work here. With `ids`, what these are called."""
    if ids:
        return answer({"items": _named(request, module, [number(item) for item in ids.split(",")][:100])})
    if module == "users":
        people = directory.find_people(q, limit)
        rows = [
            {
                "id": str(user.pk),
                "title": user.name,
                "subtitle": user.department.name if user.department else "",
            }
            for user in people
        ]
        return answer({"items": rows})
    hits = finder.pick(request.actor, module, q, limit)
    if by_program(request):
        seen.listed(request.actor, module, [], [str(hit.record_id) for hit in hits])
    return answer(
        {"items": [{"id": str(hit.record_id), "title": hit.title, "subtitle": hit.subtitle} for hit in hits]}
    )


def _hit(hit: finder.Hit, typed: str) -> dict[str, Any]:
    """A hit with the stretches of its texts that match: [start, end] as JavaScript counts."""
    highlight = {"title": wire_marks(hit.title, typed), "subtitle": wire_marks(hit.subtitle, typed)}
    return {"id": str(hit.record_id), "title": hit.title, "subtitle": hit.subtitle, "highlight": highlight}


def _named(request: ActorRequest, module: str, ids: list[int]) -> list[dict[str, str]]:
    if module == "users":
        titles = directory.names_of(ids)
    else:
        found = read.page(request.actor, module, read.Query(columns=[], ids=ids, limit=100))
        titles = {row["id"]: title["_title"] for row, title in zip(found.rows, found.titles, strict=True)}
    return [{"id": str(key), "title": title, "subtitle": ""} for key, title in titles.items()]
