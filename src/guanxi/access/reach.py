"""Why somebody reaches records: each reason by itself, as a condition over the module's table."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import orjson
from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.db.models.lookups import In

from guanxi.access.everything import Everything
from guanxi.access.models import Grant, Inherited, Opened
from guanxi.access.rights import Condition, Rights, people_of, rights_of
from guanxi.criteria.nodes import parse
from guanxi.criteria.sql import to_q
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.inline import Plain, Probe
from guanxi.kernel.recent import Recent
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())
Gathering = Literal["ids", "documents", ""]
# More owners than this are no longer named one by one.
FEW_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Told:
    """Records as search documents tell them: those whose document has one of `marks`, and besides the ones that `ids`
    gives, of which documents say nothing. Of one person's, those with equal marks are equal."""

    marks: frozenset[str] = frozenset()
    ids: "QuerySet[Any, Any] | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which records are reached: `people` own them all, where that is what it says.

    `q` is the condition for all of them at once and `each` for one record after the other; where both are looked up
    among kept ids, `ids` gives these, and `newest` the rows that name them and tell when each record changed, where
    each record has one. `told` is how search documents tell these records, where they do.
    """

    kind: str
    q: Q
    each: Q
    people: frozenset[int] | None = None
    ids: "QuerySet[Any, Any] | None" = None
    told: Told | None = None
    newest: "QuerySet[Any, Any] | None" = None


ALL = Reason("all", Q(), Q())
_known: "Recent[Hashable, tuple[Reason, ...]]" = Recent()
_told: "Recent[str, bool]" = Recent(60)
_gathered: "Recent[Hashable, tuple[Reason, ...]]" = Recent()


def reasons(actor: Actor, verb: str, module_key: str) -> tuple[Reason, ...]:
    """Every reason for which the actor may do `verb` on records of the module; none when he may on none."""
    rights = rights_of(actor)
    key = (actor, rights.mark, verb, module_key)
    return _known.get(key) or _known.put(key, tuple(_reasons(actor, rights, verb, module(module_key))))


def gathered(actor: Actor, module_key: str, by: Gathering = "ids") -> tuple[Reason, ...]:
    """The reasons to see records; those taken together that are kept as ids, or that search documents tell, or none."""
    rights = rights_of(actor)
    if by == "":
        return reasons(actor, "view", module_key)
    key = (actor, rights.mark, module_key, by)
    gather = _gather_told if by == "documents" else _gather
    return _gathered.get(key) or _gathered.put(key, gather(reasons(actor, "view", module_key)))


def _gather_told(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    telling = [one for one in found if one.told is not None]
    if len(telling) < 2:
        return found
    named = [one.told for one in telling if one.told is not None]
    marks: frozenset[str] = frozenset().union(*(one.marks for one in named))
    ids = next((one.ids for one in named if one.ids is not None), None)
    q, each = either(one.q for one in telling), either(one.each for one in telling)
    return (Reason("told", q, each, told=Told(marks, ids)), *(one for one in found if one.told is None))


def _gather(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    named = [one for one in found if one.ids is not None]
    if len(named) < 2:
        return found
    first, *more = (one.ids for one in named if one.ids is not None)
    ids = first.union(*more, all=True)
    kept = Reason("kept", Q(pk__in=ids), either([one.each for one in named]), ids=ids)
    return (*(one for one in found if one.ids is None), kept)


def _reasons(actor: Actor, rights: Rights, verb: str, owner: ModuleDef) -> list[Reason]:
    scopes = rights.scopes(verb, owner.key)
    if not scopes or not rights.scopes("view", owner.key):
        return []
    if "all" in scopes:
        return [ALL]
    people = people_of(rights, rights.place, verb, owner.key)
    found = [Reason("people", owned_by(people), _among(people), people, told=_told_by(people))]
    conditions = [one for one in rights.conditions.get(verb, ()) if one.module == owner.key]
    if verb in ("view", "edit"):
        levels = {"write"} if verb == "edit" else {"read", "write"}
        conditions += [one for one in rights.rules if one.module == owner.key and one.level in levels]
        if any((owner.key, level) in rights.granted for level in levels):
            rows = _granted(rights, owner.key, levels)
            found.append(_kept("grant", rows, Q(), Q(), Told(ids=rows.values("record_id"))))
    if kept := [one.kept for one in conditions if one.kept]:
        opened = Opened.objects.filter(by__in=sorted(kept))
        found.append(_kept("rule", opened, Q(), Q(), Told(frozenset(kept))))
    found += [_plain(one.kind, meets(actor, one)) for one in conditions if not one.kept]
    return found + _from_above(actor, rights, owner, people) if verb == "view" else found


def _from_above(actor: Actor, rights: Rights, owner: ModuleDef, people: frozenset[int]) -> list[Reason]:
    """Why records are seen that lie below others: kept row by row for the owners of those, looked up for the rest."""
    found = []
    if owner.key in rights.inherits:
        rows = Inherited.objects.filter(module=owner.key)
        below = _kept("below", rows, owned_by(people), _among(people), _told_by(people))
        # Below the records of several people the same one may lie twice.
        newest = rows.filter(owned_by(people)) if len(people) == 1 and _are_told(owner.key) else None
        found.append(replace(below, newest=newest))
    for lookup in owner.above:
        target = module(owner.field(lookup).target or "")
        leading = [
            one for one in reasons(actor, "view", target.key) if _leads_on(one, rights, owner, target, lookup)
        ]
        if leading:
            live = target.model._default_manager.filter(deleted_at__isnull=True)  # per chunk: a subquery
            seen = live.filter(either([one.q for one in leading])).values("pk")
            named = live.filter(either([one.each for one in leading]), pk=OuterRef(f"{lookup}_id"))
            found.append(Reason("through", Q(**{f"{lookup}_id__in": seen}), Q(Probe(named))))
    return found


def _are_told(module_key: str) -> bool:
    """Whether all that lies below others has its time: after an update a job tells it."""
    known = _told.get(module_key)
    if known is None:
        untold = Inherited.objects.filter(module=module_key, updated_at__isnull=True)
        known = _told.put(module_key, not untold.exists())
    return known


def _plain(kind: str, q: Q) -> Reason:
    """A condition over the records' own columns."""
    return Reason(kind, q, q)


