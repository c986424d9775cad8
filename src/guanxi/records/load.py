"""From rows of columns to canonical values and to JSON, in a fixed number of queries."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression, QuerySet, TextField

from guanxi.access.directory import names_of
from guanxi.kernel.inline import RECORD, OfRecord
from guanxi.kernel.recent import Recent
from guanxi.kernel.statement import Statement, among, statement
from guanxi.records.children.tags import known_tags
from guanxi.records.reader import ActorReader
from guanxi.records.statements import KEPT, KEPT_SECONDS, kept_statement
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import FieldType
from guanxi.schema.modules import ModuleDef, module
from guanxi.schema.types.record import grouped, parts_of

Row = dict[str, Any]
SYSTEM_COLUMNS = ("id", "version", "deleted_at")


def with_fields(
    rows: "QuerySet[Any]", fields: list[FieldDef], *more: str, **made: Expression
) -> "QuerySet[Any, Row]":
    """The rows as dicts with the columns that `canonical` needs, and some more columns and expressions."""
    for item in fields:
        made.update(item.kit.expressions(item))
    columns = (column for item in fields for column in item.kit.value_columns(item))
    return rows.annotate(**made).values(*dict.fromkeys((*SYSTEM_COLUMNS, *columns, *more, *made)))


def locked(rows: "QuerySet[Any]", fields: list[FieldDef]) -> list[Row]:
    """Canonical values of these rows in the order of their ids, locked until the transaction ends.

    Locked before they are read: a statement that waits for a lock sees the entries as they were before the wait.
    """
    held = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    found = with_fields(rows.model._default_manager.filter(pk__in=held).order_by("pk"), fields)
    return canonical(fields, list(found))


def titles_for(reader: ActorReader, fields: list[FieldDef]) -> dict[str, Expression]:
    """What `titles` and `disclosed` read of a row for its lookups: the titles of those records that the reader sees."""
    lookups = {item.key: item for item in fields if item.type == "lookup"}
    for item in fields:
        if item.copied_from:
            lookups[item.copied_from] = module(item.owner).field(item.copied_from)
    found: dict[str, Expression] = {}
    for key, lookup in lookups.items():
        sql, given = _seen(reader, module(lookup.target or ""))
        if sql:
            found[_title_column(key)] = OfRecord(sql, given, TextField(), of=lookup.columns[0])
    return found


def _title_column(lookup: str) -> str:
    return f"title_of_{lookup}"


# Kept as SQL: the framework takes longer to write it than a database to run it.
_seen_titles: Recent[Hashable, tuple[str, tuple[Any, ...]]] = Recent(KEPT_SECONDS, KEPT)


def _seen(reader: ActorReader, other: ModuleDef) -> tuple[str, tuple[Any, ...]]:
    """The SQL of the title of one record of a module, when the reader sees it; empty when he sees none."""
    key = (reader.sight, other.key)
    return _seen_titles.get(key) or _seen_titles.put(key, _seen_sql(reader, other))


def _seen_sql(reader: ActorReader, other: ModuleDef) -> tuple[str, tuple[Any, ...]]:
    if other.title_field not in reader.readable(other.key):
        return "", ()
    rows = other.model._default_manager.filter(reader.visible_each(other.key), deleted_at__isnull=True)
    try:
        sql, given = rows.values("pk", other.title_field).query.sql_with_params()
    except EmptyResultSet:
        return "", ()
    # In a name space of its own: the statement around it may read the same table.
    title = f'seen."{other.title_field}"'
    return f'(SELECT {title} FROM ({sql}) AS seen WHERE seen."pk" = {RECORD})', given  # noqa: S608 # safe sql: compiled by the ORM


def canonical(fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Canonical values by field key, with id, version and deleted_at, for rows of `with_fields`."""
    found: list[Row] = [{key: row[key] for key in SYSTEM_COLUMNS} for row in rows]
    for item in fields:
        key, kit = item.key, item.kit
        if type(kit).load is FieldType.load:
            column = kit.value_columns(item)[0]
            for values, row in zip(found, rows, strict=True):
                values[key] = row[column]
        else:
            for values, row in zip(found, rows, strict=True):
                values[key] = kit.load(item, row)
    return found


