"""Coming in: the one-time set-up link and invitations. The only calls for people who are not signed in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, ways_in
from guanxi.access.models import User
from guanxi.api.body import answer
from guanxi.api.shapes import Strict
from guanxi.api.signin import check_csrf
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES
from guanxi.modules.demo import company

router = Router(tags=["setup"])
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
    user = accounts.set_up(payload.token, payload.company, _person(payload), payload.password)
    company.adopt(user.pk)
    return _sign_in(request, user)


@router.get("/join", auth=None)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whom a link is for; with `username` when they have joined and may set a new password by it."""
    user = accounts.awaited(token)
    username = user.username if accounts.has_joined(user) else None
    return answer({"name": user.name, "company": accounts.company().name, "username": username})


@router.post("/join", auth=None)
def join(request: HttpRequest, payload: Person) -> HttpResponse:
    """Join by an invitation; 201 and signed in."""
    check_csrf(request)
    return _sign_in(request, accounts.join(payload.token, _person(payload), payload.password))


@router.post("/join/password", auth=None)
def new_password(request: HttpRequest, payload: NewPassword) -> HttpResponse:
    """Set a new password by a link; 201 and signed in, and signed out everywhere else."""
    check_csrf(request)
    return _sign_in(request, ways_in.new_password(payload.token, payload.password))


def _person(payload: Person) -> dict[str, str]:
    if payload.locale not in LOCALES:
        raise Refusal("invalid", "locale")
    return {"name": payload.name, "username": payload.username, "locale": payload.locale}


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=BACKEND)
    return answer({"id": str(user.pk), "name": user.name, "username": user.username}, 201)
