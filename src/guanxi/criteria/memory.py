"""The second reading: the same condition tree over values in memory."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from guanxi.criteria.nodes import Compare, Every, Negation, Node, Reader, Relation, Some

Values = Mapping[str, Any]


class Neighbours(Protocol):
    """Where the second reading finds other records, already scoped to the reader."""

    def record(self, module_key: str, record_id: int) -> Values | None:
        """The canonical values of one record, or None when it is absent or invisible."""

    def related(self, module_key: str, lookup: str, record_id: int) -> list[Values]:
        """The records of a module whose lookup points at `record_id`."""


def holds(reader: Reader, node: Node, values: Values, around: Neighbours) -> bool:
    """Whether the record with these canonical values (its `id` among them) meets the condition."""
    match node:
        case Every(nodes):
            return all(holds(reader, item, values, around) for item in nodes)
        case Some(nodes):
            return any(holds(reader, item, values, around) for item in nodes)
        case Negation(inner):
            return not holds(reader, inner, values, around)
        case Compare():
            return _compare(reader, node, values, around)
        case Relation():
            return _relation(reader, node, values, around)


def _compare(reader: Reader, node: Compare, values: Values, around: Neighbours) -> bool:
    target: Values | None = values
    if node.hop is not None:
        pointed = values.get(node.hop.key)
        target = around.record(node.hop.target or "", pointed) if pointed is not None else None
    if target is None:
        return False
    return node.field.kit.memory(
        node.field, node.operator, target.get(node.field.key), node.argument, reader.env
    )


def _relation(reader: Reader, node: Relation, values: Values, around: Neighbours) -> bool:
    rows = around.related(node.related.module, node.lookup.key, values["id"])
    if node.days is not None:
        since = reader.env.now - timedelta(days=node.days)
        rows = [row for row in rows if _within(row.get(node.time_field), since, reader.env.now)]
    found = sum(holds(reader, node.where, row, around) for row in rows)
    if node.operator == "any":
        return found > 0
    if node.operator == "none":
        return found == 0
    return found >= node.count if node.operator == "at_least" else found <= node.count


def _within(at: Any, since: Any, until: Any) -> bool:
    return at is not None and since <= at <= until
