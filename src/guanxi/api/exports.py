"""What leaves the house in bulk: exports, their approval, and what is left of the day."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router
from pydantic import Field

from guanxi.access import leaving as rules
from guanxi.access.directory import names_of
from guanxi.access.models import User
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, by_program, require_recent
from guanxi.api.work import Selection
from guanxi.api.work import wire as job_wire
from guanxi.jobs.models import Job
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound
from guanxi.records import export, handing_out, leaving, leaving_words, marks, printing
from guanxi.records.leaving import Wanted
from guanxi.records.leaving_models import Export
from guanxi.records.read import Query

router = Router(tags=["exports"])


class Contents(Selection):
    """Which columns of the selection, in which format."""

    module: str
    columns: list[str] | None = Field(None, max_length=400)
    sort: list[str] | None = Field(None, max_length=3)
    format: str = "xlsx"


class NewExport(Contents):
    """What to export, and why, where somebody has to approve it."""

    reason: str = Field("", max_length=500)


class Printed(Strict):
    """Which records go to a printer, in which form."""

    ids: list[str] = Field(min_length=1, max_length=printing.MOST)
    form: str = Field("", max_length=40)


class Verdict(Strict):
    """Whether an export is let out, and what its asker is told."""

    approve: bool
    reason: str = Field("", max_length=500)


@router.post("/exports")
def start_export(request: ActorRequest, payload: NewExport) -> HttpResponse:
    """202 with the export: the job that writes the file, or `waiting` for approval."""
    wanted = _wanted(request.actor, payload)
    return started(request, wanted, payload.reason)


@router.post("/exports/check")
def check_export(request: ActorRequest, payload: Contents) -> HttpResponse:
    """What would become of an export: how many rows, whether it needs approval and whose, what is left of the day."""
    wanted = _wanted(request.actor, payload)
    found = leaving.outlook(request.actor, wanted)
    return answer(
        {
            "rows": found.rows,
            "approval": {"needed": found.needed, "from": found.approval, "approvers": found.approvers},
            "quota": {"limit": found.day.limit, "used": found.day.used, "left": found.day.left},
            "csv": rules.policy().csv,
        }
    )


@router.get("/exports")
def own_exports(request: ActorRequest) -> HttpResponse:
    """The newest exports of the caller."""
    return answer({"exports": wires(request.actor, leaving.own(request.actor))})


@router.get("/exports/{export_id}")
def get_export(request: ActorRequest, export_id: str) -> HttpResponse:
    """The state of an export; `url` while the file is there."""
    return answer(wires(request.actor, [_own(request, export_id)])[0])


@router.delete("/exports/{export_id}")
def withdraw(request: ActorRequest, export_id: str) -> HttpResponse:
    """Take back an export that waits for approval."""
    leaving.withdraw(request.actor, _own(request, export_id))
    return HttpResponse(status=204)


@router.get("/exports/{export_id}/file")
def get_file(request: ActorRequest, export_id: str) -> HttpResponseBase:
    """The file, for its asker alone, for a day, as long as the asker may export."""
    row = _own(request, export_id)
    job = Job.objects.filter(pk=row.job_id or 0).first()
    if job is None or not export.is_there(job):
        raise NotFound()
    if not leaving.may_take(request.actor, row.module):
        raise Forbidden()
    login = User.objects.values_list("username", flat=True).get(pk=row.asker_id)
    at = (job.finished_at or clock.now()).astimezone(request.actor.zone).strftime("%Y%m%d-%H%M")
    name = marks.file_name(login, row.module, at, row.pk, row.payload["format"])
    handing_out.fetched(request.actor, job)
    return FileResponse(
        export.path_of(job).open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )


@router.get("/approvals")
def approvals(request: ActorRequest) -> HttpResponse:
    """The exports that wait for the caller's decision, and those decided of late."""
    actor = request.actor
    return answer(
        {
            "waiting": wires(actor, leaving.waiting_for(actor)),
            "decided": wires(actor, leaving.decided_by(actor)),
        }
    )


@router.post("/approvals/{approval_id}")
def decide(request: ActorRequest, approval_id: str, payload: Verdict) -> HttpResponse:
    """Let an export out, or refuse it with a reason."""
    if by_program(request):
        raise Forbidden("not_by_token")
    require_recent(request)
    row = leaving.decide(request.actor, number(approval_id), payload.approve, payload.reason)
    return answer(wires(request.actor, [row])[0])


@router.post("/records/{module}/print")
def print_records(request: ActorRequest, module: str, payload: Printed) -> HttpResponse:
    """Count records as taken out on paper; what is to stand on it: who, when."""
    mark = printing.printed(request.actor, module, [number(item) for item in payload.ids], payload.form)
    return answer({"mark": mark.line})


def started(request: ActorRequest, wanted: Wanted, reason: str) -> HttpResponse:
    """202 with an export that was asked for; beyond a thousand rows its asker proved of late who they are."""
    if wanted.rows > export.LARGE:
        require_recent(request)
    row = leaving.ask(request.actor, wanted, reason)
    return answer(wires(request.actor, [row])[0], 202)


def wires(reader: Actor, rows: list[Export]) -> list[dict[str, Any]]:
    """The JSON form of exports for their asker or for who decides."""
    jobs = Job.objects.in_bulk([row.job_id for row in rows if row.job_id is not None])
    names = names_of({key for row in rows for key in (row.asker_id, row.decided_by) if key is not None})
    return [_wire(reader, row, jobs.get(row.job_id or 0), names) for row in rows]


def _wire(reader: Actor, row: Export, job: Job | None, names: dict[int, str]) -> dict[str, Any]:
    told = leaving_words.words(reader, row)
    own = row.asker_id == reader.user_id
    there = own and job is not None and export.is_there(job)
    return {
        "id": str(row.pk),
        "state": _state(row, job),
        "url": f"/api/v1/exports/{row.pk}/file" if there else None,
        "job": job_wire(job, reader.locale) if own and job is not None else None,
        "asker": {"id": str(row.asker_id), "name": names.get(row.asker_id, "")},
        "module": row.module,
        "module_label": told.module,
        "conditions": told.conditions,
        "columns": told.columns,
        "personal": told.personal,
        "more": {"columns": told.more, "personal": told.more_personal},
        "rows": row.rows,
        "format": row.payload.get("format", ""),
        "reason": row.reason,
        "asked_at": row.asked_at,
        "until": row.until if row.state == Export.WAITING else None,
        "decided_by": names.get(row.decided_by or 0),
        "decided_at": row.decided_at,
        "answer": row.answer,
    }


def _state(row: Export, job: Job | None) -> str:
    """waiting, refused, expired, withdrawn; then the job's; `gone` when the file is not there any more."""
    if row.state != Export.RELEASED:
        late = row.state == Export.WAITING and row.until is not None and row.until <= clock.now()
        return Export.EXPIRED if late else row.state
    if job is None:
        return "gone"
    return "gone" if job.state == "done" and not export.is_there(job) else job.state


def _wanted(actor: Actor, payload: Contents) -> Wanted:
    ids = [number(item) for item in payload.ids] if payload.ids is not None else None
    query = Query(payload.criteria, payload.search, payload.columns, payload.sort, ids=ids)
    return export.wanted(actor, payload.module, query, payload.format)


def _own(request: ActorRequest, export_id: str) -> Export:
    row = Export.objects.filter(pk=number(export_id), asker_id=request.actor.person_id).first()
    if row is None:
        raise NotFound()
    return row
