"""How people sign in: second factors, sessions and tokens of one's own, and what the company asks of everybody."""

from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, devices, proof, second_factors, sessions, tokens
from guanxi.access.account_models import SignInPolicy
from guanxi.access.models import ApiToken
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, by_program, forget_sessions, require_recent
from guanxi.kernel.errors import Forbidden, NotFound

router = Router(tags=["security"])


class NewToken(Strict):
    """A token for a program."""

    name: str = Field(min_length=1, max_length=120)
    scopes: list[str] = Field(min_length=1, max_length=10)
    days: int = Field(90, ge=1, le=accounts.TOKEN_DAYS)


class Policy(Strict):
    """Who must have a second factor."""

    everyone: bool = False
    roles: list[str] = Field(default_factory=list, max_length=100)


@router.get("/me/security")
def overview(request: ActorRequest) -> HttpResponse:
    """The own second factors, whether one is asked for, and whether the person proved who they are of late."""
    person = request.actor.person_id
    told = {
        "second_factors": second_factors.held_by(person),
        "required": second_factors.required_of(person),
        "proven": proof.proven_recently(request),
    }
    return answer(told)


@router.get("/me/security/qr")
def code_to_scan(request: ActorRequest) -> HttpResponse:
    """The seed that the session has begun to set up, as a picture for an authenticator app."""
    _by_person(request)
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret or not proof.proven_recently(request):
        raise NotFound()
    url = get_adapter().build_totp_url(request.user, secret)
    return answer({"picture": segno.make(url, error="m").svg_data_uri(border=2, scale=5), "secret": secret})


@router.get("/me/sessions")
def own_sessions(request: ActorRequest) -> HttpResponse:
    """Where the person is signed in."""
    current = "" if by_program(request) else request.session.session_key or ""
    found = sessions.open_sessions(request.actor.person_id)
    return answer({"sessions": [_session(one, current) for one in found]})


@router.delete("/me/sessions")
def end_others(request: ActorRequest) -> HttpResponse:
    """Sign out everywhere else."""
    _by_person(request)
    count = sessions.end_others(request.actor, request.session.session_key or "")
    forget_sessions()
    return answer({"ended": count})


@router.delete("/me/sessions/{session_id}")
def end_session(request: ActorRequest, session_id: str) -> HttpResponse:
    """Sign out in one place."""
    _by_person(request)
    sessions.end(request.actor, number(session_id))
    forget_sessions()
    return HttpResponse(status=204)


@router.get("/me/tokens")
def own_tokens(request: ActorRequest) -> HttpResponse:
    """The tokens of the person's programs; never their text."""
    return answer({"tokens": [_token(one) for one in tokens.own(request.actor)]})


@router.post("/me/tokens")
def make_token(request: ActorRequest, payload: NewToken) -> HttpResponse:
    """A new token; its text is told this once."""
    _by_person(request)
    require_recent(request)
    row, text = tokens.make(request.actor, payload.name, payload.scopes, payload.days)
    return answer({**_token(row), "token": text}, 201)


@router.delete("/me/tokens/{token_id}")
def revoke_token(request: ActorRequest, token_id: str) -> HttpResponse:
    """Let a token open nothing any more."""
    _by_person(request)
    tokens.revoke(request.actor, number(token_id))
    return HttpResponse(status=204)


@router.get("/security/policy")
def policy(request: ActorRequest) -> HttpResponse:
    """Who must have a second factor."""
    return answer(_policy(second_factors.policy()))


@router.put("/security/policy")
def set_policy(request: ActorRequest, payload: Policy) -> HttpResponse:
    """Ask everybody, or the holders of some roles, for a second factor at their next sign-in."""
    require_recent(request)
    row = second_factors.set_policy(request.actor, payload.everyone, payload.roles)
    forget_sessions()
    return answer(_policy(row))


@router.post("/people/{user_id}/sign-out")
def sign_out(request: ActorRequest, user_id: str) -> HttpResponse:
    """End all sessions of a person."""
    count = sessions.end_all(request.actor, number(user_id))
    forget_sessions()
    return answer({"ended": count})


@router.delete("/people/{user_id}/second-factors")
def take_away(request: ActorRequest, user_id: str) -> HttpResponse:
    """Remove the second factors of somebody who lost them."""
    accounts.require_people_right(request.actor)
    require_recent(request)
    second_factors.take_away(request.actor, number(user_id))
    forget_sessions()
    return HttpResponse(status=204)


def _by_person(request: ActorRequest) -> None:
    """A program must not widen what it was given. Raises Forbidden."""
    if by_program(request):
        raise Forbidden("not_by_token")


def _session(one: UserSession, current: str) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "device": devices.described(one.user_agent),
        "phone": devices.is_phone(one.user_agent),
        "address": one.ip,
        "started_at": one.created_at,
        "seen_at": one.last_seen_at,
        "current": one.session_key == current,
    }


def _token(one: ApiToken) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "name": one.name,
        "scopes": one.scopes,
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "last_used_at": one.last_used_at,
    }


def _policy(row: SignInPolicy) -> dict[str, Any]:
    return {"everyone": row.second_factor_everyone, "roles": row.second_factor_roles}
