"""The tag tree."""

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import questions
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import Forbidden
from guanxi.records import tagging

router = Router(tags=["tags"])


class NewTag(Strict):
    """A tag below another, or at the top."""

    label: str = Field(min_length=1, max_length=60)
    parent: str | None = None
    color: str = "neutral"


class TagChange(Strict):
    """What to change of a tag."""

    label: str | None = Field(None, min_length=1, max_length=60)
    parent: str | None = None
    color: str | None = None


class Merge(Strict):
    """The tag that the records move to."""

    into: str


@router.get("/tags")
def tags(request: ActorRequest) -> HttpResponse:
    """All tags, parents before children."""
    return answer({"tags": tagging.tree(request.actor)})


@router.post("/tags")
def add(request: ActorRequest, payload: NewTag) -> HttpResponse:
    """A new tag; whoever may edit records may name one."""
    _require(request, ("contacts", "accounts"))
    parent = number(payload.parent) if payload.parent else None
    return answer(tagging.wire(tagging.add(request.actor, payload.label, parent, payload.color)), 201)


@router.patch("/tags/{tag_id}")
def change(request: ActorRequest, tag_id: str, payload: TagChange) -> HttpResponse:
    """Rename, recolour or move a tag."""
    _require_keeper(request)
    values = payload.model_dump(exclude_unset=True)
    if values.get("parent"):
        values["parent"] = number(values["parent"])
    return answer(tagging.wire(tagging.change(request.actor, number(tag_id), values)))


@router.delete("/tags/{tag_id}")
def delete(request: ActorRequest, tag_id: str) -> HttpResponse:
    """Delete a tag."""
    _require_keeper(request)
    tagging.delete(request.actor, number(tag_id))
    return HttpResponse(status=204)


@router.post("/tags/{tag_id}/merge")
def merge(request: ActorRequest, tag_id: str, payload: Merge) -> HttpResponse:
    """Move all records of a tag to another."""
    _require_keeper(request)
    return answer(tagging.wire(tagging.merge(request.actor, number(tag_id), number(payload.into))))


def _require(request: ActorRequest, modules: tuple[str, ...]) -> None:
    if not any(questions.can(request.actor, "edit", module) for module in modules):
        _require_keeper(request)


def _require_keeper(request: ActorRequest) -> None:
    """Tags are everybody's: administrators and those who may edit all records keep them."""
    if not questions.can(request.actor, "settings.manage", "") and not questions.edits_all(
        request.actor, "contacts"
    ):
        raise Forbidden()
