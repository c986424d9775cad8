"""Lists of records."""

from django.http import HttpResponse
from ninja import Router

from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.shapes import ListQuery
from guanxi.api.signin import ActorRequest
from guanxi.records import read

router = Router(tags=["records"])


@router.post("/records/{module}/query")
def query(request: ActorRequest, module: str, payload: ListQuery) -> HttpResponse:
    """One page of a list, with its count and sums when asked for."""
    asked = read.Query(
        payload.criteria, payload.search, payload.columns, payload.sort, payload.cursor, payload.limit
    )
    found = read.page(request.actor, module, asked)
    body = found.wire()
    ids = [row["id"] for row in body["records"]]
    by_fields = bool(payload.search or payload.criteria) and seen.searched(request.actor, module, asked, ids)
    if not by_fields:
        seen.listed(request.actor, module, found.fields, ids)
    if payload.count != "none":
        value, exact = read.count(request.actor, module, asked, payload.count == "exact")
        body["count"] = {"value": value, "exact": exact}
    if payload.sums:
        body["sums"] = read.sums(request.actor, module, asked, payload.sums)
    return answer(body)
