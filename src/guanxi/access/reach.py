"""Why somebody reaches records: each reason by itself, as a condition over the module's table."""

from collections.abc import Hashable
from dataclasses import dataclass

import orjson
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from guanxi.access.models import Grant, Inherited, User
from guanxi.access.rights import Condition, Rights, people_of, rights_of
from guanxi.criteria.nodes import parse
from guanxi.criteria.sql import to_q
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.recent import Recent
from guanxi.schema.kits import Env
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())
# More owners than this are no longer named one by one.
FEW_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which records are reached: `people` own them all, where that is what it says; `condition` names the
    rule or role, and `lookup` the field through whose record they are seen ("below": the owners of records above)."""

    kind: str
    q: Q
    people: frozenset[int] | None = None
    condition: Condition | None = None
    lookup: str = ""


ALL = Reason("all", Q())
_known: "Recent[Hashable, tuple[Reason, ...]]" = Recent()


def reasons(actor: Actor, verb: str, module_key: str) -> tuple[Reason, ...]:
    """Every reason for which the actor may do `verb` on records of the module; none when he may on none."""
    rights = rights_of(actor)
    key = (actor, rights.mark, verb, module_key)
    return _known.get(key) or _known.put(key, tuple(_reasons(actor, rights, verb, module(module_key))))


def _reasons(actor: Actor, rights: Rights, verb: str, owner: ModuleDef) -> list[Reason]:
    scopes = rights.scopes(verb, owner.key)
    if not scopes or not rights.scopes("view", owner.key):
        return []
    if "all" in scopes:
        return [ALL]
    people = people_of(rights, rights.place, verb, owner.key)
    found = [Reason("people", owned_by(people), people)]
    conditions = [one for one in rights.conditions.get(verb, ()) if one.module == owner.key]
    if verb in ("view", "edit"):
        levels = {"write"} if verb == "edit" else {"read", "write"}
        conditions += [one for one in rights.rules if one.module == owner.key and one.level in levels]
        if any((owner.key, level) in rights.granted for level in levels):
            found.append(Reason("grant", Q(pk__in=_granted(rights, owner.key, levels))))
    found += [Reason(one.kind, meets(actor, one), condition=one) for one in conditions]
    return found + _from_above(actor, rights, owner, people) if verb == "view" else found


def _from_above(actor: Actor, rights: Rights, owner: ModuleDef, people: frozenset[int]) -> list[Reason]:
    """Why records are seen that lie below others: kept row by row for the owners of those, looked up for the rest."""
    found = []
    if owner.key in rights.inherits:
        rows = Inherited.objects.filter(owned_by(people), module=owner.key)
        found.append(Reason("below", Q(pk__in=rows.values("record_id"))))
    for lookup in owner.above:
        target = module(owner.field(lookup).target or "")
        ways = [
            one for one in reasons(actor, "view", target.key) if _leads_on(one, rights, owner, target, lookup)
        ]
        if ways:
            live = target.model._default_manager.filter(deleted_at__isnull=True)  # per chunk: a subquery
            seen = live.filter(either(tuple(ways)))
            found.append(Reason("through", Q(**{f"{lookup}_id__in": seen.values("pk")}), lookup=lookup))
    return found


def _leads_on(one: Reason, rights: Rights, owner: ModuleDef, target: ModuleDef, lookup: str) -> bool:
    """Whether a reason to see a record is one to see what lies below it, and not told by `Inherited` already."""
    if lookup in owner.below:
        return one.kind in ("grant", "through") and (one.kind == "grant" or bool(target.below))
    alike = rights.scopes("view", owner.key) == rights.scopes("view", target.key)
    return not (alike and one.kind in ("people", "below"))


def owned_by(people: frozenset[int]) -> Q:
    """That one of these people owns a record."""
    if len(people) == 1:
        return Q(owner_id=next(iter(people)))
    if len(people) <= FEW_PEOPLE:
        return Q(owner_id__in=sorted(people))
    # As one value: thousands take longer to write into a statement than to look up.
    if connection.vendor == "sqlite":
        ids = RawSQL("SELECT value FROM json_each(%s)", [orjson.dumps(sorted(people)).decode()])
    else:
        ids = RawSQL("SELECT unnest(%s::bigint[])", [sorted(people)])
    return Q(owner_id__in=ids)


def meets(actor: Actor, one: Condition) -> Q:
    """The records that meet a condition, whatever the actor himself may read; none where it cannot be read any more."""
    everything = Everything(actor)
    try:
        return to_q(everything, parse(everything, one.module, one.criteria))
    except Refusal:
        return NOTHING


def _granted(rights: Rights, module_key: str, levels: set[str]) -> object:
    # Asked of the database's own clock: the statement is kept longer than a share may last.
    live = Q(until__isnull=True) | Q(until__gt=Now())
    rows = Grant.objects.filter(live, module=module_key, holder__in=sorted(rights.place.holders))
    return (rows if len(levels) > 1 else rows.filter(level__in=levels)).values("record_id")


def either(ways: "tuple[Reason, ...]") -> Q:
    """The records that any of these reasons reaches."""
    condition = NOTHING
    for one in ways:
        if not one.q:
            # Every record; joined to others the framework would leave it out.
            return one.q
        condition = one.q if condition is NOTHING else condition | one.q
    return condition


class Everything:
    """The reader of conditions that administrators wrote: all fields of all records, at the actor's time and place."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @property
    def env(self) -> Env:
        """Time, zone and person of the one whose records are looked for."""
        people: frozenset[int] = frozenset()
        if self._actor.department_id is not None:
            rows = User.objects.filter(department_id=self._actor.department_id)
            people = frozenset(rows.values_list("pk", flat=True))
        actor = self._actor
        return Env(clock.now(), actor.zone, actor.user_id, people, actor.locale)

    def readable(self, module_key: str) -> frozenset[str]:
        """Every field."""
        return frozenset(module(module_key).fields)

    def covered(self, module_key: str) -> frozenset[str]:
        """None."""
        return frozenset()

    def visible(self, module_key: str) -> Q:
        """Every record."""
        return Q()
