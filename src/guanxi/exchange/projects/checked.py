"""Checked rows on their way into records: read and noted by the driver, without an object of the ORM each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.kernel import bulk

_COLUMNS = "id, file_id, sheet, row, state, digest, fields, errors, other, fixed"


@dataclass(slots=True)
class CheckedRow:
    """One row of an import that was checked; `outcome` and `record_id` are what landing makes of it."""

    pk: int
    file_id: int
    sheet: str
    row: int
    state: str
    digest: str
    fields: dict[str, Any]
    errors: list[dict[str, Any]]
    other: dict[str, str]
    outcome: str = ""
    record_id: int | None = None


def following(project: ImportProject, states: Sequence[str], after: int, limit: int) -> list[CheckedRow]:
    """The next rows in these states that have not landed, in the order of the files; corrections are laid over."""
    marks = ", ".join(["%s"] * len(states))
    sql = (
        f"SELECT {_COLUMNS} FROM exchange_importrow WHERE project_id = %s AND state IN ({marks}) "  # noqa: S608 # safe sql: own names
        "AND outcome = '' AND id > %s ORDER BY id LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [project.pk, *states, after, limit])
        return [_row(found) for found in cursor.fetchall()]


def _row(found: Sequence[Any]) -> CheckedRow:
    key, file_id, sheet, number, state, digest, fields, errors, other, fixed = found
    values = {**orjson.loads(fields), **orjson.loads(fixed)}
    return CheckedRow(
        key, file_id, sheet, number, state, digest, values, orjson.loads(errors), orjson.loads(other)
    )


def note(rows: Sequence[CheckedRow], was: str | None = None) -> None:
    """Keep what became of the rows; `was` is the state that they had, if landing changed it."""
    changed = {row.pk: {"outcome": row.outcome, "record_id": row.record_id} for row in rows}
    if was is not None:
        for row in rows:
            changed[row.pk]["state"] = row.state
    bulk.update(ImportRow, changed)
