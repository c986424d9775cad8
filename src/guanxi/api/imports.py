"""Imports: upload, map, check, fix, run."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from guanxi.access import questions
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.exchange.models import ImportRow
from guanxi.exchange.plans import PLANS
from guanxi.exchange.projects import intake, problems, service, wire
from guanxi.kernel.errors import NotFound

router = Router(tags=["imports"])


class Mapping(Strict):
    """What to settle of an import."""

    files: list[dict[str, Any]] | None = Field(None, max_length=10)
    options: dict[str, Any] | None = None
    value_maps: dict[str, Any] | None = None


class Fix(Strict):
    """Corrected texts by target key."""

    values: dict[str, Any]


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
    allowed = questions.can(request.actor, "import", module) if module in PLANS else False
    item = intake.plan(request.actor, module, file, allowed)
    return answer(wire.project(request.actor, item), 201)


@router.get("/imports/template")
def template(request: ActorRequest, module: str = "contacts") -> HttpResponseBase:
    """An empty workbook with every column that can be imported."""
    if module not in PLANS or not questions.can(request.actor, "import", module):
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
    item = service.get(request.actor, number(import_id))
    service.change(request.actor, item, payload.files, payload.options, payload.value_maps)
    return answer(wire.project(request.actor, item))


@router.post("/imports/{import_id}/check")
def check(request: ActorRequest, import_id: str) -> HttpResponse:
    """202: the dry run begins."""
    item = service.get(request.actor, number(import_id))
    service.check(request.actor, item)
    return answer(wire.brief(item, request.actor.locale), 202)


@router.post("/imports/{import_id}/run")
def run(request: ActorRequest, import_id: str) -> HttpResponse:
    """202: the import begins or goes on."""
    item = service.get(request.actor, number(import_id))
    service.run(request.actor, item)
    return answer(wire.brief(item, request.actor.locale), 202)


@router.post("/imports/{import_id}/cancel")
def cancel(request: ActorRequest, import_id: str) -> HttpResponse:
    """Ask the running step to end."""
    item = service.get(request.actor, number(import_id))
    service.cancel(item)
    item.refresh_from_db()
    return answer(wire.brief(item, request.actor.locale))


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
        found = found.filter(pk__gt=number(cursor))
    some = list(found[: limit + 1])
    labels = {target.key: target.label for target in PLANS.get(item.module).targets(request.actor)}
    following = str(some[limit - 1].pk) if len(some) > limit else None
    return answer({"rows": wire.rows(some[:limit], request.actor.locale, labels), "next_cursor": following})


@router.patch("/imports/{import_id}/rows/{row_id}")
def fix(request: ActorRequest, import_id: str, row_id: str, payload: Fix) -> HttpResponse:
    """Correct values of one row."""
    item = service.get(request.actor, number(import_id))
    row = ImportRow.objects.select_related("file", "project").filter(project=item, pk=number(row_id)).first()
    if row is None:
        raise NotFound()
    service.fix(request.actor, row, payload.values)
    labels = {target.key: target.label for target in PLANS.get(item.module).targets(request.actor)}
    return answer(wire.rows([row], request.actor.locale, labels)[0])


@router.get("/imports/{import_id}/problems")
def get_problems(request: ActorRequest, import_id: str) -> HttpResponseBase:
    """The rows with problems in the layout of their source, with the reasons beside them."""
    item = service.get(request.actor, number(import_id))
    return _file(problems.workbook(request.actor, item), f"guanxi-import-{item.pk}-problems.xlsx")


def _file(stream: Any, name: str) -> HttpResponseBase:
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/octet-stream")
