"""The day's page."""

from django.http import HttpResponse
from ninja import Router

from guanxi.api.body import answer
from guanxi.api.signin import ActorRequest
from guanxi.modules.activities import today as day

router = Router(tags=["today"])


@router.get("/today")
def today(request: ActorRequest) -> HttpResponse:
    """What is overdue, due today and coming, birthdays, and relations that cool down."""
    return answer(day.today(request.actor))
