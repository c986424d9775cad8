"""The first five steps of a new house, ticked by what is really there."""

from typing import Any

from allauth.usersessions.models import UserSession

from guanxi.access import accounts, questions
from guanxi.access.models import Company, User
from guanxi.exchange.models import ImportProject
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden
from guanxi.records.read import Query, selection
from guanxi.records.reader import ActorReader

_MOVED = {"all": [{"field": "stage", "op": "not_empty"}, {"field": "stage", "op": "not_in", "value": ["new"]},
                  {"field": "created_by", "op": "not_empty"}]}  # fmt: skip


def state(actor: Actor) -> dict[str, Any]:
    """The steps in JSON form; for those who do not run the house they are dismissed from the start."""
    company = accounts.company()
    if not questions.can(actor, "settings.manage", ""):
        return {"steps": [], "dismissed": True}
    if company.onboarding_dismissed:
        return {"steps": [], "dismissed": True}
    done = {
        "company": bool(company.name),
        "import": ImportProject.objects.filter(state="done").exists(),
        "invite": User.objects.filter(is_demo=False).exclude(pk=actor.person_id).exists(),
        "stages": selection(ActorReader(SYSTEM), "contacts", Query(criteria=_MOVED)).exists(),
        "phone": UserSession.objects.filter(user_id=actor.person_id, user_agent__icontains="mobile").exists(),
    }
    return {"steps": [{"key": key, "done": value} for key, value in done.items()], "dismissed": False}


def dismiss(actor: Actor, dismissed: bool) -> None:
    """Hide the steps for everybody, or show them again. Raises Forbidden."""
    if not questions.can(actor, "settings.manage", ""):
        raise Forbidden()
    own = Company.objects.first() or Company()
    own.onboarding_dismissed = dismissed
    own.save()
