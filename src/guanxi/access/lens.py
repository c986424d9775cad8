"""Why somebody may do something to one record, or may not: told from facts about it, for one person or for all.

It says in words what `access.reach` says in SQL; a test holds the two together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from guanxi.access.models import Grant, Role, SharingRule
from guanxi.access.rights import Condition, verbs_of
from guanxi.access.standing import House, Stander


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about one record: its owner, what opens it by hand, and the records through which it is seen, by
    lookup."""

    module: str
    record_id: int
    owner_id: int | None
    grants: Sequence[Grant] = ()
    through: Mapping[str, "Facts"] = field(default_factory=dict)
    below: Mapping[str, "Facts"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. `kind` is owner, a scope, "share", "collaborator", "rule" or "through"; the rest as it applies."""

    kind: str
    role: Role | None = None
    rule: str = ""
    holder: str = ""
    level: str = ""
    part: str = ""
    until: datetime | None = None
    lookup: str = ""
    module: str = ""
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why not: no role has the verb ("no_verb"), a role has it for other records ("scope"), or the record is open to be
    read only ("read_only")."""

    code: str
    role: Role | None = None
    scope: str = ""


def owners(facts: Facts) -> set[int]:
    """The owners of a record and of those above it."""
    found = {facts.owner_id} if facts.owner_id is not None else set()
    return found.union(*(owners(one) for one in (*facts.through.values(), *facts.below.values())))


Holds = Callable[[Condition, Stander, Facts], bool]


class Lens:
    """Answers for any number of people about one record; `holds` tells whether the record meets a condition."""

    def __init__(self, house: House, rules: Sequence[SharingRule], holds: Holds) -> None:
        self._house = house
        self._rules = [
            (one, Condition("rule", one.pk, one.version, one.module, one.criteria, one.level))
            for one in rules
        ]
        self._holds = holds

    def reasons(self, one: Stander, verb: str, facts: Facts) -> list[Why]:
        """Every reason for which a person may do `verb`; none when he may not."""
        rights = one.rights
        if not rights.scopes("view", facts.module) or not rights.scopes(verb, facts.module):
            return []
        found = [why for role in one.roles if (why := self._by_role(one, role, verb, facts))]
        if verb in ("view", "edit"):
            levels = ("write",) if verb == "edit" else ("read", "write")
            found += [
                Why(held.kind, holder=held.holder, level=held.level, part=held.part, until=held.until)
                for held in facts.grants
                if held.holder in one.holders and held.level in levels
            ]
            found += [
                Why("rule", rule=rule.name, holder=rule.holder, level=rule.level)
                for rule, condition in self._rules
                if rule.module == facts.module and rule.holder in one.holders and rule.level in levels
                and self._holds(condition, one, facts)
            ]  # fmt: skip
        if verb == "view":
            found += [
                Why("through", lookup=lookup, module=other.module, record_id=other.record_id)
                for lookup, other in (*facts.through.items(), *facts.below.items())
                if self._from_above(one, facts, other, lookup in facts.below)
            ]
        return found

    def _from_above(self, one: Stander, facts: Facts, other: Facts, below: bool) -> bool:
        """Whether a record is seen for what lies above it: its owners as one's scopes have it, its shares, and where it
        is seen through the other, whatever shows that."""
        if any(self._in_scope(one, facts.module, owner) for owner in owners(other)):
            return True
        if not below:
            return bool(self.reasons(one, "view", other))
        return bool(one.rights.scopes("view", other.module)) and any(
            held.holder in one.holders
            for held in (*other.grants, *(held for up in other.below.values() for held in up.grants))
        )

    def _in_scope(self, one: Stander, module_key: str, owner_id: int | None) -> bool:
        scopes = one.rights.scopes("view", module_key) - {"criteria", "all"} | {"own"}
        return any(self._house.reaches(one.user, scope, owner_id) for scope in scopes)

    def obstacles(self, one: Stander, verb: str, facts: Facts) -> list[Obstacle]:
        """What stands in the way of a person who may not."""
        having = [role for role in one.roles if verb in verbs_of(role, facts.module)]
        if not having:
            return [Obstacle("no_verb")]
        found = [Obstacle("scope", role, verbs_of(role, facts.module)[verb]) for role in having]
        if verb == "edit" and any(held.holder in one.holders for held in facts.grants):
            found.append(Obstacle("read_only"))
        return found

    def _by_role(self, one: Stander, role: Role, verb: str, facts: Facts) -> Why | None:
        scope = verbs_of(role, facts.module).get(verb)
        if scope is None:
            return None
        if facts.owner_id == one.user.pk and scope != "all":
            return Why("owner", role)
        if scope == "criteria":
            tree = role.criteria.get(facts.module)
            condition = Condition("role", role.pk, role.version, facts.module, tree)
            return Why("criteria", role) if tree is not None and self._holds(condition, one, facts) else None
        reached = scope == "all" or self._house.reaches(one.user, scope, facts.owner_id)
        return Why(scope, role) if reached else None
