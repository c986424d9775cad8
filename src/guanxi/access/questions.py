"""The four questions. Deny by default; nothing else decides who may see or do what."""

from collections.abc import Hashable

from django.db.models import Q

from guanxi.access.following import can_follow, follows, kept_fields, reach_following
from guanxi.access.models import User
from guanxi.access.rights import rights_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.recent import Recent
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())
_staffs: "Recent[tuple[int, ...], frozenset[int]]" = Recent()


def can(actor: Actor, verb: str, module_key: str) -> bool:
    """Whether the actor may do `verb` on records of the module at all."""
    rights = rights_of(actor)
    if "." in verb:
        return verb in rights.verbs
    if by := follows(module_key):
        return can_follow(actor, verb, by, can)
    return rights.scope("view", module_key) is not None and rights.scope(verb, module_key) is not None


def visible(actor: Actor, module_key: str) -> Q:
    """The records of the module that the actor may see."""
    return reach(actor, "view", module_key)


def sight(actor: Actor) -> Hashable:
    """What all answers to the four questions depend on: while it is equal, they are."""
    return actor, rights_of(actor).mark


def reach(actor: Actor, verb: str, module_key: str) -> Q:
    """The records of the module on which the actor may do `verb`."""
    owner = module(module_key)
    if owner.follows:
        return reach_following(actor, verb, owner, reach)
    scope = rights_of(actor).scope(verb, module_key)
    if scope is None:
        return NOTHING
    if scope == "all":
        return Q()
    condition = _owned(actor, scope)
    for lookup in owner.seen_through if verb == "view" else ():
        condition |= _through(actor, owner, lookup)
    return condition


def readable(actor: Actor, module_key: str) -> frozenset[str]:
    """Keys of the fields that the actor may read; empty when the module is hidden."""
    if not can(actor, "view", module_key):
        return frozenset()
    narrowed = rights_of(actor).narrowed(module_key)
    return frozenset(key for key in module(module_key).fields if narrowed.get(key) != "hidden")


def writable(actor: Actor, module_key: str, verb: str = "edit") -> frozenset[str]:
    """Keys of the fields that the actor may set when creating or editing."""
    if not can(actor, verb, module_key):
        return frozenset()
    narrowed = rights_of(actor).narrowed(module_key)
    fields = module(module_key).fields.items()
    by = follows(module_key)
    kept = kept_fields(by, verb) if by and not actor.is_system else frozenset()
    return frozenset(
        key
        for key, item in fields
        if key not in narrowed
        and (not item.readonly or actor.is_system)
        and not item.kit.given
        and key not in kept
    )


def sees_all(actor: Actor, module_key: str) -> bool:
    """Whether no record of the module is hidden from the actor."""
    return not follows(module_key) and rights_of(actor).scope("view", module_key) == "all"


def owners_seen(actor: Actor, module_key: str) -> frozenset[int] | None:
    """The people whose records are all that the actor sees of the module; None when that does not say it."""
    scope = rights_of(actor).scope("view", module_key)
    owner = module(module_key)
    if scope in (None, "all") or owner.seen_through or owner.follows or actor.user_id is None:
        return None
    if scope == "own" or actor.department_id is None:
        return frozenset({actor.user_id})
    departments = (actor.department_id,) if scope == "department" else tuple(actor.subtree_ids)
    return _staff(departments) | {actor.user_id}


def _staff(departments: tuple[int, ...]) -> frozenset[int]:
    """The people of departments, known for at most five seconds."""
    known = _staffs.get(departments)
    if known is None:
        people = User.objects.filter(department_id__in=departments).values_list("pk", flat=True)
        known = _staffs.put(departments, frozenset(people))
    return known


def edits_all(actor: Actor, module_key: str) -> bool:
    """Whether the actor may edit every record of the module."""
    widest = rights_of(actor).scope("edit", module_key) == "all" and not follows(module_key)
    return widest and can(actor, "edit", module_key)


def people_within(actor: Actor, verb: str, module_key: str, people: set[int]) -> set[int]:
    """Which of these people may own a record that the actor does `verb` to."""
    scope = rights_of(actor).scope(verb, module_key)
    if scope == "all":
        return people
    if scope in (None, "own") or actor.department_id is None:
        return people & {actor.user_id or 0}
    departments = (actor.department_id,) if scope == "department" else actor.subtree_ids
    found = User.objects.filter(pk__in=people, department_id__in=departments)
    return set(found.values_list("pk", flat=True))


def _owned(actor: Actor, scope: str) -> Q:
    if scope == "own" or actor.department_id is None:
        return Q(owner_id=actor.user_id)
    departments = (actor.department_id,) if scope == "department" else actor.subtree_ids
    # One list of owners: an OR of two conditions would keep the database from reading the index alone.
    people = User.objects.filter(Q(department_id__in=departments) | Q(pk=actor.user_id))
    return Q(owner_id__in=people.values("pk"))


def _through(actor: Actor, owner: ModuleDef, lookup: str) -> Q:
    target = owner.field(lookup).target or ""
    if not can(actor, "view", target):
        return NOTHING
    seen = module(target).model._default_manager.filter(visible(actor, target), deleted_at__isnull=True)
    return Q(**{f"{lookup}_id__in": seen.values("pk")})
