"""The four questions. Deny by default; nothing else decides who may see or do what."""

from collections.abc import Hashable, Mapping

from django.db.models import Q

from guanxi.access.following import can_follow, follows, kept_fields, reach_following
from guanxi.access.levels import levels
from guanxi.access.reach import Gathering, Reason, either, gathered, reasons
from guanxi.access.rights import rights_of
from guanxi.access.scopes import MASKED
from guanxi.kernel.actor import Actor
from guanxi.schema.modules import module


def can(actor: Actor, verb: str, module_key: str) -> bool:
    """Whether the actor may do `verb` on records of the module at all."""
    rights = rights_of(actor)
    if "." in verb:
        return verb in rights.verbs
    if by := follows(module_key):
        return can_follow(actor, verb, by, can)
    return bool(rights.scopes("view", module_key) and rights.scopes(verb, module_key))


def visible(actor: Actor, module_key: str) -> Q:
    """The records of the module that the actor may see."""
    return reach(actor, "view", module_key)


def reach(actor: Actor, verb: str, module_key: str) -> Q:
    """The records of the module on which the actor may do `verb`, among those that he sees."""
    owner = module(module_key)
    if owner.follows:
        return reach_following(actor, verb, owner, reach)
    return either(one.q for one in reasons(actor, verb, module_key))


def ways(actor: Actor, module_key: str, by: Gathering = "ids") -> tuple[Reason, ...]:
    """What `visible` joins, those taken together that are kept as ids, or that search documents tell, or none: a list that
    is asked for each by itself reads less. None for modules that follow others."""
    return () if follows(module_key) else gathered(actor, module_key, by)


def sight(actor: Actor) -> Hashable:
    """What all answers to the four questions depend on: while it is equal, they are."""
    return actor, rights_of(actor).mark


def readable(actor: Actor, module_key: str) -> frozenset[str]:
    """Keys of the fields that the actor may read and use in any way; empty when the module is hidden."""
    if not can(actor, "view", module_key):
        return frozenset()
    narrowed = levels(rights_of(actor), module_key)
    return frozenset(key for key in module(module_key).fields if narrowed.get(key, "readonly") == "readonly")


def masks(actor: Actor, module_key: str) -> Mapping[str, str]:
    """Fields of which the actor is shown a mask: "covered" (may be revealed, found by equality) or "masked"."""
    if not can(actor, "view", module_key):
        return {}
    known = module(module_key).fields
    narrowed = levels(rights_of(actor), module_key)
    return {key: level for key, level in narrowed.items() if level in MASKED and key in known}


def writable(actor: Actor, module_key: str, verb: str = "edit") -> frozenset[str]:
    """Keys of the fields that the actor may set when creating or editing."""
    if not can(actor, verb, module_key):
        return frozenset()
    narrowed = levels(rights_of(actor), module_key)
    fields = module(module_key).fields.items()
    by = follows(module_key)
    kept = kept_fields(by, verb) if by and not actor.is_system else frozenset()
    return frozenset(
        key
        for key, item in fields
        if key not in kept
        and narrowed.get(key, "covered") == "covered"
        and (not item.readonly or actor.is_system)
        and not item.kit.given
    )


def sees_all(actor: Actor, module_key: str) -> bool:
    """Whether no record of the module is hidden from the actor."""
    return not follows(module_key) and "all" in rights_of(actor).scopes("view", module_key)


def edits_all(actor: Actor, module_key: str) -> bool:
    """Whether the actor may edit every record of the module."""
    widest = "all" in rights_of(actor).scopes("edit", module_key) and not follows(module_key)
    return widest and can(actor, "edit", module_key)


def people_within(actor: Actor, verb: str, module_key: str, people: set[int | None]) -> set[int | None]:
    """Which of these people (None: nobody) may own a record that the actor does `verb` to."""
    if "all" in rights_of(actor).scopes(verb, module_key):
        return people
    reached = (one.people for one in reasons(actor, verb, module_key) if one.people is not None)
    return people & frozenset().union(*reached)
