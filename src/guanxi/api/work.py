"""Background work as its asker sees it: bulk changes, jobs."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.jobs import queue
from guanxi.jobs.models import Job
from guanxi.kernel.errors import NotFound, Refusal, say
from guanxi.records import bulk
from guanxi.records.read import Query

router = Router(tags=["work"])


class Selection(Strict):
    """Records by id, or by the filter and search of a list."""

    ids: list[str] | None = Field(None, min_length=1, max_length=5000)
    criteria: dict[str, Any] | None = None
    search: str | None = Field(None, max_length=200)
    all: bool = False


class Bulk(Selection):
    """What to do to the selection."""

    verb: str
    values: dict[str, Any] = Field(default_factory=dict)


@router.post("/records/{module}/bulk")
def start_bulk(request: ActorRequest, module: str, payload: Bulk) -> HttpResponse:
    """202 with the job that changes the selection."""
    if payload.ids is None and payload.criteria is None and not payload.search and not payload.all:
        raise Refusal("invalid", "ids")
    ids = [number(item) for item in payload.ids] if payload.ids is not None else None
    query = Query(payload.criteria, payload.search)
    row = bulk.start(request.actor, module, payload.verb, query, payload.values, ids)
    return answer({"job": wire(row, request.actor.locale)}, 202)


@router.get("/jobs")
def jobs(request: ActorRequest) -> HttpResponse:
    """The newest jobs of the caller."""
    rows = Job.objects.filter(owner_id=request.actor.user_id).order_by("-pk")[:50]
    return answer({"jobs": [wire(row, request.actor.locale) for row in rows]})


@router.get("/jobs/{job_id}")
def get_job(request: ActorRequest, job_id: str) -> HttpResponse:
    """One job of the caller."""
    return answer(wire(_own(request, job_id), request.actor.locale))


@router.post("/jobs/{job_id}/cancel")
def cancel(request: ActorRequest, job_id: str) -> HttpResponse:
    """Ask a job to end; what is committed stays."""
    row = _own(request, job_id)
    queue.cancel(row.pk)
    row.refresh_from_db()
    return answer(wire(row, request.actor.locale))


def wire(row: Job, locale: str) -> dict[str, Any]:
    """The JSON form of a job; why it failed in words, too."""
    error = {key: (row.error or {}).get(key) for key in ("code", "params")} if row.error else None
    if error is not None:
        error["message"] = say(str(error["code"]), locale, error["params"])
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "state": row.state,
        "progress": {"done": row.done, "total": row.total},
        "result": row.result,
        "error": error,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }


def _own(request: ActorRequest, job_id: str) -> Job:
    row = Job.objects.filter(pk=number(job_id), owner_id=request.actor.user_id).first()
    if row is None:
        raise NotFound()
    return row
