"""Sharing rules: records that meet a condition are open to somebody. Every change is audited."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction

from guanxi.access import rights
from guanxi.access.accounts import require_people_right, required_name
from guanxi.access.everything import Everything
from guanxi.access.holders import HOLDER_KINDS, names_of
from guanxi.access.kept_rules import ask_to_keep
from guanxi.access.models import SharingRule
from guanxi.access.scopes import GRANTS, parts_of
from guanxi.criteria.nodes import MAX_DEPTH, MAX_NODES, parse
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal, together
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
    """What a rule names and is no more, each with its place: module, holder, or criteria and what the condition begins
    with. With any of them it opens nothing. Whoever looked the holder up already says whether it is known."""
    if rule.module not in MODULES or module(rule.module).follows:
        found = [Refusal("rule_module_gone", "module", name=rule.module)]
    else:
        found = _criteria_faults(rule.module, rule.criteria)
    try:
        kind, _ = parts_of(rule.holder)
    except Refusal as refusal:
        return [*found, refusal]
    if holder_known is None:
        holder_known = rule.holder in names_of([rule.holder], "en")
    if not holder_known:
        found.append(Refusal("holder_gone", "holder", kind=HOLDER_KINDS[kind]))
    return found


def save(actor: Actor, rule_id: int | None, shape: RuleShape) -> SharingRule:
    """Make or change a rule. Raises Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    name = _checked(shape)
    with transaction.atomic():
        found = SharingRule(version=0) if rule_id is None else _locked(rule_id)
        if rule_id is None and SharingRule.objects.count() >= MOST:
            raise Refusal("too_many_rules", status=409, limit=MOST)
        before = _told(found) if rule_id is not None else {}
        found.name, found.module = name, shape.module
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


def _checked(shape: RuleShape) -> str:
    """The name of a rule that can be. Raises Refusal, which tells every fault."""
    name, found = "", []
    try:
        name = required_name(shape.name)
    except Refusal as refusal:
        found.append(refusal)
    if shape.level not in GRANTS:
        found.append(Refusal("invalid", "level"))
    if found := found + faults(shape):
        raise together(found)
    return name


def _criteria_faults(module_key: str, raw: Mapping[str, Any] | None) -> list[Refusal]:
    # As many as a tree may have at most: one that is larger is refused for one reason or the other.
    each = (_fault(module_key, leaf, _place(leaf)) for leaf in islice(_leaves(raw), MAX_NODES))
    # A field that is missed twice is missed once.
    found = {(one.field, one.code, str(one.params)): one for one in each if one}
    whole = None if found else _fault(module_key, raw, "criteria")
    return list(found.values()) if whole is None else [whole]


def _leaves(raw: Any, depth: int = 0) -> Iterator[Any]:
    """The conditions within conditions, read or not, as deep as they may lie."""
    if not isinstance(raw, Mapping) or depth > MAX_DEPTH:
        return
    inner = raw.get("all") or raw.get("any") or ([raw["not"]] if "not" in raw else None)
    if isinstance(inner, list):
        for one in inner:
            yield from _leaves(one, depth + 1)
    elif "field" in raw or "relation" in raw:
        yield raw


def _place(leaf: Mapping[str, Any]) -> str:
    """Where a condition is: by what it begins with."""
    return f"criteria.{leaf.get('field', leaf.get('relation'))}"[:140]


def _fault(module_key: str, raw: Mapping[str, Any] | None, place: str) -> Refusal | None:
    try:
        parse(Everything(SYSTEM), module_key, raw)
    except Refusal as refusal:
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
