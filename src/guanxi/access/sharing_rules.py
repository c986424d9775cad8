"""Sharing rules: records that meet a condition are open to somebody. Every change is audited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from guanxi.access import rights
from guanxi.access.accounts import require_people_right, required_name
from guanxi.access.everything import Everything
from guanxi.access.holders import checked
from guanxi.access.kept_rules import ask_to_keep
from guanxi.access.models import SharingRule
from guanxi.access.scopes import EVERYBODY, GRANTS, HOLDERS
from guanxi.criteria.nodes import parse
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.schema.modules import MODULES, module
from guanxi.trail.service import Act, record_acts

MOST = 500
# Told by every act, changed or not: by them people know which rule it is.
NAMING = ("name", "module", "holder")


@dataclass(frozen=True, slots=True)
class RuleShape:
    """What a rule says; every part of it."""

    name: str
    module: str
    criteria: Mapping[str, Any] | None
    holder: str
    level: str
    active: bool = True


def rules() -> list[SharingRule]:
    """All rules."""
    return list(SharingRule.objects.order_by("module", "pk")[:MOST])


def broken(rule: SharingRule) -> bool:
    """Whether the condition of a rule cannot be read any more, so that it opens nothing."""
    try:
        parse(Everything(SYSTEM), rule.module, rule.criteria)
    except Refusal:
        return True
    return False


def save(actor: Actor, rule_id: int | None, shape: RuleShape) -> SharingRule:
    """Make or change a rule. Raises Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    _check(shape)
    with transaction.atomic():
        found = SharingRule(version=0) if rule_id is None else _locked(rule_id)
        if rule_id is None and SharingRule.objects.count() >= MOST:
            raise Refusal("too_many_rules", status=409, limit=MOST)
        before = _told(found) if rule_id is not None else {}
        found.name, found.module = required_name(shape.name), shape.module
        found.criteria = dict(shape.criteria) if shape.criteria is not None else None
        found.holder, found.level, found.active = shape.holder, shape.level, shape.active
        found.version += 1
        found.save()
        after = _told(found)
        changes = {
            key: [before.get(key), value]
            for key, value in after.items()
            if key in NAMING or before.get(key) != value
        }
        ask_to_keep(found.pk, found.version)
        record_acts(actor, [Act("edit" if rule_id else "create", "sharing_rules", found.pk, changes)])
    rights.forget()
    return found


def remove(actor: Actor, rule_id: int) -> None:
    """Take a rule away. Raises Forbidden, NotFound."""
    require_people_right(actor)
    with transaction.atomic():
        _remove(actor, [_locked(rule_id)])
    rights.forget()


def forget_holder(actor: Actor, text: str) -> None:
    """Take away the rules for a holder who is taken away, in the caller's transaction."""
    _remove(actor, SharingRule.objects.select_for_update().filter(holder=text).order_by("pk"))


def _remove(actor: Actor, found: Iterable[SharingRule]) -> None:
    for rule in found:
        ask_to_keep(rule.pk, rule.version + 1)
        changes = {key: [value, None] for key, value in _told(rule).items()}
        record_acts(actor, [Act("delete", "sharing_rules", rule.pk, changes)])
        rule.delete()  # per chunk: a rule


def _check(shape: RuleShape) -> None:
    if shape.module not in MODULES or module(shape.module).follows:
        raise Refusal("invalid", "module")
    if shape.level not in GRANTS:
        raise Refusal("invalid", "level")
    checked(shape.holder, (*HOLDERS, EVERYBODY))
    parse(Everything(SYSTEM), shape.module, shape.criteria)


def _locked(rule_id: int) -> SharingRule:
    found = SharingRule.objects.select_for_update().filter(pk=rule_id).first()
    if found is None:
        raise NotFound()
    return found


def _told(found: SharingRule) -> dict[str, Any]:
    """What a rule says, as acts tell it; one without a condition says "all of them", which is something."""
    keys = ("name", "module", "holder", "level", "criteria", "active")
    return {key: getattr(found, key) for key in keys} | {"criteria": found.criteria or {"all": []}}
