"""What a person may do in a day of what could carry data away: reveal covered values, export, open records."""

from datetime import date, timedelta

from django.db.models import F

from guanxi.access.models import Company, Quota
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal

# By kind: how many a day unless the company says otherwise.
USUAL = {"reveal": 100, "export": 50_000}


def most(kind: str) -> int:
    """How many of a kind somebody may have in a day."""
    company = Company.objects.first()
    return int((company.limits if company else {}).get(kind, USUAL[kind]))


def take(actor: Actor, kind: str, amount: int) -> None:
    """Count `amount` of a kind for the actor's day, in the running transaction. Raises Refusal (429) when it would be
    more than the actor may have."""
    limit = most(kind)
    row, _ = Quota.objects.get_or_create(user_id=actor.person_id, kind=kind, day=_today(actor))
    # One conditional statement: two calls at once cannot both have the last one.
    fits = Quota.objects.filter(pk=row.pk, used__lte=limit - amount)
    if not fits.update(used=F("used") + amount):
        raise Refusal(f"{kind}_quota", status=429, limit=limit)


def used(actor: Actor, kind: str) -> int:
    """How many of a kind the actor has had today."""
    rows = Quota.objects.filter(user_id=actor.person_id, kind=kind, day=_today(actor))
    return rows.values_list("used", flat=True).first() or 0


def drop_old() -> int:
    """Forget the days before last week; how many counts there were."""
    return Quota.objects.filter(day__lt=clock.now().date() - timedelta(days=7)).delete()[0]


def _today(actor: Actor) -> date:
    return clock.today(clock.now(), actor.zone)
