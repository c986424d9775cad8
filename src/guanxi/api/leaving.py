"""What may leave the house, as its administrators set it."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import leaving
from guanxi.access.directory import names_of
from guanxi.access.leaving_models import LeavingPolicy
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, require_recent

router = Router(tags=["leaving"])


class Limit(Strict):
    """From how many rows a second person approves, and how many rows a day; null: never, and any number."""

    approval: int | None
    rows: int | None


class Policy(Strict):
    """What holds; absent keys stay."""

    limits: dict[str, Limit] | None = Field(None, max_length=200)
    approver: str | None = Field(None, max_length=10)
    approval_days: int | None = Field(None, ge=1, le=30)
    reveals: int | None = Field(None, ge=0, le=100_000)
    csv: bool | None = None
    screen_mark: bool | None = None
    alerts: dict[str, int | None] | None = Field(None, max_length=10)
    contact: str | None = Field(None, max_length=20)


@router.get("/leaving")
def get_policy(request: ActorRequest) -> HttpResponse:
    """What holds, and who could be told."""
    leaving.require_right(request.actor)
    return answer(_wire(leaving.current()))


@router.put("/leaving")
def set_policy(request: ActorRequest, payload: Policy) -> HttpResponse:
    """Change what holds."""
    leaving.require_right(request.actor)
    require_recent(request)
    wanted = payload.model_dump(exclude_unset=True)
    # Only the contact may be set to nobody.
    wanted = {key: value for key, value in wanted.items() if value is not None or key == "contact"}
    if wanted.get("contact") is not None:
        wanted["contact"] = number(wanted["contact"])
    return answer(_wire(leaving.set_policy(request.actor, wanted)))


def _wire(row: LeavingPolicy) -> dict[str, Any]:
    told = leaving.told(row)
    key = told["contact"]
    return {
        **told,
        "contact": None if key is None else {"id": str(key), "name": names_of([key]).get(key, "")},
        "contacts": [{"id": str(one.pk), "name": one.name} for one in leaving.holders_of("audit.read")],
        "approvers": [{"id": str(one.pk), "name": one.name} for one in leaving.holders_of(leaving.APPROVE)],
    }
