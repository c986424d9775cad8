"""Who asks: a browser by its session cookie (with CSRF), a program by its bearer token."""

import hashlib
from dataclasses import replace
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from ninja.errors import AuthenticationError

from guanxi.access import proof, second_factors, sessions, token_scopes
from guanxi.access.rights import actor_of, actor_speaking
from guanxi.access.tokens import bearer
from guanxi.api.limits import METER
from guanxi.kernel import whence
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES, best_locale
from guanxi.kernel.recent import Recent

_SAFE = ("GET", "HEAD", "OPTIONS")
# What somebody may call who must set up a second factor first.
_BEFORE_SECOND_FACTOR = ("/api/v1/me", "/api/v1/me/security", "/api/v1/me/security/qr")
_checker = CsrfViewMiddleware(lambda request: None)  # type: ignore[arg-type]

# Whose session it is, and whether it may do nothing but set up a second factor.
_sessions: Recent[str, tuple[int, bool]] = Recent()


class ActorRequest(HttpRequest):
    """A request whose asker is known."""

    actor: Actor


def signed_in(request: HttpRequest) -> Actor | None:
    """Ninja's authentication: sets `request.actor`. Raises AuthenticationError, Refusal (403) without CSRF or
    (429) beyond the limit."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        digest = hashlib.sha256(header[7:].strip().encode()).hexdigest()
        held = bearer(digest)
        if held is None:
            raise AuthenticationError
        METER.take(digest)
        # Its beginning names a token and opens nothing.
        whence.tell(token=digest[:16])
        actor = actor_of(held.user_id, "api")
        token_scopes.require(held.scopes, request.method or "", request.path)
        return _remember(request, replace(actor, scopes=held.scopes) if held.scopes is not None else actor)
    user_id, owes = _session_user(request)
    METER.take(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    check_csrf(request)
    actor = _current(request, user_id)
    if owes and request.path not in _BEFORE_SECOND_FACTOR:
        raise Refusal("second_factor_required", status=403)
    return _remember(request, actor)


def _current(request: HttpRequest, user_id: int) -> Actor:
    """The actor of a session; the page says which language it speaks by now."""
    spoken = request.headers.get("Accept-Language", "")
    return actor_speaking(user_id, "web", spoken) if spoken in LOCALES else actor_of(user_id, "web")


def by_program(request: ActorRequest) -> bool:
    """Whether a token called, and no person at a browser."""
    return request.actor.origin == "api"


def require_recent(request: ActorRequest) -> None:
    """Before roles, keys and large exports: a person proved of late who they are; what a token may do was settled
    when it was made. Raises Refusal (403 step_up_required)."""
    if not by_program(request):
        proof.require_recent(request)


def owes_second_factor(request: HttpRequest, user_id: int) -> bool:
    """Whether the person of a session must set up a second factor before anything else."""
    return not proof.by_identity_provider(request) and second_factors.owed_by(user_id)


def _session_user(request: HttpRequest) -> tuple[int, bool]:
    """Whose session it is and what it owes, checked at least every five seconds. Raises AuthenticationError."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    known = _sessions.get(key)
    if known is not None:
        return known
    user: Any = request.user
    if not user.is_authenticated:
        raise AuthenticationError
    sessions.seen(request.session.session_key or "")
    return _sessions.put(key, (int(user.pk), owes_second_factor(request, user.pk)))


def forget_sessions(**_: object) -> None:
    """Look anew at every session: one has ended, or may do more or less than before. Other machines know within
    five seconds."""
    _sessions.clear()


user_logged_out.connect(forget_sessions)
post_save.connect(forget_sessions, sender=Authenticator)
post_delete.connect(forget_sessions, sender=Authenticator)


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
