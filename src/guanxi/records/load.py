"""From rows of columns to canonical values and to JSON, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from guanxi.access.directory import names_of
from guanxi.records.childkit import ChildType
from guanxi.records.children.tags import known_tags
from guanxi.records.reader import ActorReader
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

Row = dict[str, Any]
SYSTEM_COLUMNS = ("id", "version", "deleted_at")


def columns_of(fields: Iterable[FieldDef]) -> list[str]:
    """The table's columns that hold the fields, in the form that `.values()` takes."""
    return [column for item in fields for column in item.kit.value_columns(item)]


def canonical(fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Canonical values by field key, with id, version and deleted_at, for rows from `.values()`."""
    ids = [row["id"] for row in rows]
    children: dict[str, Mapping[int, Any]] = {}
    for item in fields:
        if isinstance(item.kit, ChildType):
            children[item.key] = item.kit.load_many(item, ids) if ids else {}
    found = []
    for row in rows:
        values: Row = {key: row[key] for key in SYSTEM_COLUMNS}
        for item in fields:
            if item.key in children:
                values[item.key] = children[item.key].get(row["id"], ())
            else:
                values[item.key] = item.kit.load(item, row)
        found.append(values)
    return found


def wire(fields: list[FieldDef], values: Row) -> Row:
    """The JSON form of canonical values."""
    return {item.key: item.kit.wire(values[item.key]) for item in fields}


def titles(reader: ActorReader, owner: ModuleDef, fields: list[FieldDef], rows: list[Row]) -> list[Row]:
    """Display texts of references and of the records themselves, row by row; hidden records have none."""
    names = _Names(reader, fields, rows)
    found = []
    for values in rows:
        texts: Row = {"_title": values.get(owner.title_field) or ""}
        for item in fields:
            shown = names.shown(item, values[item.key])
            if shown is not None:
                texts[item.key] = shown
        found.append(texts)
    return found


class _Names:
    """The names that a page of records needs: one query per target module."""

    def __init__(self, reader: ActorReader, fields: list[FieldDef], rows: list[Row]) -> None:
        wanted: dict[str, set[int]] = {}
        for item in fields:
            target = _target(item)
            for values in rows if target else ():
                wanted.setdefault(target, set()).update(_ids(item, values[item.key]))
        self.by_target = {target: _load(reader, target, ids) for target, ids in wanted.items() if ids}

    def shown(self, item: FieldDef, value: Any) -> Any:
        """The display form of a reference; None when the field is none or empty."""
        target = _target(item)
        if not target or not value:
            return None
        names = self.by_target.get(target, {})
        if item.type == "tags":
            return [
                {"id": str(tag), "label": names[tag][0], "color": names[tag][1]}
                for tag in value
                if tag in names
            ]
        if item.type == "employments":
            return [{"account": names.get(entry["account"] or 0, "")} for entry in value]
        return names.get(value, "")


def _target(item: FieldDef) -> str:
    if item.type == "user":
        return "users"
    if item.type == "tags":
        return "tags"
    return item.target or ""


def _ids(item: FieldDef, value: Any) -> Iterable[int]:
    if not value:
        return ()
    if item.type == "tags":
        ids: Iterable[int] = value
        return ids
    if item.type == "employments":
        return [entry["account"] for entry in value if entry["account"]]
    return (value,)


def _load(reader: ActorReader, target: str, ids: set[int]) -> Mapping[int, Any]:
    if target == "users":
        return names_of(ids)
    if target == "tags":
        return known_tags(ids)
    other = module(target)
    if other.title_field not in reader.readable(target):
        return {}
    rows = other.model._default_manager.filter(reader.visible(target), pk__in=ids, deleted_at__isnull=True)
    return dict(rows.values_list("pk", other.title_field))
