"""The read door: every list, count, sum and single record that anybody sees comes through here.

It adds what the actor may see, drops what the actor may not read, and refuses conditions, order and
columns on anything else exactly as if it did not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection
from django.db.models import F, Q, QuerySet, Sum

from guanxi.access import questions
from guanxi.criteria.nodes import parse
from guanxi.criteria.sql import to_q
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.money import Money
from guanxi.kernel.recent import SECONDS
from guanxi.records import load, paging, veils
from guanxi.records.hits import How
from guanxi.records.reader import ActorReader
from guanxi.records.search import finds_many, match
from guanxi.records.statements import (
    Listing,
    Order,
    Share,
    Statement,
    among,
    kept_listing,
    kept_statement,
    listing,
    statement,
)
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

MAX_LIMIT = 200
COUNT_CAP = 1000
# Bytes of conditions: a thousand lists are kept, each with what it was asked.
LONG = 4000
_BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks of a list; `before` (a time field, an instant, and below which id the records of that very
    instant are) and `yearly` (MM-DD days) are for code alone."""

    criteria: Mapping[str, Any] | None = None
    search: str | None = None
    columns: list[str] | None = None
    sort: list[str] | None = None
    cursor: str | None = None
    limit: int = 50
    ids: Iterable[int] | None = None
    before: tuple[str, datetime, int] | None = None
    yearly: tuple[str, list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Records in canonical values with their titles, and the cursor of the next page; `veils` are what stands for the
    values that are masked, by field."""

    fields: list[FieldDef]
    rows: list[dict[str, Any]]
    titles: list[dict[str, Any]]
    next_cursor: str | None
    veils: list[dict[str, str]]

    def wire(self) -> dict[str, Any]:
        """The JSON form."""
        values = load.wire_rows(self.fields, self.rows)
        records: list[dict[str, Any]] = [
            {"id": str(row["id"]), "version": row["version"], "values": shown, "titles": title}
            for row, shown, title in zip(self.rows, values, self.titles, strict=True)
        ]
        for record, veil in zip(records, self.veils, strict=True):
            if veil:
                record["masked"] = veil
        return {"records": records, "next_cursor": self.next_cursor}


def selection(reader: ActorReader, module_key: str, query: Query, each: bool = False) -> "QuerySet[Any]":
    """The live, visible records that meet criteria and search, without order or page; `each` asks the search's
    index of one record after the other."""
    owner = opened(reader, module_key)
    rows = owner.model._default_manager.filter(reader.visible(module_key), deleted_at__isnull=True)
    if query.criteria is not None:
        rows = rows.filter(to_q(reader, parse(reader, module_key, query.criteria)))
    if query.search:
        rows = rows.filter(match(reader, owner, query.search, _how(reader, owner, query.search, each)))
    if query.ids is not None:
        rows = rows.filter(pk__in=list(query.ids))
    if query.yearly is not None:
        rows = rows.filter(**{f"{query.yearly[0]}_md__in": query.yearly[1]})
    if query.before is not None:
        field, moment, below = query.before
        rows = rows.filter(**{f"{field}__lte": moment})
        rows = rows.filter(Q(**{f"{field}__lt": moment}) | Q(pk__lt=below))
    return rows


def _how(reader: ActorReader, owner: ModuleDef, typed: str, each: bool) -> How:
    """How records and the hits of a text are brought together."""
    if each:
        return "each"
    # On SQLite, when the reader sees a part, records are looked for in the hits and not the other way round.
    partly = connection.vendor == "sqlite" and bool(reader.visible(owner.key))
    return "within" if partly and finds_many(reader, owner, typed) else "hits"


def page(actor: Actor, module_key: str, query: Query) -> Page:
    """One page of a list. Raises Refusal, or NotFound for a module without view right."""
    return page_for(ActorReader(actor), module_key, query)


def page_for(reader: ActorReader, module_key: str, query: Query) -> Page:
    """The same for a reader who reads more than one."""
    owner = opened(reader, module_key)
    fields = _columns(reader, owner, query.columns)
    limit = _limit(query)
    keys = paging.sort_keys(owner, reader.readable(module_key), query.sort)
    found = _listing(reader, module_key, query, fields, keys).rows()
    next_cursor = paging.encode(keys, found[limit - 1]) if len(found) > limit else None
    del found[limit:]
    return _page(reader, owner, fields, found, next_cursor)


def _page(
    reader: ActorReader,
    owner: ModuleDef,
    fields: list[FieldDef],
    found: list[dict[str, Any]],
    cursor: str | None,
) -> Page:
    values = load.canonical(fields, found)
    covered = veils.cover(reader, owner.key, fields, values)
    titles = load.titles(reader, owner, fields, values, found)
    for title, veil in zip(titles, covered, strict=True):
        title["_title"] = veil.get(owner.title_field, title["_title"])
    return Page(fields, values, titles, cursor, covered)


def _listing(
    reader: ActorReader, owner: str, query: Query, fields: list[FieldDef], keys: list[paging.SortKey]
) -> Listing:
    """The statement of one page and one row more, kept when it may be asked again."""
    criteria = b"" if query.criteria is None else orjson.dumps(query.criteria)
    # The end of a list tells nothing of its beginning.
    said = query.search, sha256(criteria).digest(), bool(query.cursor)
    about = questions.sight(reader.actor), owner, tuple(keys), said
    named = load.titles_by(reader, fields)

    def show(rows: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
        return load.with_fields(
            rows, fields, *(key.column for key in keys), **load.titles_for(reader, fields)
        )

    def make() -> Listing:
        rows = selection(reader, owner, query)
        start = paging.after(keys, paging.decode(keys, query.cursor)) if query.cursor else Q()
        share: Share = "some" if reader.visible(owner) or criteria or query.search else "all"
        many = bool(query.search and finds_many(reader, module(owner), query.search))
        if query.ids is not None or (query.search and not many):
            share = "few"
        order = Order(keys, _limit(query) + 1, share, start, show)
        walking = many and connection.vendor == "postgresql"
        near = selection(reader, owner, query, each=True) if walking else None
        return listing(about, rows, order, near)

    # PostgreSQL looks the hits of a search up beforehand.
    looked_up = query.search and connection.vendor == "postgresql"
    passing = looked_up or query.cursor or len(criteria) > LONG
    if passing or query.ids is not None or query.before or query.yearly:
        return make()
    # Conditions may speak of now, and of the people of a department.
    moment = criteria and int(clock.now().timestamp() / SECONDS)
    return kept_listing((about, named, tuple(item.key for item in fields), query.limit, moment), make)


def _limit(query: Query) -> int:
    return min(max(query.limit, 1), MAX_LIMIT)


def count(actor: Actor, module_key: str, query: Query, exact: bool) -> tuple[int, bool]:
    """How many records meet the query, and whether the number is exact; capped at 1,000 unless exact."""
    rows = selection(ActorReader(actor), module_key, query).order_by()
    if exact:
        return rows.count(), True
    found = rows.values("pk")[: COUNT_CAP + 1].count()
    return min(found, COUNT_CAP), found <= COUNT_CAP


def sums(actor: Actor, module_key: str, query: Query, keys: list[str]) -> dict[str, Any]:
    """Sums of number and money fields over the query; money by currency."""
    reader = ActorReader(actor)
    owner = opened(reader, module_key)
    rows = selection(reader, module_key, query).order_by()
    found: dict[str, Any] = {}
    for key in keys:
        if key not in reader.readable(module_key):
            raise Refusal("unknown_field", "sums", name=str(key)[:60])
        item = owner.field(key)
        if item.type == "money":
            grouped = rows.values(f"{item.key}_currency").annotate(**_halves(item.key))
            amounts = [(_whole(row), row[f"{item.key}_currency"]) for row in grouped]
            found[item.key] = [
                item.kit.wire(Money.of_minor(total, currency))
                for total, currency in amounts
                if total is not None
            ]
        elif item.type in ("number", "percent"):
            total = _whole(rows.aggregate(**_halves(item.key)))
            found[item.key] = item.kit.wire(item.kit.load(item, {item.key: total}))
        else:
            raise Refusal("not_summable", "sums", label=item.label)
    return found


def _halves(column: str) -> dict[str, Sum]:
    """A sum in two parts: SQLite's integers end at 2**63, which a hundred of the largest amounts reach."""
    return {"high": Sum(F(column) / _BILLION), "low": Sum(F(column) % _BILLION)}


def _whole(row: Mapping[str, Any]) -> int | None:
    return None if row["high"] is None else int(row["high"]) * _BILLION + int(row["low"])


def get(actor: Actor, module_key: str, record_id: int, deleted: bool = False) -> Page:
    """One record as a page of one. Raises NotFound when it is absent, invisible or in the bin."""
    reader = ActorReader(actor)
    owner = opened(reader, module_key)
    fields = _columns(reader, owner, None)

    def make() -> Statement:
        rows = owner.model._default_manager.filter(reader.visible(module_key), pk__in=among())
        rows = rows.filter(deleted_at__isnull=not deleted)
        return statement(load.with_fields(rows, fields, **load.titles_for(reader, fields)))

    shown = tuple(item.key for item in fields)
    about = questions.sight(reader.actor), module_key, deleted, shown, load.titles_by(reader, fields)
    found = kept_statement(about, make).rows_of([record_id])
    if not found:
        raise NotFound()
    return _page(reader, owner, fields, found, None)


def may(actor: Actor, verb: str, module_key: str, record_id: int) -> bool:
    """Whether the actor may do `verb` on this record, which he sees."""
    if not questions.can(actor, verb, module_key):
        return False
    reach = questions.reach(actor, verb, module_key)
    return not reach or module(module_key).model._default_manager.filter(reach, pk=record_id).exists()


def exists(actor: Actor, module_key: str, ids: Iterable[int]) -> set[int]:
    """Which of the ids the actor can see."""
    reader = ActorReader(actor)
    if not reader.readable(module_key):
        return set()
    rows = module(module_key).model._default_manager.filter(
        reader.visible(module_key), deleted_at__isnull=True
    )
    return set(rows.filter(pk__in=list(ids)).values_list("pk", flat=True))


def opened(reader: ActorReader, module_key: str) -> ModuleDef:
    """The module, when the reader may see it. Raises NotFound."""
    owner = module(module_key)
    if not reader.readable(module_key):
        raise NotFound(name=module_key)
    return owner


def _columns(reader: ActorReader, owner: ModuleDef, wanted: list[str] | None) -> list[FieldDef]:
    readable = reader.readable(owner.key) | set(reader.masks(owner.key))
    if wanted is None:
        return [item for key, item in owner.fields.items() if key in readable]
    for key in wanted:
        if not isinstance(key, str) or key not in readable:
            raise Refusal("unknown_field", "columns", name=str(key)[:60])
    keys = dict.fromkeys([*wanted, owner.title_field] if owner.title_field in readable else wanted)
    return [owner.field(key) for key in keys]