def _kept(kind: str, rows: "QuerySet[Any, Any]", by: Q, each_by: Q, told: Told | None) -> Reason:
    """Records that are named one by one in `rows`; `by` and `each_by` are the same condition on those, for all at once
    and for one after the other."""
    ids = rows.filter(by).values("record_id")
    named = rows.filter(each_by, record_id=OuterRef("pk"))
    return Reason(kind, Q(pk__in=ids), Q(Probe(named)), ids=ids, told=told)


def _told_by(people: frozenset[int]) -> Told | None:
    """Documents have the number of who owns their record, and of who owns what it lies below."""
    return Told(frozenset(map(str, people))) if len(people) <= FEW_PEOPLE else None


def _among(people: frozenset[int]) -> Q:
    """That one of these people owns a record that is at hand: no index is asked for each of them."""
    return Q(In(Plain(F("owner_id")), sorted(people))) if len(people) <= FEW_PEOPLE else owned_by(people)


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


def _granted(rights: Rights, module_key: str, levels: set[str]) -> "QuerySet[Grant]":
    # Asked of the database's own clock: the statement is kept longer than a share may last.
    live = Q(until__isnull=True) | Q(until__gt=Now())
    rows = Grant.objects.filter(live, module=module_key, holder__in=sorted(rights.place.holders))
    return rows if len(levels) > 1 else rows.filter(level__in=levels)


def either(conditions: Iterable[Q]) -> Q:
    """The records that meet any of these conditions."""
    condition = NOTHING
    for one in conditions:
        if not one:
            # Every record; joined to others the framework would leave it out.
            return one
        condition = one if condition is NOTHING else condition | one
    return condition
