"""Live events."""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router

from guanxi.access.signins import SignIn, sign_in
from guanxi.api.hub import HUB, Stream
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import Refusal

router = Router(tags=["events"])
_PLACE = re.compile(r"e(\d{1,18})n(\d{1,18})")


@router.get("/events")
def events(request: ActorRequest) -> StreamingHttpResponse:
    """Server-sent events: `notification`, `job`, `record`, `schema`, each with a JSON object as its data."""
    place = _PLACE.fullmatch(request.headers.get("Last-Event-ID", ""))
    event_id, notice_id = (int(place[1]), int(place[2])) if place else (0, 0)
    stream = Stream(_holder(request), event_id, notice_id)
    HUB.join(stream)
    if place:
        HUB.catch_up(stream, event_id, notice_id)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    # A proxy in front must not collect what is meant to arrive at once.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _holder(request: Any) -> SignIn:
    """By what the caller is signed in. Raises Refusal (401)."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        digest = hashlib.sha256(header[7:].strip().encode()).hexdigest()
        found = sign_in(request.actor.user_id, token=digest)
    else:
        found = sign_in(request.actor.user_id, session=_session(request))
    if found is None:
        raise Refusal("unauthenticated", status=401)
    return found


def _session(request: HttpRequest) -> str:
    return request.session.session_key or ""
