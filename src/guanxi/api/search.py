"""Search across modules, and pickers."""

from django.http import HttpResponse
from ninja import Query, Router

from guanxi.access import directory
from guanxi.api.body import answer
from guanxi.api.signin import ActorRequest
from guanxi.records import finder

router = Router(tags=["search"])


@router.get("/search")
def search(
    request: ActorRequest, q: str = Query("", max_length=200), limit: int = Query(8, ge=1, le=50)
) -> HttpResponse:
    """Hits by module, best first."""
    groups = [
        {
            "module": owner.key,
            "label": owner.plural.get(request.actor.locale),
            "hits": [
                {"id": str(hit.record_id), "title": hit.title, "subtitle": hit.subtitle} for hit in hits
            ],
        }
        for owner, hits in (finder.search(request.actor, q, limit) if q.strip() else [])
    ]
    return answer({"groups": groups})


@router.get("/pick/{module}")
def pick(
    request: ActorRequest,
    module: str,
    q: str = Query("", max_length=200),
    limit: int = Query(10, ge=1, le=50),
) -> HttpResponse:
    """Candidates for a picker; module `users` for people who work here."""
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
    return answer(
        {"items": [{"id": str(hit.record_id), "title": hit.title, "subtitle": hit.subtitle} for hit in hits]}
    )
