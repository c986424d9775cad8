"""The page shell with its boot data, and the health check."""

import gzip
import secrets
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from guanxi.access import accounts, identities, profile
from guanxi.access.models import User
from guanxi.access.rights import actor_speaking
from guanxi.api import me, schema
from guanxi.api.encodings import accepted
from guanxi.api.signin import owes_second_factor
from guanxi.app.policy import page_policy
from guanxi.channels import inapp
from guanxi.jobs.worker import worker_alive
from guanxi.kernel.errors import say
from guanxi.kernel.i18n import best_locale

PLACE = "<!--boot-->"
# What only the page of somebody who is signed in loads.
SIGNED_IN = ("<!--signed-in", "signed-in-->")


def health(request: HttpRequest) -> HttpResponse:
    """200 when web, database and worker are well, else 503 with what is not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ill = "" if worker_alive() else "worker"
    except DatabaseError:
        ill = "database"
    response: Any = JsonResponse({"status": f"no {ill}" if ill else "ok"}, status=503 if ill else 200)
    # Whoever asks hears it; a log line for every probe of a start would only frighten.
    response._has_been_logged = True
    return response


def page(request: HttpRequest) -> HttpResponse:
    """The web UI with its boot data."""
    html = _index()
    if html is None:
        return HttpResponse(
            "The web UI is not built: run ./guanxi build-web", status=503, content_type="text/plain"
        )
    get_token(request)
    told = _boot(request)
    boot = orjson.dumps(told).decode().replace("<", "\\u003c")
    if told["user"]:
        for mark in SIGNED_IN:
            html = html.replace(mark, "", 1)
    nonce = secrets.token_urlsafe(16)
    number = f'<meta property="csp-nonce" nonce="{nonce}" />'
    body = html.replace(PLACE, f'{number}<script id="boot" type="application/json">{boot}</script>', 1)
    response = HttpResponse(body)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = page_policy(nonce)
    return _packed(request, response)


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A fifth of the bytes; the page repeats nothing of the request that a compressed length could be probed with."""
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in accepted(request.headers.get("Accept-Encoding", "")):
        response.content = gzip.compress(response.content, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The refusal of a request without its CSRF token."""
    detail = say("csrf", best_locale(request.headers.get("Accept-Language")))
    body = {
        "type": "about:blank",
        "title": "csrf",
        "status": 403,
        "code": "csrf",
        "detail": detail,
        "errors": [],
    }
    return JsonResponse(body, status=403, content_type="application/problem+json")


def _boot(request: HttpRequest) -> dict[str, object]:
    user = request.user
    known = isinstance(user, User) and user.is_active
    locale = user.locale if isinstance(user, User) else best_locale(request.headers.get("Accept-Language"))
    person: dict[str, object] | None = None
    more: dict[str, object] = {}
    if isinstance(user, User) and known:
        # The page must not carry labels of another language than its own.
        actor = actor_speaking(user.pk, "web", user.locale)
        owes = owes_second_factor(request, user.pk)
        more = {"me": me.describe(actor), "must_secure": owes}
        if not owes:
            more |= {
                "prefs": profile.preferences(actor),
                "schema": schema.describe(actor),
                "unread": inapp.unread(user.pk),
            }
        person = {"id": str(user.pk), "name": user.name, "username": user.username, "locale": user.locale,
                  "time_zone": user.time_zone}  # fmt: skip
    return {
        "user": person,
        "locale": locale,
        "needs_setup": not known and accounts.needs_setup(),
        "company": accounts.company().name,
        "demo": profile.has_demo(),
        "providers": [] if known else identities.offered(),
        **more,
    }


@cache
def _index() -> str | None:
    path: Path = settings.WEB_DIST / "index.html"
    return path.read_text(encoding="utf-8") if path.exists() else None
