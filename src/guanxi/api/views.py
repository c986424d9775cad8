"""Saved lists."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.records import views

router = Router(tags=["views"])


class ViewChange(Strict):
    """What to change of a view."""

    name: str | None = Field(None, min_length=1, max_length=80)
    shared: bool | None = None
    criteria: dict[str, Any] | None = None
    search: str | None = Field(None, max_length=200)
    columns: list[str] | None = Field(None, max_length=200)
    sort: list[str] | None = Field(None, max_length=3)


class NewView(ViewChange):
    """A view of a module."""

    module: str
    name: str = Field(min_length=1, max_length=80)


@router.get("/views")
def get_views(request: ActorRequest, module: str) -> HttpResponse:
    """The views of a module."""
    return answer({"views": views.views(request.actor, module)})


@router.post("/views")
def add_view(request: ActorRequest, payload: NewView) -> HttpResponse:
    """Save a view."""
    values = payload.model_dump(exclude_unset=True, exclude={"module"})
    kept = {key: value for key, value in values.items() if value is not None}
    return answer(views.wire(views.save(request.actor, payload.module, kept), request.actor), 201)


@router.patch("/views/{view_id}")
def change_view(request: ActorRequest, view_id: str, payload: ViewChange) -> HttpResponse:
    """Change a view."""
    values = payload.model_dump(exclude_unset=True)
    kept = {key: value for key, value in values.items() if value is not None or key == "criteria"}
    return answer(views.wire(views.change(request.actor, number(view_id), kept), request.actor))


@router.delete("/views/{view_id}")
def delete_view(request: ActorRequest, view_id: str) -> HttpResponse:
    """Delete a view."""
    views.delete(request.actor, number(view_id))
    return HttpResponse(status=204)
