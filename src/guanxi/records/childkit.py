"""The base of kinds that keep several values of a record in a table of their own."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.db import connection, models
from django.db.models import Q

from guanxi.kernel.inline import RECORD, OfRecord
from guanxi.records.models import Child
from guanxi.schema.conditions import Complementing
from guanxi.schema.fields import Column, FieldDef
from guanxi.schema.kits import Env, refuse

MAX_ENTRIES = 30
# How a database gathers rows into one JSON text.
_GATHERED = {
    "sqlite": "json_group_array(json_array({columns}) {order})",
    "postgresql": "json_agg(json_build_array({columns}) {order})::text",
}


class ChildType(Complementing):
    """Canonical value: a tuple of dicts in order, each with exactly the keys of `parts` and `main`."""

    child = True
    # Whether the rows were there before the record, and a guard puts them in their place.
    placed = False
    table: type[Child]
    parts: tuple[str, ...] = ()
    columns_of_parts: Mapping[str, str] = {}

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {}

    def value_columns(self, definition: FieldDef) -> list[str]:
        return [f"entries_of_{definition.key}"]

    def expressions(self, definition: FieldDef) -> dict[str, Any]:
        [name] = self.value_columns(definition)
        columns = ", ".join(f"entry.{column}" for column in self.columns())
        rows = _GATHERED[connection.vendor].format(columns=columns, order="ORDER BY entry.position, entry.id")
        where = self.where(definition)
        held = " AND ".join(f"entry.{column} = %s" for column in where)
        sql = (
            f"(SELECT {rows} FROM {self.table._meta.db_table} AS entry "  # noqa: S608 # safe sql: names of the model
            f"WHERE entry.record_id = {RECORD} AND {held})"
        )
        return {name: OfRecord(sql, tuple(where.values()), models.TextField())}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> Any:
        entries = row[f"entries_of_{definition.key}"]
        return tuple(map(self.entry_of, orjson.loads(entries))) if entries else ()

    def clean(self, definition: FieldDef, raw: Any) -> tuple[dict[str, Any], ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list | tuple) or len(raw) > MAX_ENTRIES:
            raise refuse(definition, "bad_entries", limit=MAX_ENTRIES)
        cleaned: dict[Any, dict[str, Any]] = {}
        allowed = self._allowed()
        for item in raw:
            if not isinstance(item, Mapping) or not allowed.issuperset(item):
                raise refuse(definition, "bad_entries", limit=MAX_ENTRIES)
            main = item.get("main", False)
            if main is not True and main is not False:
                raise refuse(definition, "bad_entries", limit=MAX_ENTRIES)
            entry = self.clean_entry(definition, item)
            if entry is not None and (identity := self.identity(entry)) not in cleaned:
                entry["main"] = main
                cleaned[identity] = entry
        return _one_main(list(cleaned.values()))

    def _allowed(self) -> frozenset[str]:
        return frozenset(("id", "main", *self.parts))

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        """One value's parts in canonical form; None for an empty one. Raises Refusal."""
        raise NotImplementedError

    def identity(self, entry: Mapping[str, Any]) -> Any:
        """What makes two entries the same one."""
        return entry.get("value")

    def row_of(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Column values of an entry, companions included."""
        return {self.columns_of_parts.get(part, part): entry[part] for part in self.parts}

    def columns(self) -> tuple[str, ...]:
        """The columns of an entry that `entry_of` takes, in this order."""
        return (*(self.columns_of_parts.get(part, part) for part in self.parts), "main")

    def entry_of(self, parts: list[Any]) -> Any:
        """An entry in canonical form from the JSON values of `columns`."""
        entry = dict(zip((*self.parts, "main"), parts, strict=True))
        entry["main"] = bool(entry["main"])
        return entry

    def wire(self, value: Any) -> Any:
        return [dict(entry) for entry in value or ()]

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "; ".join(self.entry_text(entry, locale) for entry in value or ())

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "; ".join(self.entry_veil(entry, locale) for entry in value)

    def entry_veil(self, entry: Mapping[str, Any], locale: str) -> str:
        """What stands for one covered entry."""
        return "•••"

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        """One entry as a person reads it; the import reads it back."""
        return str(entry.get("value", ""))

    def tokens(self, value: Any) -> list[str]:
        """Search tokens of the entries."""
        return []

    def rows(self, definition: FieldDef) -> "models.QuerySet[Any]":
        """The entries of all records of the field's module."""
        return self.table._default_manager.filter(**self.where(definition))

    def where(self, definition: FieldDef) -> dict[str, str]:
        """What the columns of the field's entries hold, whatever their record."""
        return {"module": definition.owner}

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        rows = self.rows(definition)
        if operator == "empty":
            return ~Q(pk__in=rows.values("record_id"))
        return Q(pk__in=rows.filter(self.entry_sql(operator, argument)).values("record_id"))

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        if operator == "empty":
            return not value
        return any(self.entry_holds(entry, operator, argument) for entry in value or ())

    def entry_sql(self, operator: str, argument: Any) -> Q:
        """A positive condition over the child table."""
        raise NotImplementedError

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        """The same condition over one entry."""
        raise NotImplementedError


def _one_main(entries: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The first entry that says so is the main one, else the first; `entries` are of our own making."""
    chosen = next((entry for entry in entries if entry["main"]), entries[0] if entries else None)
    for entry in entries:
        entry["main"] = entry is chosen
    return tuple(entries)
