"""Queries compiled once and asked again with other values: building a statement costs more than running it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.expressions import RawSQL

# Stands in the parameters where the ids of `rows_of` come.
IDS = object()

M = TypeVar("M", bound=Model)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters; `decoders` turn the driver's values at a place into Python's."""

    sql: str
    params: tuple[Any, ...]
    columns: tuple[str, ...]
    decoders: tuple[tuple[int, Callable[[Any], Any]], ...]

    def rows(self) -> list[Row]:
        """The rows, as `.values()` gives them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.lists()]

    def rows_of(self, ids: list[int]) -> list[Row]:
        """The rows of a statement over `among()`, for these ids."""
        return self.with_params(IDS, as_list(ids)).rows()

    def of(self, model: type[M]) -> list[M]:
        """The rows of a statement over `fields_of(model)`."""
        return [model.from_db(connection.alias, self.columns, row) for row in self.lists()]

    def lists(self) -> Sequence[Sequence[Any]]:
        """The rows as the values of the columns in their order."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            found = cursor.fetchall()
        if connection.vendor == "sqlite":
            # They come as one text: see `statement`.
            found = orjson.loads(found[0][0])
        if not self.decoders:
            return found
        rows = [list(row) for row in found]
        for index, decode in self.decoders:
            for row in rows:
                if row[index] is not None:
                    row[index] = decode(row[index])
        return rows

    def with_params(self, place: object, given: Any) -> "Statement":
        """The statement with a value where `place` stands in the parameters."""
        return replace(self, params=tuple(given if item == place else item for item in self.params))


def given(place: object) -> RawSQL:
    """One value that `with_params` gives at `place`."""
    return RawSQL("%s", [place])


def among(place: object = IDS, kind: str = "bigint") -> RawSQL:
    """The values of a list that `with_params` gives at `place`, as a subquery; `kind` is their type in PostgreSQL."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [place])
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [place])  # noqa: S611 # safe sql: a type's name


def as_list(values: Iterable[int | str]) -> Any:
    """A list in the form in which a statement over `among` takes it."""
    found = list(values)
    return orjson.dumps(found).decode() if connection.vendor == "sqlite" else found


def fields_of(model: type[Model]) -> list[str]:
    """The columns of a model's own table, for `.values()`."""
    return [item.attname for item in model._meta.concrete_fields]


def statement(rows: "QuerySet[Any, Any]") -> Statement:
    """The compiled form of a query with `.values()` of named columns.

    On SQLite the rows are gathered into one JSON text. The driver gives up Python's lock for every row that it steps
    to, and with other threads about each time costs more than the row; it also reads the text faster.
    """
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        # The condition cannot hold: there is nothing to ask the database.
        return Statement("", (), (), ())
    names = tuple(str(alias) for _, _, alias in compiler.select)
    if connection.vendor == "sqlite":
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT json_group_array(json_array({columns})) FROM ({sql})"  # noqa: S608 # safe sql: compiled by the ORM
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    decoders = tuple(
        (index, _decoder(functions, expression)) for index, (functions, expression) in converters.items()
    )
    return Statement(sql, tuple(params), names, decoders)


def _decoder(functions: list[Callable[..., Any]], expression: Any) -> Callable[[Any], Any]:
    if connection.vendor == "sqlite" and isinstance(getattr(expression, "target", None), DateTimeField):
        # The framework's own way looks up the zone for every value.
        return lambda text: datetime.fromisoformat(text + "+00:00")

    def decode(value: Any) -> Any:
        for function in functions:
            value = function(value, expression, connection)
        return value

    return decode
