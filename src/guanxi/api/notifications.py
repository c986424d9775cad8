"""The bell."""

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number, place
from guanxi.api.signin import ActorRequest
from guanxi.channels import inapp
from guanxi.records import notices

router = Router(tags=["notifications"])
PAGE = 30


class Read(Strict):
    """Which notifications were read."""

    ids: list[str] | None = Field(None, max_length=200)
    all: bool = False


@router.get("/notifications")
def notifications(request: ActorRequest, cursor: str | None = None) -> HttpResponse:
    """The newest notifications of the caller, and how many are unread."""
    user_id = request.actor.user_id or 0
    found = inapp.inbox(user_id, place(cursor) if cursor else None, PAGE + 1)
    titles = notices.titles_now(request.actor, found[:PAGE])
    items = [
        {
            "id": str(item.pk),
            "kind": item.kind,
            "title": notices.text_of(item, request.actor.locale, titles),
            "text": "",
            "module": item.module,
            "record_id": str(item.record_id) if item.record_id else None,
            "params": notices.params_of(item, titles),
            "at": item.at,
            "read": item.read_at is not None,
        }
        for item in found[:PAGE]
    ]
    following = str(found[PAGE - 1].pk) if len(found) > PAGE else None
    return answer({"items": items, "unread": inapp.unread(user_id), "next_cursor": following})


@router.post("/notifications/read")
def mark_read(request: ActorRequest, payload: Read) -> HttpResponse:
    """Mark notifications as read."""
    ids = None if payload.all else [number(item) for item in payload.ids or ()]
    inapp.mark_read(request.actor.user_id or 0, ids)
    return answer({"unread": inapp.unread(request.actor.user_id or 0)})
