"""The rights of an actor, read once and kept for at most five seconds."""

from dataclasses import dataclass, replace
from functools import cached_property

from guanxi.access.models import Department, Role, User
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.recent import Recent

_WIDTH = {"own": 0, "department": 1, "subtree": 2, "all": 3}
_known: "Recent[int, tuple[Actor, Rights]]" = Recent()


@dataclass(frozen=True)
class Rights:
    """What a set of roles allows, merged: the widest scope of each verb, the mildest narrowing of each field."""

    modules: dict[str, dict[str, str]]
    fields: dict[str, dict[str, str]]
    verbs: frozenset[str]

    @cached_property
    def mark(self) -> str:
        """A text that differs for every two different rights."""
        return repr((sorted(self.modules.items()), sorted(self.fields.items()), sorted(self.verbs)))

    def scope(self, verb: str, module_key: str) -> str | None:
        """The scope in which the verb is allowed on the module, or None."""
        rights = self.modules.get(module_key)
        if rights is None:
            rights = self.modules.get("*", {})
        return rights.get(verb)

    def narrowed(self, module_key: str) -> dict[str, str]:
        """Field keys that are "hidden" or "readonly"."""
        return self.fields.get(module_key, {})


NO_RIGHTS = Rights({}, {}, frozenset())
_ALL_VERBS = dict.fromkeys(("view", "create", "edit", "delete", "export", "import", "bulk"), "all")
SYSTEM_RIGHTS = Rights({"*": _ALL_VERBS}, {}, frozenset())


def rights_of(actor: Actor) -> Rights:
    """The rights of `actor`; none for a person who is not active any more."""
    if actor.is_system:
        return SYSTEM_RIGHTS
    if actor.user_id is None:
        return NO_RIGHTS
    return _entry(actor.user_id)[1]


def actor_of(user_id: int, origin: str) -> Actor:
    """The actor for a user. Raises Refusal (401) when the user is unknown or not active."""
    actor = _entry(user_id)[0]
    if actor.user_id is None:
        raise Refusal("unauthenticated", status=401)
    return actor if actor.origin == origin else replace(actor, origin=origin)


def actor_speaking(user_id: int, origin: str, locale: str) -> Actor:
    """The actor, read anew when what is known of it is of another language: the account may have been changed in
    another process a moment ago. Raises Refusal as `actor_of`."""
    actor = actor_of(user_id, origin)
    if actor.locale == locale:
        return actor
    forget(user_id)
    return actor_of(user_id, origin)


def forget(user_id: int | None = None) -> None:
    """Drop what is known of one user or of all, after a change of roles or places."""
    if user_id is None:
        _known.clear()
    else:
        _known.drop(user_id)


def _entry(user_id: int) -> tuple[Actor, Rights]:
    return _known.get(user_id) or _known.put(user_id, _load(user_id))


def _load(user_id: int) -> tuple[Actor, Rights]:
    user = User.objects.filter(id=user_id, is_active=True).select_related("department").first()
    if user is None:
        return Actor(user_id=None), NO_RIGHTS
    roles = list(user.roles.all())
    subtree: tuple[int, ...] = ()
    if user.department is not None:
        below = Department.objects.filter(path__startswith=user.department.path)
        subtree = tuple(below.values_list("id", flat=True))
    actor = Actor(
        user_id=user.pk,
        name=user.name,
        roles=tuple(role.pk for role in roles),
        department_id=user.department_id,
        subtree_ids=subtree,
        locale=user.locale,
        time_zone=user.time_zone,
        origin="web",
    )
    return actor, merge(roles)


def merge(roles: list[Role]) -> Rights:
    """The union of roles: what any of them allows is allowed."""
    named = {key for role in roles for key in (*role.rights, *role.fields)} | {"*"}
    modules = {
        key: _widest([role.rights.get(key, role.rights.get("*", {})) for role in roles]) for key in named
    }
    fields: dict[str, dict[str, str]] = {}
    for key in named - {"*"}:
        narrowed = [role.fields.get(key, {}) for role in roles if _can_view(role, key)]
        common = set.intersection(*map(set, narrowed)) if narrowed else set()
        fields[key] = {name: _mildest([item[name] for item in narrowed]) for name in common}
    verbs = frozenset(verb for role in roles for verb in role.verbs)
    return Rights(modules, fields, verbs)


def _can_view(role: Role, module_key: str) -> bool:
    return "view" in role.rights.get(module_key, role.rights.get("*", {}))


def _widest(rights: list[dict[str, str]]) -> dict[str, str]:
    widest: dict[str, str] = {}
    for verbs in rights:
        for verb, scope in verbs.items():
            if verb not in widest or _WIDTH[scope] > _WIDTH[widest[verb]]:
                widest[verb] = scope
    return widest


def _mildest(kinds: list[str]) -> str:
    return "readonly" if "readonly" in kinds else "hidden"
