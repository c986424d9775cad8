"""How often accounts of each grade want to be heard of."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.api.body import answer
from guanxi.api.shapes import Strict
from guanxi.api.signin import ActorRequest
from guanxi.modules.accounts import cadence

router = Router(tags=["cadences"])


class Days(Strict):
    """Days between contacts by grade; null for no reminder. Grades that are not named keep theirs."""

    grades: dict[str, int | None] = Field(max_length=100)


@router.get("/cadences")
def cadences(request: ActorRequest) -> HttpResponse:
    """The grades of accounts with their days."""
    return answer(_wire(cadence.shown(request.actor), request.actor.locale))


@router.patch("/cadences")
def decide(request: ActorRequest, payload: Days) -> HttpResponse:
    """Change the days of some grades."""
    return answer(_wire(cadence.decide(request.actor, payload.grades), request.actor.locale))


def _wire(held: list[cadence.Rhythm], locale: str) -> dict[str, Any]:
    grades = [{"grade": item.grade, "label": item.label.get(locale), "days": item.days} for item in held]
    return {"grades": grades}
