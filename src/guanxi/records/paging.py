"""Keyset pages: up to three sort keys, nulls last, the id as the final key."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from guanxi.kernel.errors import Refusal
from guanxi.schema.conditions import parse_instant
from guanxi.schema.modules import ModuleDef

MAX_SORT_KEYS = 3
# The door writes these into every record, as it does what is required; an order with a place for empty ones has no index
# on PostgreSQL.
ALWAYS = ("created_at", "updated_at")
TEXTS = ("text", "email", "phone", "url", "longtext", "autonumber", "choice")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order."""

    column: str
    descending: bool
    nullable: bool
    kind: str


def sort_keys(owner: ModuleDef, readable: frozenset[str], sort: list[str] | None) -> list[SortKey]:
    """The checked order, closed by the id; nobody asked for a module's own order, so of that what may not be read is left
    out. Raises Refusal for a key that is unknown or not sortable."""
    wanted = list(sort) if sort else [one for one in owner.default_sort if one.removeprefix("-") in readable]
    if len(wanted) > MAX_SORT_KEYS:
        raise Refusal("sort_too_long", "sort", limit=MAX_SORT_KEYS)
    keys = []
    for item in wanted:
        descending = isinstance(item, str) and item.startswith("-")
        key = item[1:] if descending else item
        if not isinstance(key, str) or key not in readable:
            raise Refusal("unknown_field", "sort", name=str(key)[:60])
        definition = owner.field(key)
        if not definition.sortable:
            raise Refusal("not_sortable", "sort", label=definition.label)
        column = definition.kit.sort_column(definition)
        # A form to sort by may be empty though the value is not.
        always = key in ALWAYS or (definition.required and column == key)
        nullable = owner.model._meta.get_field(column).null and not always
        keys.append(SortKey(column, descending, bool(nullable), definition.type))
    last = keys[-1].descending if keys else True
    return [*keys, SortKey("id", last, False, "id")]


def order_by(keys: list[SortKey]) -> list[OrderBy]:
    """The ORDER BY of the keys."""
    return [_one_order(key) for key in keys]


def after(keys: list[SortKey], last: list[Any]) -> Q:
    """The rows that come after the row whose sort values are `last`."""
    condition = Q()
    for position in range(len(keys) - 1, -1, -1):
        key, value = keys[position], last[position]
        beyond = _beyond(key, value)
        same = Q(**{key.column: value}) if value is not None else Q(**{f"{key.column}__isnull": True})
        condition = beyond | (same & condition) if condition else beyond
    first, value = keys[0], last[0]
    if not first.nullable:
        # Lets the index begin at the place; the OR alone would not.
        condition &= Q(**{f"{first.column}__{'lte' if first.descending else 'gte'}": value})
    return condition


def encode(keys: list[SortKey], row: dict[str, Any]) -> str:
    """The cursor that stands behind `row`."""
    values = [row[key.column] for key in keys]
    raw = orjson.dumps([[f"{key.column}:{key.descending}" for key in keys], values])
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(keys: list[SortKey], cursor: str) -> list[Any]:
    """The sort values of a cursor. Raises Refusal for one that is malformed or of another order."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        signature, values = orjson.loads(base64.urlsafe_b64decode(padded))
        if signature != [f"{key.column}:{key.descending}" for key in keys]:
            raise ValueError("order")
        return [_typed(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, orjson.JSONDecodeError):
        raise Refusal("bad_cursor", "cursor", status=400) from None


def _typed(key: SortKey, value: Any) -> Any:
    if value is None:
        if not key.nullable:
            raise ValueError("null")
        return None
    if key.kind == "date":
        return date.fromisoformat(value)
    if key.kind == "datetime":
        at = parse_instant(value)
        if at is None:
            raise ValueError("instant")
        return at
    expected = str if key.kind in TEXTS else int
    if not isinstance(value, expected) or isinstance(value, bool):
        raise ValueError("type")  # noqa: TRY004
    if isinstance(value, str) and "\0" in value:
        raise ValueError("nul")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("range")
    return value


def _one_order(key: SortKey) -> OrderBy:
    column = F(key.column)
    if not key.nullable:
        return column.desc() if key.descending else column.asc()
    return column.desc(nulls_last=True) if key.descending else column.asc(nulls_last=True)


def _beyond(key: SortKey, value: Any) -> Q:
    if value is None:
        return Q(pk__in=())
    further = Q(**{f"{key.column}__{'lt' if key.descending else 'gt'}": value})
    return further | Q(**{f"{key.column}__isnull": True}) if key.nullable else further
