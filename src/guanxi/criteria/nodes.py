"""The condition tree: parsed from JSON and checked against a reader before anything uses it.

`{"all": […]}`, `{"any": […]}`, `{"not": …}`, `{"field": "stage", "op": "in", "value": […]}` (a field of
the record that a lookup names: `"account.industry"`), and
`{"relation": "activities", "op": "at_least", "count": 3, "within": {"days": 30}, "where": …}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q

from guanxi.kernel.errors import Refusal
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import Env
from guanxi.schema.modules import ModuleDef, Related, module
from guanxi.schema.operands import MAX_VALUES

MAX_DEPTH = 8
MAX_NODES = 100
RELATION_OPS = ("any", "none", "at_least", "at_most")


class Reader(Protocol):
    """What the one who asks may read; criteria never look past it."""

    @property
    def env(self) -> Env:
        """Time, zone and person for relative conditions."""

    def covered(self, module_key: str) -> frozenset[str]:
        """Keys of the fields that may only be asked whether they are what somebody knows."""

    def readable(self, module_key: str) -> frozenset[str]:
        """Keys of the fields that the reader may use in conditions; empty when the module is hidden."""

    def visible(self, module_key: str) -> Q:
        """The records of the module that the reader may see."""


@dataclass(frozen=True, slots=True)
class Every:
    """All conditions hold; true when there are none."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one condition holds; false when there are none."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The condition does not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with an operand, through `hop` when the field belongs to a looked-up record."""

    field: FieldDef
    operator: str
    argument: Any
    hop: FieldDef | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How many related records meet `where`, of those whose `time_field` lies within the last `days`."""

    related: Related
    lookup: FieldDef
    operator: str
    count: int
    days: int | None
    time_field: str
    where: "Node"


Node = Every | Some | Negation | Compare | Relation


class Parser:
    """Reads one tree for one module; counts nodes and depth."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.nodes = 0
        self.values = 0

    def parse(self, owner: ModuleDef, raw: Any, depth: int = 0) -> Node:
        """The checked tree of `raw` over `owner`. Raises Refusal naming the field at fault."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise Refusal("criteria_too_large", "criteria", depth=MAX_DEPTH, nodes=MAX_NODES)
        if not isinstance(raw, Mapping):
            raise Refusal("criteria_malformed", "criteria")
        keys = set(raw)
        if keys == {"all"}:
            return Every(self._list(owner, raw["all"], depth))
        if keys == {"any"}:
            return Some(self._list(owner, raw["any"], depth))
        if keys == {"not"}:
            return Negation(self.parse(owner, raw["not"], depth + 1))
        if "field" in keys and keys <= {"field", "op", "value"}:
            return self._compare(owner, raw)
        if "relation" in keys and keys <= {"relation", "op", "count", "within", "where"}:
            return self._relation(owner, raw, depth)
        raise Refusal("criteria_malformed", "criteria")

    def _list(self, owner: ModuleDef, raw: Any, depth: int) -> tuple[Node, ...]:
        if not isinstance(raw, list):
            raise Refusal("criteria_malformed", "criteria")
        return tuple(self.parse(owner, item, depth + 1) for item in raw)

    def _field(self, owner: ModuleDef, key: str) -> FieldDef:
        if key not in self.reader.readable(owner.key):
            raise Refusal("unknown_field", key, name=key)
        return owner.field(key)

    def _asked(self, owner: ModuleDef, key: str) -> tuple[FieldDef, tuple[str, ...]]:
        """A field and what it may be asked: a covered one only whether it is what somebody knows already."""
        if key in self.reader.covered(owner.key):
            definition = owner.field(key)
            return definition, definition.known_by
        definition = self._field(owner, key)
        return definition, definition.operators

    def _compare(self, owner: ModuleDef, raw: Mapping[str, Any]) -> Compare:
        path = raw["field"]
        if not isinstance(path, str) or len(path) > 130:
            raise Refusal("criteria_malformed", "criteria")
        hop: FieldDef | None = None
        hop_key, dot, key = path.partition(".")
        if dot:
            hop = self._field(owner, hop_key)
            if hop.type != "lookup" or not hop.target:
                raise Refusal("unknown_field", path, name=path)
            owner = module(hop.target)
        definition, operators = self._asked(owner, key if dot else hop_key)
        operator = raw.get("op")
        self.values += len(raw["value"]) if isinstance(raw.get("value"), list) else 1
        if self.values > MAX_VALUES:
            raise Refusal("criteria_too_large", "criteria", depth=MAX_DEPTH, nodes=MAX_NODES)
        if operator not in operators:
            raise Refusal("bad_operator", path, label=definition.label)
        argument = None
        if operator not in ("empty", "not_empty"):
            argument = definition.kit.argument(definition, operator, raw.get("value"), self.reader.env)
        return Compare(definition, operator, argument, hop)

    def _relation(self, owner: ModuleDef, raw: Mapping[str, Any], depth: int) -> Relation:
        found = [item for item in owner.related if item.key == raw["relation"]]
        if not found or found[0].field not in self.reader.readable(found[0].module):
            raise Refusal("unknown_field", str(raw["relation"])[:60], name=str(raw["relation"])[:60])
        other = module(found[0].module)
        operator, count = raw.get("op", "any"), raw.get("count", 1)
        within, where = raw.get("within"), raw.get("where")
        days = within.get("days") if isinstance(within, Mapping) and set(within) == {"days"} else None
        fits = (
            operator in RELATION_OPS
            and _is_count(count, 10_000)
            and (within is None or _is_count(days, 3660))
        )
        if not fits:
            raise Refusal("criteria_malformed", "criteria")
        time_field = "at" if "at" in other.fields else "created_at"
        inner = self.parse(other, where, depth + 1) if where is not None else Every(())
        return Relation(found[0], other.field(found[0].field), operator, count, days, time_field, inner)


def _is_count(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def parse(reader: Reader, module_key: str, raw: Mapping[str, Any] | None) -> Node:
    """The checked tree of `raw` for `module_key`; None means everything."""
    return Parser(reader).parse(module(module_key), raw) if raw is not None else Every(())
