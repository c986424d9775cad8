"""Many rows at once by the driver's own bulk path; the ORM's costs five times as much.

Table and column names come from Django models, never from users.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain, islice, repeat
from typing import Any, TypeVar

import orjson
from django.db import connection, models
from django.db.models.expressions import RawSQL

# Below this the round trips of COPY cost more than they save.
WORTH_COPYING = 8
T = TypeVar("T")
Adapt = Callable[[Any], Any] | None


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`; the last one is what is left."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows given by attribute name (absent ones take the field's default) and return their ids in order."""
    names = dict.fromkeys(chain.from_iterable(rows))
    defaults = {item.attname: item for item in model._meta.concrete_fields}
    columns: dict[str, Iterable[Any]] = {}
    for name in names:
        try:
            columns[name] = [row[name] for row in rows]
        except KeyError:
            columns[name] = [row[name] if name in row else defaults[name].get_default() for row in rows]
    return insert_columns(model, columns, len(rows))


def delete_pairs(rows: "models.QuerySet[Any]", by: str, pairs: Iterable[tuple[Any, int]]) -> None:
    """Delete those of `rows` that hold one of these pairs of a value of the field `by` and a record id, in one statement."""
    records: dict[Any, list[int]] = {}
    for value, record_id in pairs:
        records.setdefault(value, []).append(record_id)
    ends = [models.Q(**{by: value}, record_id__in=ids) for value, ids in records.items()]
    if ends:
        rows.filter(models.Q(*ends, _connector=models.Q.OR)).delete()


def insert_columns(model: type[models.Model], columns: Mapping[str, Iterable[Any]], count: int) -> list[int]:
    """Insert `count` rows given column by column, by attribute name; absent ones take the field's default."""
    if not count:
        return []
    ids = _next_ids(model, count)
    names = tuple(item.attname for item in model._meta.concrete_fields if not item.primary_key)
    defaults = {item.attname: item for item in model._meta.concrete_fields}
    plan = _plan(model, names)
    cells: list[Iterable[Any]] = [ids]
    for name, (_, adapt) in zip(names, plan, strict=True):
        values = columns.get(name)
        if values is None:
            values = repeat(defaults[name].get_default(), count)
        cells.append(values if adapt is None else _adapted(values, adapt))
    key = model._meta.pk.column if model._meta.pk else "id"
    named = ", ".join(f'"{column}"' for column in (key, *(column for column, _ in plan)))
    rows = zip(*cells, strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and count >= WORTH_COPYING:
            sql = f'COPY "{model._meta.db_table}" ({named}) FROM STDIN'  # safe sql: names of models
            with cursor.copy(sql) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(cells))
            sql = f'INSERT INTO "{model._meta.db_table}" ({named}) VALUES ({marks})'  # noqa: S608 # safe sql: names of models
            cursor.executemany(sql, list(rows))
    return ids


def _adapted(values: Iterable[Any], adapt: Callable[[Any], Any]) -> list[Any]:
    """The values in the driver's form; one that is the very object before it is not made again."""
    last = made = None
    found = []
    for value in values:
        if value is not last:
            last, made = value, None if value is None else adapt(value)
        found.append(made)
    return found


def among(values: Iterable[Any]) -> Any:
    """Texts or numbers for an `__in` of hundreds: on SQLite one parameter, as many cost more than the query itself."""
    given = list(values)
    if connection.vendor != "sqlite":
        return given
    return RawSQL("SELECT value FROM json_each(%s)", [orjson.dumps(given).decode()])  # safe sql: a constant


def update(model: type[models.Model], rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of rows by id; rows that set the same columns go together."""
    groups: dict[tuple[str, ...], list[list[Any]]] = {}
    for row_id, row in rows.items():
        names = tuple(row)
        cells = [
            adapt(value) if adapt is not None and value is not None else value
            for value, (_, adapt) in zip(row.values(), _plan(model, names), strict=True)
        ]
        groups.setdefault(names, []).append([*cells, row_id])
    key = model._meta.pk.column if model._meta.pk else "id"
    with connection.cursor() as cursor:
        for names, values in groups.items():
            sets = ", ".join(f'"{column}" = %s' for column, _ in _plan(model, names))
            sql = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{key}" = %s'  # noqa: S608 # safe sql: names of models
            cursor.executemany(sql, values)


@cache
def _plan(model: type[models.Model], names: tuple[str, ...]) -> list[tuple[str, Adapt]]:
    """Column and adapter of each attribute."""
    by_name = {item.attname: item for item in model._meta.concrete_fields}
    return [(by_name[name].column or name, _adapter(by_name[name])) for name in names]


def _adapter(item: "models.Field[Any, Any]") -> Adapt:
    if isinstance(item, models.JSONField):
        return lambda value: orjson.dumps(value).decode()
    if connection.vendor == "sqlite" and isinstance(item, models.DateTimeField):
        return _sqlite_instant
    if connection.vendor == "sqlite" and isinstance(item, models.DateField):
        return date.isoformat
    return None


def _sqlite_instant(value: datetime) -> str:
    """As Django writes it: UTC without a zone, a space between date and time."""
    return str(value.astimezone(UTC).replace(tzinfo=None))


def _next_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids that nobody else gets: SQLite holds its write lock already, PostgreSQL asks the sequence."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            return list(range(first, first + count))
        # The transaction gets its number before the ids: who sees a transaction end knows that its ids are settled.
        cursor.execute(
            "SELECT pg_current_xact_id(), nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', count],
        )
        return sorted(row[1] for row in cursor.fetchall())
