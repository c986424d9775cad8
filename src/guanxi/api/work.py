"""Background work as its asker sees it: bulk changes, exports, jobs."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router
from pydantic import Field

from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, by_program, require_recent
from guanxi.jobs import queue
from guanxi.jobs.models import Job
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import audit_export, bulk, export, handing_out
from guanxi.records.read import Query

router = Router(tags=["work"])
EXPORTS = ("records.export", audit_export.KIND)


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


class Export(Selection):
    """Which columns of the selection, in which format."""

    module: str
    columns: list[str] | None = Field(None, max_length=400)
    sort: list[str] | None = Field(None, max_length=3)
    format: str = "xlsx"


@router.post("/records/{module}/bulk")
def start_bulk(request: ActorRequest, module: str, payload: Bulk) -> HttpResponse:
    """202 with the job that changes the selection."""
    if payload.ids is None and payload.criteria is None and not payload.search and not payload.all:
        raise Refusal("invalid", "ids")
    ids = [number(item) for item in payload.ids] if payload.ids is not None else None
    query = Query(payload.criteria, payload.search)
    row = bulk.start(request.actor, module, payload.verb, query, payload.values, ids)
    return answer({"job": wire(row)}, 202)


@router.post("/exports")
def start_export(request: ActorRequest, payload: Export) -> HttpResponse:
    """202 with the job that writes the file."""
    ids = [number(item) for item in payload.ids] if payload.ids is not None else None
    query = Query(payload.criteria, payload.search, payload.columns, payload.sort, ids=ids)
    if not by_program(request) and export.is_large(request.actor, payload.module, query):
        require_recent(request)
    row = export.start(request.actor, payload.module, query, payload.format)
    return answer({"id": str(row.pk), "job": wire(row)}, 202)


@router.get("/exports/{export_id}")
def get_export(request: ActorRequest, export_id: str) -> HttpResponse:
    """The state of an export; `url` when the file is there."""
    row = _own(request, export_id, *EXPORTS)
    url = f"/api/v1/exports/{row.pk}/file" if row.state == "done" and export.path_of(row).exists() else None
    return answer({"id": str(row.pk), "state": row.state, "url": url, "job": wire(row)})


@router.get("/exports/{export_id}/file")
def get_file(request: ActorRequest, export_id: str) -> HttpResponseBase:
    """The file, for its asker alone."""
    row = _own(request, export_id, *EXPORTS)
    path = export.path_of(row)
    if row.state != "done" or not path.exists():
        raise NotFound()
    name = f"guanxi-{row.payload['module']}.{row.payload['format']}"
    handing_out.fetched(request.actor, row)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )


@router.get("/jobs")
def jobs(request: ActorRequest) -> HttpResponse:
    """The newest jobs of the caller."""
    rows = Job.objects.filter(owner_id=request.actor.user_id).order_by("-pk")[:50]
    return answer({"jobs": [wire(row) for row in rows]})


@router.get("/jobs/{job_id}")
def get_job(request: ActorRequest, job_id: str) -> HttpResponse:
    """One job of the caller."""
    return answer(wire(_own(request, job_id)))


@router.post("/jobs/{job_id}/cancel")
def cancel(request: ActorRequest, job_id: str) -> HttpResponse:
    """Ask a job to end; what is committed stays."""
    row = _own(request, job_id)
    queue.cancel(row.pk)
    row.refresh_from_db()
    return answer(wire(row))


def wire(row: Job) -> dict[str, Any]:
    """The JSON form of a job."""
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "state": row.state,
        "progress": {"done": row.done, "total": row.total},
        "result": row.result,
        "error": {key: told for key, told in row.error.items() if key != "trace"} if row.error else None,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }


def _own(request: ActorRequest, job_id: str, *kinds: str) -> Job:
    rows = Job.objects.filter(pk=number(job_id), owner_id=request.actor.user_id)
    row = (rows.filter(kind__in=kinds) if kinds else rows).first()
    if row is None:
        raise NotFound()
    return row
