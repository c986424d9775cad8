"""Sharing rules: records that meet a condition are open to somebody. Every change is audited."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from guanxi.access import rights
from guanxi.access.accounts import require_people_right, required_name
from guanxi.access.everything import Everything
from guanxi.access.holders import HOLDER_KINDS, names_of
from guanxi.access.kept_rules import ask_to_keep
from guanxi.access.models import SharingRule
from guanxi.access.scopes import GRANTS, parts_of
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


def faults(rule: SharingRule | RuleShape, holder_known: bool | None = None) -> list[Refusal]:
    """What a rule names and is no more, each with its place: module, holder, or criteria and the field. With any of them
    it opens nothing. Whoever looked the holder up already says whether it is known."""
    if rule.module not in MODULES or module(rule.module).follows:
        return [Refusal("rule_module_gone", "module", name=rule.module)]
    each = (fault for leaf in _leaves(rule.criteria) if (fault := _fault(rule.module, leaf)))
    # A field that is missed twice is missed once.
    found = list({(one.field, one.code, str(one.params)): one for one in each}.values())
    if not found and (fault := _fault(rule.module, rule.criteria)):
        found = [fault]
    if holder_known is None:
        holder_known = rule.holder in names_of([rule.holder], "en")
    if not holder_known:
        kind = HOLDER_KINDS[parts_of(rule.holder)[0]]
        found.append(Refusal("holder_gone", "holder", kind=kind))
    return found


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
    if shape.level not in GRANTS:
        raise Refusal("invalid", "level")
    parts_of(shape.holder)
    # All of it first: it bounds how much there is to look at.
    if shape.module in MODULES and (fault := _fault(shape.module, shape.criteria)):
        raise fault
    for fault in faults(shape):
        raise fault


def _leaves(raw: Any) -> Iterator[Any]:
    """The conditions within conditions, read or not."""
    if not isinstance(raw, Mapping):
        return
    inner = raw.get("all") or raw.get("any") or ([raw["not"]] if "not" in raw else None)
    if isinstance(inner, list):
        for one in inner:
            yield from _leaves(one)
    elif "field" in raw or "relation" in raw:
        yield raw


def _fault(module_key: str, raw: Mapping[str, Any] | None) -> Refusal | None:
    try:
        parse(Everything(SYSTEM), module_key, raw)
    except Refusal as refusal:
        place = "criteria" if refusal.field in (None, "criteria") else f"criteria.{refusal.field}"
        return Refusal(refusal.code, place, **refusal.params)
    return None


def _locked(rule_id: int) -> SharingRule:
    found = SharingRule.objects.select_for_update().filter(pk=rule_id).first()
    if found is None:
        raise NotFound()
    return found


def _told(found: SharingRule) -> dict[str, Any]:
    """What a rule says, as acts tell it; one without a condition says "all of them", which is something."""
    keys = ("name", "module", "holder", "level", "criteria", "active")
    return {key: getattr(found, key) for key in keys} | {"criteria": found.criteria or {"all": []}}
