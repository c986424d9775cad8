"""Imports: upload, map, check, fix, run."""

from typing import Any, Literal

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from guanxi.access import questions
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number, place
from guanxi.api.signin import ActorRequest
from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.exchange.projects import intake, problems, service, wire
from guanxi.exchange.schema_plan import plan_of
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.schema.modules import MODULES

router = Router(tags=["imports"])
Xlsx = Literal["xlsx"]
XLSX: Any = Query("xlsx", alias="format")


class ColumnChoice(Strict):
    """What a column fills: a target, `other`, or nothing."""

    index: int
    target: str | None = None


class SheetChoice(Strict):
    """Whether a sheet is read, and what its columns fill."""

    key: str
    chosen: bool | None = None
    columns: list[ColumnChoice] | None = Field(None, max_length=2000)


class FileChoice(Strict):
    """The sheets of a file."""

    id: str
    sheets: list[SheetChoice] = Field(default_factory=list, max_length=500)


class Options(Strict):
    """How rows become records."""

    match_on: list[str] | None = Field(None, max_length=3)
    on_match: str | None = None
    default_region: str | None = None
    region: str | None = None
    owner: dict[str, str | None] | None = Field(None, max_length=500)
    date_order: str | None = None


class Mapping(Strict):
    """What to settle of an import."""

    files: list[FileChoice] | None = Field(None, max_length=10)
    options: Options | None = None
    value_maps: dict[str, dict[str, str | None]] | None = None


class Fix(Strict):
    """Corrected texts by target key."""

    values: dict[str, str | None]


@router.get("/imports")
def imports(request: ActorRequest) -> HttpResponse:
    """The newest imports of the caller."""
    rows = service.imports(request.actor)
    return answer({"imports": [wire.brief(item, request.actor.locale) for item in rows]})


@router.post("/imports")
def plan(
    request: ActorRequest,
    file: File[list[UploadedFile]],
    module: Form[str] = "contacts",
) -> HttpResponse:
    """201 with the import: what the files are and what their columns probably mean."""
    for name in {*request.POST, *request.FILES} - {"file", "module"}:
        raise Refusal("unknown_parameter", name[:100], name=name[:100])
    if module not in MODULES or not questions.can(request.actor, "view", module):
        raise NotFound()
    item = intake.plan(request.actor, module, file)
    return answer(wire.project(request.actor, item), 201)


@router.get("/imports/template")
def template(request: ActorRequest, module: str = "contacts", file_format: Xlsx = XLSX) -> HttpResponseBase:
    """An empty workbook with every column that can be imported."""
    if module not in MODULES or not questions.can(request.actor, "import", module):
        raise NotFound()
    path = problems.template(request.actor, module)
    return _file(path, f"guanxi-{module}.xlsx")


@router.get("/imports/{import_id}")
def get(request: ActorRequest, import_id: str) -> HttpResponse:
    """The import with its state and counts."""
    return answer(wire.project(request.actor, service.get(request.actor, number(import_id))))


@router.patch("/imports/{import_id}")
def change(request: ActorRequest, import_id: str, payload: Mapping) -> HttpResponse:
    """Settle mapping, options, value maps."""
    item = _steered(request, import_id)
    sent = payload.model_dump(exclude_unset=True)
    service.change(request.actor, item, sent.get("files"), sent.get("options"), sent.get("value_maps"))
    return answer(wire.project(request.actor, item))


@router.post("/imports/{import_id}/check")
def check(request: ActorRequest, import_id: str) -> HttpResponse:
    """202: the dry run begins."""
    item = _steered(request, import_id)
    service.check(request.actor, item)
    return answer(wire.brief(item, request.actor.locale), 202)


@router.post("/imports/{import_id}/run")
def run(request: ActorRequest, import_id: str) -> HttpResponse:
    """202: the import begins or goes on. `invitations` are the links of people whom it invited, given this once."""
    item = _steered(request, import_id)
    invited = service.run(request.actor, item)
    links = [{"name": name, "link": f"/join?token={token}"} for name, token in invited]
    return answer({**wire.brief(item, request.actor.locale), "invitations": links}, 202)


@router.post("/imports/{import_id}/cancel")
def cancel(request: ActorRequest, import_id: str) -> HttpResponse:
    """Ask the running step to end."""
    item = service.get(request.actor, number(import_id))
    service.cancel(item)
    item.refresh_from_db()
    return answer(wire.brief(item, request.actor.locale))


@router.post("/imports/{import_id}/undo")
def undo(request: ActorRequest, import_id: str) -> HttpResponse:
    """202: what the import made goes into the bin, what it changed is as before; what others touched since stays."""
    item = service.undo(request.actor, number(import_id))
    return answer(wire.brief(item, request.actor.locale), 202)


@router.get("/imports/{import_id}/rows")
def rows(
    request: ActorRequest,
    import_id: str,
    state: str | None = None,
    limit: int = Query(100, ge=1, le=500),
    cursor: str | None = None,
) -> HttpResponse:
    """Physical rows in order, of one state (or several, with commas), or of all."""
    item = service.get(request.actor, number(import_id))
    found = item.rows.select_related("file").order_by("pk")
    if state:
        found = found.filter(state__in=state.split(","))
    if cursor:
        found = found.filter(pk__gt=place(cursor))
    some = list(found[: limit + 1])
    labels = {target.key: target.label for target in plan_of(item.module).targets(request.actor)}
    following = str(some[limit - 1].pk) if len(some) > limit else None
    return answer({"rows": wire.rows(some[:limit], request.actor.locale, labels), "next_cursor": following})


@router.patch("/imports/{import_id}/rows/{row_id}")
def fix(request: ActorRequest, import_id: str, row_id: str, payload: Fix) -> HttpResponse:
    """Correct values of one row."""
    item = _steered(request, import_id)
    row = ImportRow.objects.select_related("file", "project").filter(project=item, pk=number(row_id)).first()
    if row is None:
        raise NotFound()
    service.fix(request.actor, row, payload.values)
    labels = {target.key: target.label for target in plan_of(item.module).targets(request.actor)}
    return answer(wire.rows([row], request.actor.locale, labels)[0])


@router.get("/imports/{import_id}/problems")
def get_problems(request: ActorRequest, import_id: str, file_format: Xlsx = XLSX) -> HttpResponseBase:
    """The rows with problems in the layout of their source, with the reasons beside them."""
    item = service.get(request.actor, number(import_id))
    return _file(problems.workbook(request.actor, item), f"guanxi-import-{item.pk}-problems.xlsx")


def _steered(request: ActorRequest, import_id: str) -> ImportProject:
    """An own import, when its owner still has the right to import."""
    item = service.get(request.actor, number(import_id))
    if not questions.can(request.actor, "import", item.module):
        raise Forbidden()
    return item


def _file(stream: Any, name: str) -> HttpResponseBase:
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/octet-stream")
