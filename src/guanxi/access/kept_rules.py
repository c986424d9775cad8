"""Sharing rules whose records are kept one by one: looked up at every list, a condition takes as long as it takes to
find all records that meet it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F

from guanxi.access.everything import Everything
from guanxi.access.models import SharingRule
from guanxi.criteria.nodes import Compare, Negation, Node, Relation, parse
from guanxi.jobs.queue import enqueue
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal
from guanxi.kernel.recent import Recent
from guanxi.schema.conditions import CHOICE, FLAG, ORDER, SET, TEXT
from guanxi.schema.modules import module

OPENING = "records.opening"
# What these say of a record changes only when somebody writes it: instants depend on the reader's zone, tags on their tree.
_LASTING = frozenset({
    "text", "longtext", "number", "money", "percent", "date", "boolean", "choice", "multichoice", "lookup", "user",
    "email", "phone", "url", "phones", "emails",
})  # fmt: skip
_OPERATORS = frozenset(
    {*TEXT, *CHOICE, *ORDER, *SET, *FLAG, "last_four", "domain", "mailbox", "on", "before", "after"}
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a rule speaks of: its fields, and in short what they are."""

    fields: frozenset[str]
    meaning: str


_spoken: "Recent[tuple[str, str, str], tuple[Spoken | None]]" = Recent(600)


def ask_to_keep(rule_id: int, version: int) -> None:
    """Have the rows of a rule made, and those of other versions dropped, in the caller's transaction."""
    enqueue(OPENING, {"rule": rule_id, "version": version}, effect_key=f"{OPENING}:{rule_id}:{version}")


def ask_again() -> None:
    """Have the rows of rules made anew whose fields are not what they were when the rows were made: another version of
    the product may know a field otherwise, or not at all."""
    for rule in SharingRule.objects.filter(kept=F("version")):
        if not kept_by(rule):
            SharingRule.objects.filter(pk=rule.pk).update(version=rule.version + 1)  # per chunk: few rules
            ask_to_keep(rule.pk, rule.version + 1)


def kept_rules(module_key: str) -> list[SharingRule]:
    """The active rules of a module whose records are kept."""
    rules = SharingRule.objects.filter(active=True, module=module_key).order_by("pk")
    return [one for one in rules if spoken_of(one) is not None]


def kept_by(rule: SharingRule) -> str:
    """What stands in `Opened.by` when every record of the rule is kept, by what its fields are now; nothing before."""
    spoken = spoken_of(rule)
    fits = rule.kept == rule.version and spoken is not None and rule.meaning == spoken.meaning
    return rule.by if fits else ""


def spoken_of(rule: SharingRule) -> Spoken | None:
    """What a rule speaks of; None when its records cannot be kept: it speaks of time, of who asks, of other records, of
    what is written past the door, or of what there is no more."""
    # One of another database in the same process may have the same number.
    about = rule.by, rule.module, repr(rule.criteria)
    return (_spoken.get(about) or _spoken.put(about, (_read(rule),)))[0]


def _read(rule: SharingRule) -> Spoken | None:
    try:
        leaves = list(_leaves(parse(Everything(SYSTEM), rule.module, rule.criteria)))
    except Refusal:
        return None
    found = {}
    for leaf in leaves:
        if not isinstance(leaf, Compare) or leaf.hop is not None or leaf.operator not in _OPERATORS:
            return None
        item = module(rule.module).fields.get(leaf.field.key)
        if (
            item is None
            or item.type not in _LASTING
            or (item.readonly and item.key != "owner")
            or item.kit.given
        ):
            return None
        found[item.key] = (item.type, item.columns, item.target, sorted(map(str, item.config.items())))
    said = repr(sorted(found.items())).encode()
    return Spoken(frozenset(found), hashlib.blake2b(said, digest_size=16).hexdigest())


def _leaves(node: Node) -> Iterator[Compare | Relation]:
    if isinstance(node, Compare | Relation):
        yield node
    elif isinstance(node, Negation):
        yield from _leaves(node.node)
    else:
        for one in node.nodes:
            yield from _leaves(one)
