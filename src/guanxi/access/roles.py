"""Roles as an administrator shapes them: rights by module, conditions, levels of fields. Every change is audited."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from guanxi.access import rights
from guanxi.access.accounts import require_people_right, required_name
from guanxi.access.everything import Everything
from guanxi.access.models import FIXED, Role, User
from guanxi.access.scopes import HOUSE_VERBS, LEVELS, SCOPES, SCOPES_OF_NEW, VERBS
from guanxi.access.shipped import SHIPPED_ROLES, restore
from guanxi.criteria.nodes import parse
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.schema.modules import MODULES, module
from guanxi.trail.service import Act, record_acts

_NEW = ("create", "import")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a role allows, in the form of `access.models.Role`; None leaves it as it is."""

    rights: Mapping[str, Mapping[str, str]] | None = None
    criteria: Mapping[str, Any] | None = None
    fields: Mapping[str, Mapping[str, str]] | None = None
    verbs: list[str] | None = None


def role(key: str) -> Role:
    """The role of a key. Raises NotFound."""
    found = Role.objects.filter(key=key).first()
    if found is None:
        raise NotFound()
    return found


def add(actor: Actor, name: str, like: str | None) -> Role:
    """A new role, which allows what the role `like` allows or nothing. Raises Forbidden, Refusal."""
    require_people_right(actor)
    name = required_name(name)
    with transaction.atomic():
        _free(name)
        made = Role(key=f"~{secrets.token_hex(8)}", name=name)
        if like:
            model = role(like)
            made.rights, made.criteria = model.rights, model.criteria
            made.fields, made.verbs = model.fields, model.verbs
        made.save()
        # With its id, which no other role ever gets: settings and acts that name a role that is gone mean no later one.
        made.key = f"{slugify(name)[:40] or 'role'}_{made.pk}"
        made.save()
        record_acts(actor, [Act("create", "roles", made.pk, _told(made))])
    return made


def change(actor: Actor, key: str, version: int, name: str | None, shape: Shape) -> Role:
    """Change a role. Raises Forbidden, NotFound, Refusal (409 when somebody changed it since `version`)."""
    require_people_right(actor)
    with transaction.atomic():
        found = _open(key)
        before = _told(found)
        if found.version != version:
            raise Refusal("role_changed", status=409)
        if name is not None and required_name(name) != found.name:
            if found.shipped:
                raise Refusal("shipped_role", "name", status=409)
            _free(required_name(name))
            found.name = required_name(name)
        shaped(found, shape)
        found.changed = found.shipped
        found.save()
        # Conditional, so that of two changes at once one is told of the other.
        if not Role.objects.filter(pk=found.pk, version=version).update(version=F("version") + 1):
            raise Refusal("role_changed", status=409)
        found.version = version + 1
        after = _told(found)
        changes = {
            field: [before[field][1], after[field][1]] for field in after if before[field] != after[field]
        }
        record_acts(actor, [Act("edit", "roles", found.pk, changes)])
    rights.forget()
    return found


def reset(actor: Actor, key: str) -> Role:
    """Give a shipped role back what it ships with. Raises Forbidden, NotFound."""
    require_people_right(actor)
    shipped = next((one for one in SHIPPED_ROLES if one.key == key), None)
    if shipped is None:
        raise NotFound()
    with transaction.atomic():
        restore(shipped)
        Role.objects.filter(key=key).update(version=F("version") + 1)
        record_acts(actor, [Act("reset", "roles", role(key).pk)])
    rights.forget()
    return role(key)


def remove(actor: Actor, key: str) -> None:
    """Take a role away that nobody holds. Raises Forbidden, NotFound, Refusal (409)."""
    require_people_right(actor)
    with transaction.atomic():
        found = _open(key)
        if found.shipped:
            raise Refusal("shipped_role", status=409)
        if found.people.exists() or found.posts.exists():
            raise Refusal("role_held", status=409)
        told = {"name": [found.name, None], "key": [found.key, None]}
        record_acts(actor, [Act("delete", "roles", found.pk, told)])
        found.delete()
    rights.forget()


def holders(found: Role) -> "list[User]":
    """The active people who hold a role, by themselves or by their post, in the order of their names."""
    rows = User.objects.filter(is_active=True)
    held = rows.filter(roles=found) | rows.filter(post__roles=found)
    return list(held.distinct().order_by("name_pinyin", "pk"))


def holder_counts() -> dict[int, int]:
    """How many active people hold each role, by themselves or by their post; roles that nobody holds are absent."""
    people = User.objects.filter(is_active=True)
    own = people.filter(roles__isnull=False).values_list("roles", "pk")
    by_post = people.filter(post__roles__isnull=False).values_list("post__roles", "pk")
    held = {*own, *by_post}
    return Counter(role for role, _ in held)


def shaped(found: Role, shape: Shape) -> Role:
    """The role, not saved, with what it is to allow. Raises Refusal for what no role can."""
    if shape.rights is not None:
        found.rights = {key: _verbs(key, verbs) for key, verbs in shape.rights.items()}
    if shape.criteria is not None:
        everything = Everything(SYSTEM)
        for key, tree in shape.criteria.items():
            parse(everything, _known(key), tree)
        found.criteria = dict(shape.criteria)
    if shape.fields is not None:
        found.fields = {key: _levels(key, levels) for key, levels in shape.fields.items() if levels}
    if shape.verbs is not None:
        if strange := set(shape.verbs) - set(HOUSE_VERBS):
            raise Refusal("unknown_right", "verbs", value=min(strange)[:40])
        found.verbs = sorted(set(shape.verbs))
    for key, verbs in found.rights.items():
        if "criteria" in verbs.values() and key not in found.criteria:
            raise Refusal("condition_missing", "criteria", label=module(_known(key)).label)
    return found


def _open(key: str) -> Role:
    found = Role.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound()
    if found.key == FIXED:
        raise Refusal("fixed_role", status=409)
    return found


def _verbs(key: str, verbs: Mapping[str, str]) -> dict[str, str]:
    if key != "*":
        _known(key)
    for verb, scope in verbs.items():
        if verb not in VERBS or scope not in (SCOPES_OF_NEW if verb in _NEW else SCOPES):
            raise Refusal("unknown_right", "rights", value=f"{verb}: {scope}"[:40])
        if key == "*" and scope == "criteria":
            raise Refusal("unknown_right", "rights", value=f"*: {scope}")
    return dict(verbs)


def _levels(key: str, levels: Mapping[str, str]) -> dict[str, str]:
    owner = module(_known(key))
    for name, level in levels.items():
        owner.field(name)
        if level not in LEVELS:
            raise Refusal("unknown_right", "fields", value=f"{name}: {level}"[:40])
    return dict(levels)


def _known(key: str) -> str:
    if key not in MODULES or MODULES.get(key).follows:
        raise Refusal("unknown_right", "rights", value=key[:40])
    return key


def _free(name: str) -> None:
    if Role.objects.filter(name=name).exists():
        raise Refusal("name_taken", "name", status=409)


def _told(found: Role) -> dict[str, list[Any]]:
    return {
        "name": [None, found.name],
        "rights": [None, found.rights],
        "criteria": [None, found.criteria],
        "fields": [None, found.fields],
        "verbs": [None, found.verbs],
    }
