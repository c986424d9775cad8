"""Who asks: a browser by its session cookie (with CSRF), a program by its bearer token."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from ninja.errors import AuthenticationError

from guanxi.access.accounts import token_user
from guanxi.access.rights import actor_of, actor_speaking
from guanxi.api.limits import METER
from guanxi.kernel import whence
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES, best_locale
from guanxi.kernel.recent import Recent

_SAFE = ("GET", "HEAD", "OPTIONS")
_checker = CsrfViewMiddleware(lambda request: None)  # type: ignore[arg-type]


_sessions: Recent[str, int] = Recent()


class ActorRequest(HttpRequest):
    """A request whose asker is known."""

    actor: Actor


def signed_in(request: HttpRequest) -> Actor | None:
    """Ninja's authentication: sets `request.actor`. Raises AuthenticationError, Refusal (403) without CSRF or
    (429) beyond the limit."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        digest = hashlib.sha256(header[7:].strip().encode()).hexdigest()
        user_id = token_user(digest)
        if user_id is None:
            raise AuthenticationError
        METER.take(digest)
        # Its beginning names a token and opens nothing.
        whence.tell(token=digest[:16])
        return _remember(request, actor_of(user_id, "api"))
    user_id = _session_user(request)
    METER.take(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    check_csrf(request)
    return _remember(request, _current(request, user_id))


def _current(request: HttpRequest, user_id: int) -> Actor:
    """The actor of a session; the page says which language it speaks by now."""
    spoken = request.headers.get("Accept-Language", "")
    return actor_speaking(user_id, "web", spoken) if spoken in LOCALES else actor_of(user_id, "web")


def _session_user(request: HttpRequest) -> int:
    """Whose session it is, checked at least every five seconds. Raises AuthenticationError."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    known = _sessions.get(key)
    if known is not None:
        return known
    user: Any = request.user
    if not user.is_authenticated:
        raise AuthenticationError
    return _sessions.put(key, int(user.pk))


def _forget_sessions(**_: object) -> None:
    _sessions.clear()


# Who signs out is out at once here; other machines know within five seconds.
user_logged_out.connect(_forget_sessions)


def check_csrf(request: HttpRequest) -> None:
    """Refuse an unsafe request of a browser without its CSRF token. Raises Refusal (403)."""
    if request.method in _SAFE:
        return
    _checker.process_request(request)
    if _checker.process_view(request, None, (), {}) is not None:  # type: ignore[arg-type]
        raise Refusal("csrf", status=403)


def locale_of(request: HttpRequest) -> str:
    """The language to answer in: the person's own, or what the browser asks for."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor.locale if actor else best_locale(request.headers.get("Accept-Language"))


def _remember(request: Any, actor: Actor) -> Actor:
    request.actor = actor
    return actor