def disclosed(fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Canonical values for a reader: without what was copied from records that he does not see. The rows are those of
    `with_fields` with what `titles_for` gives."""
    found = canonical(fields, rows)
    for item in fields:
        if item.copied_from:
            column = _title_column(item.copied_from)
            for values, row in zip(found, rows, strict=True):
                if row.get(column) is None:
                    values[item.key] = None
    return found


def wire(fields: list[FieldDef], values: Row) -> Row:
    """The JSON form of canonical values."""
    return wire_rows(fields, [values])[0]


def wire_rows(fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """The JSON form of canonical values, row by row."""
    found: list[Row] = [{} for _ in rows]
    for item in fields:
        key, form = item.key, item.kit.wire
        if type(item.kit).wire is FieldType.wire:
            for values, row in zip(found, rows, strict=True):
                values[key] = row[key]
        else:
            for values, row in zip(found, rows, strict=True):
                values[key] = form(row[key])
    return found


def titles(
    reader: ActorReader, owner: ModuleDef, fields: list[FieldDef], rows: list[Row], found: list[Row]
) -> list[Row]:
    """Display texts of references and of the records themselves, row by row; hidden records have none.

    `rows` are canonical values, and `found` what they were made of, with the titles of lookups.
    """
    names = _Names(reader, fields, rows)
    texts: list[Row] = [{"_title": values.get(owner.title_field) or ""} for values in rows]
    for item in fields:
        key = item.key
        if item.type == "lookup":
            column = _title_column(key)
            for shown, values, row in zip(texts, rows, found, strict=True):
                if values[key]:
                    shown[key] = row.get(column) or ""
        elif item.type in ("file", "record") or _target(item):
            for shown, values in zip(texts, rows, strict=True):
                if value := values[key]:
                    shown[key] = names.shown(item, value)
    return texts


class _Names:
    """The names that a page of records needs beside those of its lookups: one query per target module."""

    def __init__(self, reader: ActorReader, fields: list[FieldDef], rows: list[Row]) -> None:
        wanted: dict[str, set[int]] = {}
        for item in fields:
            target = _target(item)
            if item.type == "record":
                for module_key, ids in grouped(values[item.key] for values in rows).items():
                    wanted.setdefault(module_key, set()).update(ids)
            elif target and item.type != "lookup":
                many = _ids_of(item, [value for values in rows if (value := values[item.key])])
                wanted.setdefault(target, set()).update(many)
        self.by_target = {target: _load(reader, target, ids) for target, ids in wanted.items() if ids}

    def shown(self, item: FieldDef, value: Any) -> Any:
        """The display form of a reference that is not empty."""
        names = self.by_target.get(_target(item), {})
        if item.type == "file":
            if item.config.get("signed"):
                return [held.signed(names) for held in value]
            return [held.shown() for held in value]
        if item.type == "record":
            module_key, record_id = parts_of(value)
            return self.by_target.get(module_key, {}).get(record_id, "")
        if item.type == "tags":
            return [
                {"id": str(tag), "label": names[tag][0], "color": names[tag][1]}
                for tag in value
                if tag in names
            ]
        if item.type == "people":
            return [{"id": str(key), "name": names.get(key, "")} for key in value]
        if item.type == "employments":
            return [{"account": names.get(entry["account"] or 0, "")} for entry in value]
        return names.get(value, "")


def _target(item: FieldDef) -> str:
    if item.type in ("user", "people") or (item.type == "file" and item.config.get("signed")):
        return "users"
    if item.type == "tags":
        return "tags"
    return item.target or ""


def _ids_of(item: FieldDef, values: list[Any]) -> Iterable[int]:
    """The ids that values of a field, none of them empty, name."""
    if item.type == "file":
        return (held.by for value in values for held in value if held.by)
    if item.type in ("tags", "people"):
        return (key for value in values for key in value)
    if item.type == "employments":
        return (entry["account"] for value in values for entry in value if entry["account"])
    return values


def _load(reader: ActorReader, target: str, ids: set[int]) -> Mapping[int, Any]:
    if target == "users":
        return names_of(ids)
    if target == "tags":
        return known_tags(ids)
    other = module(target)
    if other.title_field not in reader.readable(target):
        return {}
    key = (reader.sight, target)
    found = kept_statement(key, lambda: _titles_of(reader, other)).rows_of(sorted(ids))
    return {row["pk"]: row[other.title_field] for row in found}


def _titles_of(reader: ActorReader, other: ModuleDef) -> Statement:
    rows = other.model._default_manager.filter(reader.visible(other.key), deleted_at__isnull=True)
    return statement(rows.filter(pk__in=among()).values("pk", other.title_field))
