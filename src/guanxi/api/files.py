"""Files: uploaded first, then named by a record."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Query, Router
from ninja.files import UploadedFile

from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import files
from guanxi.records.blobs import blobs
from guanxi.records.file_kinds import OTHER, SHOWN

router = Router(tags=["files"])
# Whatever a file holds, it runs nothing and loads nothing.
CSP = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


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
    response.headers["Content-Security-Policy"] = CSP
    response.headers["Cache-Control"] = "private, no-store"
    return response
