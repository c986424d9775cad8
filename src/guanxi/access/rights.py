"""The rights of an actor, read once and kept for at most five seconds."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, Q

from guanxi.access.kept_rules import kept_by
from guanxi.access.models import Department, Grant, Inherited, Role, SharingRule, User
from guanxi.access.place import NOWHERE, PERSON, Place, place_of
from guanxi.access.scopes import LEVELS, VERBS
from guanxi.access.token_scopes import within
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.recent import Recent
from guanxi.kernel.statement import Statement, among, as_list, fields_of, given, statement
from guanxi.schema.modules import MODULES

Verbs = Mapping[str, frozenset[str]]
_NO_VERBS: Verbs = {}
# Conditions may speak of today and of the last days.
MINUTE = 60
# Stand in the parameters where the values come.
POST, HOLDERS, NOW = object(), object(), object()
_known: "Recent[int, tuple[Actor, Rights]]" = Recent()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that opens records of a module: a sharing rule's, or that of a role's scope "criteria"; `kept` names
    the kept records of those that meet it (`Opened.by`), if they are."""

    kind: str
    key: int
    version: int
    module: str
    criteria: Mapping[str, Any] | None
    level: str = "write"
    kept: str = ""


@dataclass(frozen=True)
class Rights:
    """What a set of roles allows, merged: every scope of each verb, the mildest narrowing of each field.

    `modules` maps modules ("*" for every other) to verbs and their scopes. `rules` are the sharing rules that mean the
    person, `conditions` those of roles' scopes "criteria" by verb; `granted` tells in which modules somebody opened
    records to the person by hand, and how, and `inherits` in which something of others lies below what the person
    reaches. `minute` is when conditions were read, and 0 without any.
    """

    modules: Mapping[str, Verbs]
    fields: Mapping[str, Mapping[str, str]]
    verbs: frozenset[str]
    place: Place = NOWHERE
    conditions: Mapping[str, tuple[Condition, ...]] = field(default_factory=dict)
    rules: tuple[Condition, ...] = ()
    granted: frozenset[tuple[str, str]] = frozenset()
    inherits: frozenset[str] = frozenset()
    minute: int = 0

    @cached_property
    def mark(self) -> str:
        """A text that differs for every two different rights."""
        scopes = sorted(
            (key, sorted((verb, sorted(found)) for verb, found in verbs.items()))
            for key, verbs in self.modules.items()
        )
        fields = sorted((key, sorted(levels.items())) for key, levels in self.fields.items())
        people = sorted((scope, sorted(found)) for scope, found in self.place.people.items())
        named = [*self.rules, *(one for verb in sorted(self.conditions) for one in self.conditions[verb])]
        said = [(one.kind, one.key, one.version, one.kept) for one in named]
        whole = (scopes, fields, sorted(self.verbs), people, sorted(self.place.holders), said,
                 sorted(self.granted), sorted(self.inherits), self.minute)  # fmt: skip
        return hashlib.sha256(repr(whole).encode()).hexdigest()

    def scopes(self, verb: str, module_key: str) -> frozenset[str]:
        """The scopes in which the verb is allowed on the module; none when it is not."""
        verbs = self.modules.get(module_key)
        if verbs is None:
            verbs = self.modules.get("*", _NO_VERBS)
        return verbs.get(verb, frozenset())

    def narrowed(self, module_key: str) -> Mapping[str, str]:
        """The levels of the fields that are narrowed."""
        return self.fields.get(module_key, {})


NO_RIGHTS = Rights({}, {}, frozenset())
SYSTEM_RIGHTS = Rights({"*": dict.fromkeys(VERBS, frozenset({"all"}))}, {}, frozenset())


def rights_of(actor: Actor) -> Rights:
    """The rights of `actor`, narrowed by the scopes of a token; none for a person who is not active any more."""
    if actor.rights is not None:
        pinned: Rights = actor.rights
        return pinned
    if actor.is_system:
        return SYSTEM_RIGHTS
    if actor.user_id is None:
        return NO_RIGHTS
    return within(_entry(actor.user_id)[1], actor.scopes)


def pin(actor: Actor) -> Actor:
    """The actor with the rights of this moment, for a piece of work that takes less than the five seconds in which
    they may change; else two questions of one statement could be answered by different rights."""
    return replace(actor, rights=rights_of(actor))


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
    return actor if actor.locale == locale else renewed(actor)


def renewed(actor: Actor) -> Actor:
    """The actor with what holds now, where another process may have changed it a moment ago. Raises Refusal as
    `actor_of`."""
    if actor.user_id is None:
        return actor
    forget(actor.user_id)
    return replace(actor_of(actor.user_id, actor.origin), scopes=actor.scopes)


def forget(user_id: int | None = None) -> None:
    """Drop what is known of one user or of all, after a change of roles or places."""
    if user_id is None:
        _known.clear()
    else:
        _known.drop(user_id)


def _entry(user_id: int) -> tuple[Actor, Rights]:
    return _known.get(user_id) or _known.put(user_id, _load(user_id))


def _load(user_id: int) -> tuple[Actor, Rights]:
    user = _active(user_id)
    if user is None:
        return Actor(user_id=None), NO_RIGHTS
    roles = roles_of(user)
    actor = Actor(
        user_id=user.pk,
        name=user.name,
        roles=tuple(role.pk for role in roles),
        department_id=user.department_id,
        locale=user.locale,
        time_zone=user.time_zone,
        origin="web",
    )
    return actor, placed(user, roles)


def _active(user_id: int) -> User | None:
    """A person who has not left, with the department."""
    row = next(iter(_people().with_params(PERSON, user_id).lists()), None)
    if row is None:
        return None
    names = fields_of(User)
    user = User.from_db(connection.alias, names, row[: len(names)])
    if user.department_id is not None:
        user.department = Department.from_db(connection.alias, fields_of(Department), row[len(names) :])
    return user


