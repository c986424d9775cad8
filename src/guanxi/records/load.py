"""From rows of columns to canonical values and to JSON, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from guanxi.access import questions
from guanxi.access.directory import names_of
from guanxi.records.childkit import ChildType
from guanxi.records.children.tags import known_tags
from guanxi.records.reader import ActorReader
from guanxi.records.statements import Statement, among, kept_statement, statement
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import FieldType
from guanxi.schema.modules import ModuleDef, module

Row = dict[str, Any]
_SHOWN_APART = ("file", "tags", "employments")
SYSTEM_COLUMNS = ("id", "version", "deleted_at")


def columns_of(fields: Iterable[FieldDef]) -> list[str]:
    """The table's columns that hold the fields, in the form that `.values()` takes."""
    return [column for item in fields for column in item.kit.value_columns(item)]


def canonical(fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Canonical values by field key, with id, version and deleted_at, for rows from `.values()`."""
    ids = [row["id"] for row in rows]
    found: list[Row] = [{key: row[key] for key in SYSTEM_COLUMNS} for row in rows]
    for item in fields:
        key, kit = item.key, item.kit
        if type(kit).load is FieldType.load and not kit.child:
            column = item.columns[0]
            for values, row in zip(found, rows, strict=True):
                values[key] = row[column]
        elif isinstance(kit, ChildType):
            entries = kit.load_many(item, ids) if ids else {}
            for values in found:
                values[key] = entries.get(values["id"], ())
        else:
            for values, row in zip(found, rows, strict=True):
                values[key] = kit.load(item, row)
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


def titles(reader: ActorReader, owner: ModuleDef, fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Display texts of references and of the records themselves, row by row; hidden records have none."""
    names = _Names(reader, fields, rows)
    found: list[Row] = [{"_title": values.get(owner.title_field) or ""} for values in rows]
    for item in fields:
        if item.type != "file" and not _target(item):
            continue
        key = item.key
        shown = partial(names.shown, item) if item.type in _SHOWN_APART else names.of(item)
        for texts, values in zip(found, rows, strict=True):
            if value := values[key]:
                texts[key] = shown(value)
    return found


class _Names:
    """The names that a page of records needs: one query per target module."""

    def __init__(self, reader: ActorReader, fields: list[FieldDef], rows: list[Row]) -> None:
        wanted: dict[str, set[int]] = {}
        for item in fields:
            target = _target(item)
            if target:
                many = _ids_of(item, [value for values in rows if (value := values[item.key])])
                wanted.setdefault(target, set()).update(many)
        self.by_target = {target: _load(reader, target, ids) for target, ids in wanted.items() if ids}

    def shown(self, item: FieldDef, value: Any) -> Any:
        """The display form of a reference that is not empty."""
        if item.type == "file":
            return [held.shown() for held in value]
        names = self.by_target.get(_target(item), {})
        if item.type == "tags":
            return [
                {"id": str(tag), "label": names[tag][0], "color": names[tag][1]}
                for tag in value
                if tag in names
            ]
        if item.type == "employments":
            return [{"account": names.get(entry["account"] or 0, "")} for entry in value]
        return names.get(value, "")

    def of(self, item: FieldDef) -> Callable[[int], str]:
        """The names of what a field of single references points at."""
        names = self.by_target.get(_target(item), {})
        return lambda value: names.get(value, "")


def _target(item: FieldDef) -> str:
    if item.type == "user":
        return "users"
    if item.type == "tags":
        return "tags"
    return item.target or ""


def _ids_of(item: FieldDef, values: list[Any]) -> Iterable[int]:
    """The ids that values of a field, none of them empty, name."""
    if item.type == "tags":
        return (tag for value in values for tag in value)
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
    key = (questions.sight(reader.actor), target)
    found = kept_statement(key, lambda: _titles_of(reader, other)).rows_of(sorted(ids))
    return {row["pk"]: row[other.title_field] for row in found}


def _titles_of(reader: ActorReader, other: ModuleDef) -> Statement:
    rows = other.model._default_manager.filter(reader.visible(other.key), deleted_at__isnull=True)
    return statement(rows.filter(pk__in=among()).values("pk", other.title_field))
