"""Files: uploaded first, then named by a record."""

from functools import partial

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Query, Router
from ninja.files import UploadedFile

from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.signin import ActorRequest
from guanxi.exchange import previews
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import files
from guanxi.records.blobs import blobs
from guanxi.records.file_kinds import OTHER, SHOWN

router = Router(tags=["files"])
# Whatever a file holds, it runs nothing and loads nothing.
CSP = "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'self'"


@router.post("/files")
def upload(request: ActorRequest, file: File[UploadedFile]) -> HttpResponse:
    """201 with the file's id, which a field of a record then takes. Until then only its sender sees it, for a day."""
    for name in {*request.POST, *request.FILES} - {"file"}:
        raise Refusal("unknown_parameter", name[:100], name=name[:100])
    row = files.upload(request.actor, file.name, file.chunks())
    return answer({"id": row.token, "name": row.name, "size": row.size, "type": row.kind}, 201)


@router.get("/files/{file_id}")
def get_file(request: ActorRequest, file_id: str, inline: bool = Query(False)) -> HttpResponseBase:
    """The file, to be saved; pictures and PDF also to be shown (`inline`)."""
    row = files.opened(request.actor, file_id)
    try:
        content = blobs().open(row.digest)
    except FileNotFoundError:
        raise NotFound() from None
    seen.downloaded(request.actor, row)
    shown = inline and row.kind in SHOWN
    kind = row.kind if shown else OTHER
    response = FileResponse(content, as_attachment=not shown, filename=row.name, content_type=kind)
    return _private(response)


@router.get("/files/{file_id}/preview")
def preview(request: ActorRequest, file_id: str) -> HttpResponseBase:
    """What can be seen of a file without saving it: it is a picture, has pages, or is shown as tables or text."""
    row = files.opened(request.actor, file_id)
    way = previews.showable(row.kind, row.name)
    if way in (None, "picture"):
        return answer({"kind": "picture"} if way else {"kind": "none", "why": "unsupported"})
    # What is read without being saved has been read too.
    seen.downloaded(request.actor, row)
    look = previews.look(partial(blobs().open, row.digest), row.size, way)
    return _private(StreamingHttpResponse(look, content_type="application/json"))


@router.get("/files/{file_id}/pages/{page}")
def get_page(request: ActorRequest, file_id: str, page: int) -> HttpResponseBase:
    """One page of a PDF as a PNG, the first is 1; an empty answer when it cannot be drawn."""
    row = files.opened(request.actor, file_id)
    if previews.showable(row.kind, row.name) != "pdf" or page < 1:
        raise NotFound()
    seen.downloaded(request.actor, row)
    drawn = previews.page(partial(blobs().open, row.digest), row.size, page)
    return _private(StreamingHttpResponse(drawn, content_type="image/png"))


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = CSP
    response.headers["Cache-Control"] = "private, no-store"
    return response