def roles_of(user: User) -> list[Role]:
    """The roles of a person, those of the post included."""
    held = _held(user.post_id is not None).with_params(PERSON, user.pk)
    return held.with_params(POST, user.post_id).of(Role)


def placed(user: User, roles: list[Role]) -> Rights:
    """The rights of roles for somebody at a place."""
    rights = merge(roles)
    scopes = {scope for verbs in rights.modules.values() for found in verbs.values() for scope in found}
    place = place_of(user, [role.pk for role in roles], scopes - {"all", "criteria"} | {"own"})
    now = clock.now()
    holders = as_list(sorted(place.holders))
    lasting = _granted().with_params(NOW, connection.ops.adapt_datetimefield_value(now))
    granted = frozenset((module, level) for module, level in lasting.with_params(HOLDERS, holders).lists())
    shared = tuple(
        Condition("rule", one.pk, one.version, one.module, one.criteria, one.level, kept_by(one))
        for one in _rules().with_params(HOLDERS, holders).of(SharingRule)
    )
    inherits = _inherits(user, rights, place)
    live = rights.conditions or any(not one.kept for one in shared)
    dated = int(now.timestamp()) // MINUTE if live else 0
    return replace(rights, place=place, granted=granted, inherits=inherits, rules=shared, minute=dated)


@cache
def _people() -> Statement:
    """A person who has not left, with the department."""
    above = [f"department__{name}" for name in fields_of(Department)]
    return statement(User.objects.filter(pk=given(PERSON), is_active=True).values(*fields_of(User), *above))


@cache
def _held(by_post: bool) -> Statement:
    """The roles of a person, with or without a post."""
    held = Q(people=given(PERSON)) | Q(posts=given(POST)) if by_post else Q(people=given(PERSON))
    return statement(Role.objects.filter(held).distinct().order_by("pk").values(*fields_of(Role)))


@cache
def _granted() -> Statement:
    """The modules in which holders have a grant now, and its level."""
    lasting = Q(until__isnull=True) | Q(until__gt=given(NOW))
    rows = Grant.objects.filter(lasting, holder__in=among(HOLDERS, "text"))
    return statement(rows.values("module", "level").distinct())


@cache
def _rules() -> Statement:
    """The active rules that mean holders."""
    rows = SharingRule.objects.filter(active=True, holder__in=among(HOLDERS, "text"))
    return statement(rows.order_by("pk").values(*fields_of(SharingRule)))


@cache
def _inherited(keys: tuple[str, ...]) -> Statement:
    """In one row for all modules, whether anything is inherited from the people whose ids come at ("owners", key)."""
    rows = Inherited.objects.all()
    asked = [Exists(rows.filter(module=key, owner_id__in=among(("owners", key)))) for key in keys]
    return statement(User.objects.filter(pk=given(PERSON)).values_list(*asked))


def people_of(rights: Rights, place: Place, verb: str, module_key: str) -> frozenset[int]:
    """The owners whose records the scopes of a verb reach; nothing for a verb that is not allowed, or everywhere."""
    scopes = rights.scopes(verb, module_key)
    if not scopes or "all" in scopes:
        return frozenset()
    return frozenset().union(*(place.people.get(scope, frozenset()) for scope in {"own", *scopes}))


def _inherits(user: User, rights: Rights, place: Place) -> frozenset[str]:
    """The modules in which something of others lies below what somebody at a place reaches."""
    above = {item.key: people_of(rights, place, "view", item.key) for item in MODULES if item.above}
    keys = tuple(key for key, people in above.items() if people)
    if not keys:
        return frozenset()
    asked = _inherited(keys).with_params(PERSON, user.pk)
    for key in keys:
        asked = asked.with_params(("owners", key), as_list(above[key]))
    found = next(iter(asked.lists()), ())
    return frozenset(key for key, there in zip(keys, found, strict=False) if there)


def merge(roles: Iterable[Role]) -> Rights:
    """The union of roles: what any of them allows is allowed."""
    held = list(roles)
    named = {key for role in held for key in (*role.rights, *role.fields)} | {"*"}
    modules = {key: _union([verbs_of(role, key) for role in held]) for key in named}
    fields: dict[str, dict[str, str]] = {}
    for key in named - {"*"}:
        narrowed = [role.fields.get(key, {}) for role in held if "view" in verbs_of(role, key)]
        common = set.intersection(*map(set, narrowed)) if narrowed else set()
        fields[key] = {name: max((item[name] for item in narrowed), key=LEVELS.index) for name in common}
    verbs = frozenset(verb for role in held for verb in role.verbs)
    return Rights(modules, fields, verbs, conditions=_conditions(held))


def verbs_of(role: Role, module_key: str) -> Mapping[str, str]:
    """What a role allows on a module: scopes by verb."""
    found: Mapping[str, str] = role.rights.get(module_key, role.rights.get("*", {}))
    return found


def _union(rights: list[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for verbs in rights:
        for verb, scope in verbs.items():
            found.setdefault(verb, set()).add(scope)
    return {
        verb: frozenset({"all"}) if "all" in scopes else frozenset(scopes) for verb, scopes in found.items()
    }


def _conditions(roles: list[Role]) -> dict[str, tuple[Condition, ...]]:
    """The conditions of roles by verb."""
    found: dict[str, list[Condition]] = {}
    for role in roles:
        for module_key, tree in role.criteria.items():
            for verb, scope in verbs_of(role, module_key).items():
                if scope == "criteria":
                    one = Condition("role", role.pk, role.version, module_key, tree)
                    found.setdefault(verb, []).append(one)
    return {verb: tuple(some) for verb, some in found.items()}
