"""What somebody has: records of every module, what goes along with them, and what else stands in their name."""

from typing import Any

from django.db.models import Q

from guanxi.access.models import Grant
from guanxi.access.scopes import holder
from guanxi.kernel.actor import Actor
from guanxi.records.handover import succession
from guanxi.records.handover.plan import owned, within_reach
from guanxi.records.handover.rules import above, handed
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, ModuleDef


def owned_by(actor: Actor, person: int) -> list[dict[str, Any]]:
    """By module how many records somebody owns, how many of them lie in the bin, how many are work to be done (None where
    all are), and how many the actor may hand over; for those who administer people."""
    reader = ActorReader(actor)
    return [
        {
            "module": item.key,
            "count": owned(actor, item, person).count(),  # per chunk: once for each module
            "bin": owned(actor, item, person).filter(deleted_at__isnull=False).count(),  # per chunk: a module
            "open": owned(actor, item, person, everything=False).count() if item.still_open else None,
            "reach": within_reach(reader, item, person).count(),  # per chunk: once for each module
            "above": sorted(set(above(item).values()), key=list(above(item).values()).index),
        }
        for item in handed()
    ]


def along(person: int) -> dict[str, int]:
    """How much belongs to these records and goes along, by module."""
    found = {}
    for other in MODULES:
        if other.follows:
            rows = other.model._default_manager.filter(_follows(other, person))  # per chunk: a module
            found[other.key] = rows.filter(deleted_at__isnull=True).count()  # per chunk: a module
    return found


def others(person: int) -> dict[str, int]:
    """What else stands in somebody's name: reports and views, which go to a successor, and shares, which hold on."""
    grants = Grant.objects.all()
    return {
        **succession.standing(person),
        "shares": grants.filter(made_by_id=person).count(),
        "received": grants.filter(holder=holder("user", person)).count(),
    }


def _follows(other: ModuleDef, person: int) -> Q:
    assert other.follows is not None
    condition, parent = Q(pk__in=()), other.follows.field
    for item in handed():
        live = item.model._default_manager.filter(deleted_at__isnull=True)  # per chunk: a module
        mine = live.filter(owner_id=person)
        condition |= Q(**{f"{parent}_module": item.key, f"{parent}_id__in": mine.values("pk")})
    return condition
