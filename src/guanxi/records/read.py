"""The read door: every list, count, sum and single record that anybody sees comes through here.

It adds what the actor may see, drops what the actor may not read, and refuses conditions, order and
columns on anything else exactly as if it did not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Sum

from guanxi.access import questions
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.money import Money
from guanxi.kernel.statement import Statement, among, statement
from guanxi.records import load, paging, veils
from guanxi.records.listing import capped_count, page_limit, page_of
from guanxi.records.reader import ActorReader
from guanxi.records.selecting import MAX_LIMIT, Query, opened, selection
from guanxi.records.statements import kept_statement
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

__all__ = [
    "MAX_LIMIT",
    "Page",
    "Query",
    "count",
    "exists",
    "get",
    "may",
    "opened",
    "page",
    "page_for",
    "selection",
    "sums",
]
_BILLION = 10**9


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


def page(actor: Actor, module_key: str, query: Query) -> Page:
    """One page of a list. Raises Refusal, or NotFound for a module without view right."""
    return page_for(ActorReader(actor), module_key, query)


def page_for(reader: ActorReader, module_key: str, query: Query) -> Page:
    """The same for a reader who reads more than one."""
    owner = opened(reader, module_key)
    fields = _columns(reader, owner, query.columns)
    limit = page_limit(query)
    keys = paging.sort_keys(owner, reader.readable(module_key), query.sort)
    found = page_of(reader, module_key, query, fields, keys).rows()
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
    values = load.disclosed(fields, found)
    covered = veils.cover(reader, owner.key, fields, values)
    titles = load.titles(reader, owner, fields, values, found)
    for title, veil in zip(titles, covered, strict=True):
        title["_title"] = veil.get(owner.title_field, title["_title"])
    return Page(fields, values, titles, cursor, covered)


def count(actor: Actor, module_key: str, query: Query, exact: bool) -> tuple[int, bool]:
    """How many records meet the query, and whether the number is exact; capped at 1,000 unless exact."""
    reader = ActorReader(actor)
    if exact:
        return selection(reader, module_key, query).order_by().count(), True
    return capped_count(reader, module_key, query)


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
    about = reader.sight, module_key, deleted, shown
    found = kept_statement(about, make).rows_of([record_id])
    if not found:
        raise NotFound()
    return _page(reader, owner, fields, found, None)


def may(actor: Actor, verb: str, module_key: str, record_id: int) -> bool:
    """Whether the actor may do `verb` on this record, which he sees."""
    reach = questions.reach(actor, verb, module_key)
    return not reach or module(module_key).model._default_manager.filter(reach, pk=record_id).exists()


def exists(actor: Actor, module_key: str, ids: Iterable[int]) -> set[int]:
    """Which of the ids the actor can see."""
    rows = module(module_key).model._default_manager.filter(
        ActorReader(actor).visible(module_key), deleted_at__isnull=True
    )
    return set(rows.filter(pk__in=list(ids)).values_list("pk", flat=True))


def _columns(reader: ActorReader, owner: ModuleDef, wanted: list[str] | None) -> list[FieldDef]:
    shown = reader.shown(owner.key)
    if wanted is None:
        return [item for key, item in owner.fields.items() if key in shown]
    for key in wanted:
        if not isinstance(key, str) or key not in shown:
            raise Refusal("unknown_field", "columns", name=str(key)[:60])
    keys = dict.fromkeys([*wanted, owner.title_field] if owner.title_field in shown else wanted)
    return [owner.field(key) for key in keys]
