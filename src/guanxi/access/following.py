"""Rights of records that follow others (documents, comments): those of their parents, asked of the four questions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from guanxi.kernel.actor import Actor
from guanxi.schema.modules import MODULES, Follows, ModuleDef, parents

NOTHING = Q(pk__in=())
Can = Callable[[Actor, str, str], bool]
Reach = Callable[[Actor, str, str], Q]
# Nothing that follows is brought by a table, given to another owner or shared.
VERBS = frozenset({"view", "create", "edit", "delete", "export", "bulk"})


def follows(module_key: str) -> Follows | None:
    """How the records of a module follow others; None when they have rights of their own."""
    return MODULES.get(module_key).follows if module_key in MODULES else None


def can_follow(actor: Actor, verb: str, by: Follows, can: Can) -> bool:
    """Whether the actor may do `verb` to what follows records of any module."""
    needed = by.adds if verb in ("create", "edit", "delete") else verb
    return verb in VERBS and any(can(actor, needed, parent.key) for parent in parents())


def reach_following(actor: Actor, verb: str, owner: ModuleDef, reach: Reach) -> Q:
    """The records of a following module on which the actor may do `verb`."""
    by = owner.follows
    if by is None or verb not in VERBS:
        return NOTHING
    if actor.is_system:
        return Q()
    if verb not in ("edit", "delete"):
        return _of_parents(actor, by.adds if verb == "create" else verb, by, reach)
    own = Q(created_by_id=actor.user_id) & _of_parents(actor, by.adds, by, reach)
    others = by.changes if verb == "edit" else "edit"
    return own | _of_parents(actor, others, by, reach) if others else own


def kept_fields(by: Follows, verb: str) -> frozenset[str]:
    """What nobody sets by hand: whose it is, and once it is there what it belongs to."""
    return frozenset({"owner"}) if verb == "create" else frozenset({"owner", by.field})


def _of_parents(actor: Actor, verb: str, by: Follows, reach: Reach) -> Q:
    """That the parent is no record of the bin, seen, and one on which the actor may do `verb`."""
    condition = NOTHING
    for parent in parents():
        allowed = reach(actor, "view", parent.key)
        if verb != "view":
            allowed &= reach(actor, verb, parent.key)
        condition |= _of_parent(parent, allowed, by)
    return condition


def _of_parent(parent: ModuleDef, allowed: Q, by: Follows) -> Q:
    """Asked of each record that is met, for there are far fewer of them than of parents; the module first, in the order
    in which SQLite asks."""
    live = parent.model._default_manager.filter(allowed, deleted_at__isnull=True)
    return Q(**{f"{by.field}_module": parent.key}) & Q(Exists(live.filter(pk=OuterRef(f"{by.field}_id"))))
