"""How often accounts of each grade want to be heard of: what the house decides, and who is due by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from guanxi.access import questions
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.kernel.i18n import L
from guanxi.modules.accounts.cadence_models import Cadence
from guanxi.modules.accounts.options import CADENCE_DAYS
from guanxi.schema.modules import module
from guanxi.trail.service import Act, record_acts

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A grade with its days between contacts; None for a grade that nobody is reminded of."""

    grade: str
    label: L
    days: int | None


def rhythms() -> list[Rhythm]:
    """The cadence of every grade, in the order of the grades."""
    kept = dict(Cadence.objects.values_list("grade", "days"))
    options = module("accounts").field("grade").options
    return [
        Rhythm(item.value, item.label, kept.get(item.value, CADENCE_DAYS.get(item.value))) for item in options
    ]


def shown(actor: Actor) -> list[Rhythm]:
    """The same for whoever keeps the settings or may read the grade of accounts. Raises Forbidden."""
    if "grade" not in questions.readable(actor, "accounts") and not _keeps(actor):
        raise Forbidden()
    return rhythms()


def decide(actor: Actor, given: Mapping[str, Any]) -> list[Rhythm]:
    """Change the days of some grades. Raises Forbidden, or Refusal for an unknown grade or days out of 1 to 365."""
    if not _keeps(actor):
        raise Forbidden()
    with transaction.atomic():
        before = {item.grade: item.days for item in rhythms()}
        for grade, days in given.items():
            if grade not in before:
                raise Refusal("unknown_option", "grades", value=str(grade)[:40])
            if days is not None and not 1 <= days <= MOST_DAYS:
                raise Refusal("bad_cadence", grade, limit=MOST_DAYS)
        changes = {grade: [before[grade], days] for grade, days in given.items() if before[grade] != days}
        for grade, (_, days) in changes.items():
            Cadence.objects.update_or_create(grade=grade, defaults={"days": days})  # per chunk: a few grades
        if changes:
            record_acts(actor, [Act("edit", "cadences", None, changes)])
    return rhythms()


def silent(held: list[Rhythm]) -> dict[str, Any] | None:
    """The condition of accounts that nobody was in touch with for longer than their grade allows, once there was
    contact and while they are not lost; None when no grade has days."""
    late = [
        {"all": [{"field": "grade", "op": "equals", "value": item.grade},
                 {"not": {"field": "last_contact_at", "op": "last_n_days", "value": item.days}}]}
        for item in held if item.days
    ]  # fmt: skip
    if not late:
        return None
    return {"all": [{"any": late}, {"field": "last_contact_at", "op": "not_empty"},
                    {"not": {"field": "stage", "op": "equals", "value": "lost"}}]}  # fmt: skip


def _keeps(actor: Actor) -> bool:
    return questions.can(actor, "settings.manage", "")
