"""Coming in: the one-time set-up link and invitations. The only calls for people who are not signed in."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, second_factors, ways_in
from guanxi.access.models import User
from guanxi.api.body import answer
from guanxi.api.shapes import Strict
from guanxi.api.signin import check_csrf
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES
from guanxi.modules.demo import company

router = Router(tags=["setup"])
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Of one network address; links have 256 random bits, so this only keeps the noise down.
TRIES = {"link": "30/m/ip"}
TRIES_SECONDS = 60


class Person(Strict):
    """Who comes in."""

    token: str = Field(max_length=200)
    name: str = Field(min_length=1, max_length=120)
    username: str = Field(min_length=2, max_length=80)
    password: str = Field(min_length=1, max_length=200)
    locale: str = "zh-CN"


class NewPassword(Strict):
    """The new password of the person whom the link is for."""

    token: str = Field(max_length=200)
    password: str = Field(min_length=1, max_length=200)


class SetUp(Person):
    """The first person, and the company."""

    company: str = Field(min_length=1, max_length=200)


@router.post("/setup", auth=None)
def set_up(request: HttpRequest, payload: SetUp) -> HttpResponse:
    """Make the first person by the one-time link; 201 and signed in."""
    check_csrf(request)
    require_few_tries(request)
    user = accounts.set_up(payload.token, payload.company, _person(payload), payload.password)
    company.adopt(user.pk)
    return _sign_in(request, user)


@router.get("/join", auth=None)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whom a link is for; with `username` when they have joined and may set a new password by it."""
    require_few_tries(request)
    user = accounts.awaited(token)
    username = user.username if accounts.has_joined(user) else None
    return answer({"name": user.name, "company": accounts.company().name, "username": username})


@router.post("/join", auth=None)
def join(request: HttpRequest, payload: Person) -> HttpResponse:
    """Join by an invitation; 201 and signed in."""
    check_csrf(request)
    require_few_tries(request)
    return _sign_in(request, accounts.join(payload.token, _person(payload), payload.password))


@router.post("/join/password", auth=None)
def new_password(request: HttpRequest, payload: NewPassword) -> HttpResponse:
    """Set a new password by a link; 201 and signed in, and signed out everywhere else. Who has a second factor is not
    signed in by a link: `signed_in` says so."""
    check_csrf(request)
    require_few_tries(request)
    user = ways_in.new_password(payload.token, payload.password)
    if second_factors.has_any(user.pk):
        return answer(_told(user, signed_in=False), 201)
    return _sign_in(request, user)


def _person(payload: Person) -> dict[str, str]:
    if payload.locale not in LOCALES:
        raise Refusal("invalid", "locale")
    return {"name": payload.name, "username": payload.username, "locale": payload.locale}


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="password")
    UserSession.objects.create_from_request(request)
    return answer(_told(user, signed_in=True), 201)


def _told(user: User, *, signed_in: bool) -> dict[str, object]:
    return {"id": str(user.pk), "name": user.name, "username": user.username, "signed_in": signed_in}


def require_few_tries(request: HttpRequest) -> None:
    """Raises Refusal (429) for an address that tries too many links."""
    if not ratelimit.consume(request, app="guanxi", action="link", config=TRIES, limit_get=True):
        raise Refusal("too_many_requests", status=429, after=TRIES_SECONDS)
