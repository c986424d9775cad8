"""Who gets what: a rule for each module, read from what the screen or a program sends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.access import questions
from guanxi.access.models import User
from guanxi.access.rights import actor_of
from guanxi.kernel.errors import Refusal
from guanxi.schema.modules import MODULES, ModuleDef, parents

WAYS = ("one", "evenly", "cases", "follow")
MOST_PEOPLE = 20
MOST_CASES = 20


@dataclass(frozen=True, slots=True)
class Case:
    """The records that meet a condition go to a person."""

    criteria: Mapping[str, Any]
    to: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How the records of one module are split. `rest` gets what no case meets, or what follows nothing; without one it
    stays. `everything` takes along what only tells what was done."""

    way: str
    to: tuple[int, ...] = ()
    cases: tuple[Case, ...] = ()
    rest: int | None = None
    everything: bool = False

    @property
    def people(self) -> set[int]:
        """Everybody whom the rule names."""
        return {*self.to, *(case.to for case in self.cases), *({self.rest} if self.rest else set())}


def handed() -> list[ModuleDef]:
    """The modules whose records are handed over, those above first: the others follow their record by themselves."""
    placed: list[ModuleDef] = []
    waiting = sorted(parents(), key=lambda item: item.order)
    while waiting:
        keys = {item.key for item in waiting}
        ready = [item for item in waiting if not set(above(item).values()) & keys - {item.key}]
        placed += ready
        waiting = [item for item in waiting if item not in ready]
        if not ready:
            raise ValueError(f"modules lie below each other: {sorted(keys)}")
    return placed


def above(owner: ModuleDef) -> dict[str, str]:
    """The lookups by which a module lies below others, with their modules."""
    return {key: owner.field(key).target or "" for key in owner.above}


def checked(rules: Mapping[str, Rule], leaver: int) -> dict[str, Rule]:
    """The rules in the order of the modules. Raises Refusal (field "rules.contacts") for one that makes no sense, or
    names somebody who may not get the records."""
    known = {item.key: item for item in handed()}
    for key in rules:
        if key not in known:
            raise Refusal("unknown_module", "rules", value=key[:60])
    found = {key: rules[key] for key in known if key in rules}
    for key, rule in found.items():
        _check(known[key], rule, leaver)
    return found


def receivers_of(owner: ModuleDef, people: Sequence[int]) -> set[int]:
    """Those of these people who work here and see records of the module."""
    active = User.objects.filter(is_active=True, pk__in=people).values_list("pk", flat=True)
    return {key for key in active if questions.can(actor_of(key, "handover"), "view", owner.key)}


def _check(owner: ModuleDef, rule: Rule, leaver: int) -> None:
    place = f"rules.{owner.key}"
    counts = {"one": rule.to[1:] == () and bool(rule.to), "evenly": 2 <= len(set(rule.to)) <= MOST_PEOPLE,
              "cases": 1 <= len(rule.cases) <= MOST_CASES and not rule.to, "follow": bool(owner.above) and not rule.to}  # fmt: skip
    if rule.way not in WAYS or not counts[rule.way] or (rule.cases and rule.way != "cases"):
        raise Refusal("handover_rule", place, label=owner.plural)
    if leaver in rule.people:
        raise Refusal("handover_to_leaver", place)
    if strange := rule.people - receivers_of(owner, sorted(rule.people)):
        name = User.objects.filter(pk=min(strange)).values_list("name", flat=True).first() or "?"
        raise Refusal("handover_receiver", place, name=name, label=owner.plural)


def label_of(key: str, locale: str) -> str:
    """What the records of a module are called."""
    return MODULES.get(key).plural.get(locale) if key in MODULES else key
