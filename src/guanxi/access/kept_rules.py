"""Sharing rules whose records are kept one by one: looked up at every list, a condition takes as long as it takes to
find all records that meet it."""

from collections.abc import Iterator

from guanxi.access.models import SharingRule
from guanxi.access.reach import Everything
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
_fields: "Recent[tuple[str, str, str], tuple[frozenset[str] | None]]" = Recent(600)


def ask_to_keep(rule_id: int, version: int) -> None:
    """Have the rows of a rule made, and those of other versions dropped, in the caller's transaction."""
    enqueue(OPENING, {"rule": rule_id, "version": version}, effect_key=f"{OPENING}:{rule_id}:{version}")


def kept_rules(module_key: str) -> list[SharingRule]:
    """The active rules of a module whose records are kept."""
    rules = SharingRule.objects.filter(active=True, module=module_key).order_by("pk")
    return [one for one in rules if fields_of(one) is not None]


def fields_of(rule: SharingRule) -> frozenset[str] | None:
    """The fields that a rule speaks of; None when its records cannot be kept: it speaks of time, of who asks, of other
    records, or of what is written past the door."""
    # One of another database in the same process may have the same number.
    about = rule.by, rule.module, repr(rule.criteria)
    return (_fields.get(about) or _fields.put(about, (_read(rule),)))[0]


def _read(rule: SharingRule) -> frozenset[str] | None:
    try:
        leaves = list(_leaves(parse(Everything(SYSTEM), rule.module, rule.criteria)))
    except Refusal:
        return None
    found = set()
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
        found.add(item.key)
    return frozenset(found)


def _leaves(node: Node) -> Iterator[Compare | Relation]:
    if isinstance(node, Compare | Relation):
        yield node
    elif isinstance(node, Negation):
        yield from _leaves(node.node)
    else:
        for one in node.nodes:
            yield from _leaves(one)
