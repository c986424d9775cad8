"""The signed-in person: who, what may be done, own preferences."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, leaving, profile, questions
from guanxi.access.shipped import LABELS
from guanxi.api.body import answer
from guanxi.api.shapes import Strict
from guanxi.api.signin import ActorRequest
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES

router = Router(tags=["me"])
VERBS = ("people.manage", "settings.manage", "audit.read", "exports.approve")


class Profile(Strict):
    """What a person may change of the own account."""

    name: str | None = Field(None, min_length=1, max_length=120)
    email: str | None = Field(None, max_length=254)
    locale: str | None = None
    time_zone: str | None = None


class Pref(Strict):
    """Any JSON value."""

    value: Any


@router.get("/me")
def me(request: ActorRequest) -> HttpResponse:
    """The caller."""
    return answer(describe(request.actor))


@router.patch("/me")
def change(request: ActorRequest, payload: Profile) -> HttpResponse:
    """Change the own profile."""
    if payload.locale is not None and payload.locale not in LOCALES:
        raise Refusal("invalid", "locale")
    if payload.time_zone is not None and not _is_zone(payload.time_zone):
        raise Refusal("invalid", "time_zone")
    profile.change(request.actor, payload.model_dump(exclude_none=True))
    return answer(describe(request.actor))


@router.get("/me/prefs/{key}")
def pref(request: ActorRequest, key: str) -> HttpResponse:
    """A preference; null when it was never set."""
    return answer({"value": profile.preference(request.actor, key)})


@router.put("/me/prefs/{key}")
def set_pref(request: ActorRequest, key: str, payload: Pref) -> HttpResponse:
    """Set a preference."""
    profile.set_preference(request.actor, key, payload.value)
    return answer({"value": payload.value})


def describe(actor: Actor) -> dict[str, Any]:
    """A person's account and rights."""
    user = profile.account(actor)
    own = accounts.company()
    return {
        "id": str(user.pk),
        "name": user.name,
        "username": user.username,
        "email": user.email,
        "locale": user.locale,
        "time_zone": user.time_zone,
        "department": {"id": str(user.department_id), "name": user.department.name}
        if user.department
        else None,
        "roles": [
            {"key": role.key, "label": LABELS[role.key].get(user.locale) if role.key in LABELS else role.name}
            for role in user.roles.all()
        ],
        "verbs": {verb: questions.can(actor, verb, "") for verb in VERBS},
        "screen_mark": leaving.policy().screen_mark,
        "has_password": accounts.has_password(user),
        "company": own.name,
        "demo": profile.has_demo(),
    }


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
