"""The first hours: the demonstration company and the first steps."""

from django.http import HttpResponse
from ninja import Router

from guanxi.access import questions
from guanxi.access.profile import has_demo
from guanxi.api.body import answer
from guanxi.api.shapes import Strict
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import Forbidden
from guanxi.modules.demo import company, onboarding

router = Router(tags=["workspace"])


class Dismissal(Strict):
    """Whether the first steps are hidden."""

    dismissed: bool


@router.get("/demo")
def demo(request: ActorRequest) -> HttpResponse:
    """Whether the demonstration company is present."""
    return answer({"present": has_demo()})


@router.delete("/demo")
def remove_demo(request: ActorRequest) -> HttpResponse:
    """Take the demonstration company away; what people entered themselves stays."""
    if not questions.can(request.actor, "settings.manage", ""):
        raise Forbidden()
    company.remove()
    return HttpResponse(status=204)


@router.get("/onboarding")
def steps(request: ActorRequest) -> HttpResponse:
    """The first steps and which are done."""
    return answer(onboarding.state(request.actor))


@router.put("/onboarding")
def dismiss(request: ActorRequest, payload: Dismissal) -> HttpResponse:
    """Hide the first steps or show them again."""
    onboarding.dismiss(request.actor, payload.dismissed)
    return answer(onboarding.state(request.actor))
