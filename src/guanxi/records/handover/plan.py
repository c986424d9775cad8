"""Which record would go to whom, before anything is written; the same plan is what then happens."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from guanxi.access import questions
from guanxi.access.everything import Everything
from guanxi.access.models import User
from guanxi.criteria.nodes import parse
from guanxi.criteria.sql import to_q
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records.handover.rules import Rule, above, handed
from guanxi.records.handover.succession import Duty
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import ModuleDef, module

MOST = 20_000
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Going:
    """One record and who gets it; `rule` says why: one, evenly, case-1, rest, or the lookup that it follows."""

    module: str
    record_id: int
    to: int
    rule: str


@dataclass
class Plan:
    """What goes, and of each module how much stays: for no rule gives it away (`stays`), or because it is beyond what
    the actor may hand over (`beyond`); and what a successor gets beside the records."""

    going: list[Going] = field(default_factory=list)
    stays: dict[str, int] = field(default_factory=dict)
    beyond: dict[str, int] = field(default_factory=dict)
    duties: list[Duty] = field(default_factory=list)

    def counts(self) -> dict[str, Counter[int]]:
        """How many of each module go to whom."""
        found: dict[str, Counter[int]] = {key: Counter() for key in self.stays}
        for one in self.going:
            found[one.module][one.to] += 1
        return found


def planned(actor: Actor, leaver: int, rules: Mapping[str, Rule]) -> Plan:
    """The plan, by a fixed number of queries for each rule. Raises Forbidden, Refusal."""
    reader, plan = ActorReader(actor), Plan()
    given: dict[str, dict[int, int]] = {}
    for owner in handed():
        rule = rules.get(owner.key)
        given[owner.key] = {}
        if rule is None:
            continue
        if not questions.can(actor, "assign", owner.key):
            raise Forbidden("may_not_hand_over", f"rules.{owner.key}", label=owner.plural)
        rows = _rows(reader, owner, leaver, rule)  # per chunk: once for each module
        going = list(_split(reader, owner, leaver, rule, rows, given))
        given[owner.key] = {one.record_id: one.to for one in going}
        plan.going += going
        plan.stays[owner.key] = len(rows) - len(going)
        plan.beyond[owner.key] = owned(actor, owner, leaver, rule.everything).count() - len(rows)
        if len(plan.going) > MOST:
            raise Refusal("too_many_at_once", "rules", limit=MOST)
    return plan


def owned(actor: Actor, owner: ModuleDef, person: int, everything: bool = True) -> "QuerySet[Any]":
    """The records that somebody owns, in the bin or not, whoever sees them; without `everything` those that are work to
    be done."""
    rows = owner.model._default_manager.filter(owner_id=person)
    return rows if everything else rows.filter(open_condition(actor, owner))


def within_reach(reader: ActorReader, owner: ModuleDef, person: int) -> "QuerySet[Any]":
    """Those of them that the actor sees and may give to others."""
    seen = owner.model._default_manager.filter(reader.visible(owner.key), owner_id=person)
    return seen.filter(questions.reach(reader.actor, "assign", owner.key))


def open_condition(actor: Actor, owner: ModuleDef) -> Q:
    """What makes a record work that is still to be done; every record is where the module does not say."""
    if owner.still_open is None:
        return Q()
    reader = Everything(actor)
    return to_q(reader, parse(reader, owner.key, owner.still_open))


def _rows(reader: ActorReader, owner: ModuleDef, leaver: int, rule: Rule) -> Rows:
    rows = within_reach(reader, owner, leaver)
    if not rule.everything:
        rows = rows.filter(open_condition(reader.actor, owner))
    columns = (f"{key}_id" for key in owner.above)
    return list(rows.order_by("pk").values("pk", *columns)[: MOST + 1])


def _split(
    reader: ActorReader,
    owner: ModuleDef,
    leaver: int,
    rule: Rule,
    rows: Rows,
    given: Mapping[str, Mapping[int, int]],
) -> Iterable[Going]:
    if rule.way == "follow":
        found = _followed(owner, leaver, rows, given)
    elif rule.way == "cases":
        found = _by_case(reader, owner, leaver, rule)
    else:
        found = {row["pk"]: (rule.to[at % len(rule.to)], rule.way) for at, row in enumerate(rows)}
    for row in rows:
        if to := found.get(row["pk"]):
            yield Going(owner.key, row["pk"], *to)
        elif rule.rest:
            yield Going(owner.key, row["pk"], rule.rest, "rest")


def _by_case(reader: ActorReader, owner: ModuleDef, leaver: int, rule: Rule) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for number, case in enumerate(rule.cases, 1):
        met = to_q(reader, parse(reader, owner.key, case.criteria))
        rows = within_reach(reader, owner, leaver).filter(met)
        for key in rows.order_by().values_list("pk", flat=True):  # per chunk: once for each condition
            found.setdefault(key, (case.to, f"case-{number}"))
    return found


def _followed(
    owner: ModuleDef, leaver: int, rows: Rows, given: Mapping[str, Mapping[int, int]]
) -> dict[int, tuple[int, str]]:
    """Who has each record's parent afterwards: who gets it in this handover, else its owner if somebody else here."""
    found: dict[int, tuple[int, str]] = {}
    for key, target in above(owner).items():
        parents = {row[f"{key}_id"] for row in rows if row["pk"] not in found} - {None}
        owners = {**_owners(module(target), parents - set(given.get(target, {})), leaver), **given[target]}
        for row in rows:
            if row["pk"] not in found and (to := owners.get(row[f"{key}_id"])):
                found[row["pk"]] = (to, f"follow-{key}")
    return found


def _owners(owner: ModuleDef, ids: set[int], leaver: int) -> dict[int, int]:
    people = User.objects.filter(is_active=True).exclude(pk=leaver)
    rows = owner.model._default_manager.filter(pk__in=ids, deleted_at__isnull=True, owner__in=people)
    return dict(rows.values_list("pk", "owner_id"))
