"""The raw limit of imports: the leanest pipeline for the same workbook and the same tables, measured in the same run.

One process reads the file, cleans and validates what must be valid, looks duplicates up in memory, makes the search
tokens and writes everything by the driver: no rights, no guards, no conflicts, no report, no resuming.
Run as `python -m bench.raw_import BOOK SHAPE` in the environment of an empty, migrated home.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import orjson
from python_calamine import CalamineWorkbook

django.setup()

from django.db import connection, transaction  # noqa: E402

from bench import raw_rows, workbook  # noqa: E402
from guanxi.kernel import bulk  # noqa: E402
from guanxi.records import search_store  # noqa: E402

CHUNK = 1000
ACTOR = 1
HEAD = ("id", "version", "created_at", "updated_at", "created_by_id", "owner_id", "updated_by_id")
CHILD = ("module", "record_id", "position", "main")
# Columns that are filled, table by table; all others get one constant that stands in the statement.
COLUMNS = {
    "accounts_account": (*HEAD, "name", "name_n", "name_s", "industry", "last_contact_at",
                         "last_contact_summary", "last_contact_summary_n"),
    "contacts_contact": (*HEAD, "account_id", "name", "name_n", "name_s", "surname", "surname_n", "given_name",
                         "given_name_n", "gender", "types", "title", "title_n", "title_s", "department", "department_n",
                         "department_s", "stage", "source", "expected_amount", "first_contact", "birthday",
                         "birthday_md", "hobbies", "hobbies_n", "external_id", "external_id_n", "description",
                         "description_n", "last_contact_at", "last_contact_summary", "last_contact_summary_n"),
    "activities_activity": (*HEAD, "at", "contact_id", "account_id", "contact_title", "contact_title_n",
                            "contact_title_s", "content", "content_n"),
    "records_phoneentry": (*CHILD, "value", "kind", "normal", "last4"),
    "records_emailentry": (*CHILD, "value", "kind", "normal", "mailbox", "domain"),
    "records_socialentry": (*CHILD, "value", "kind", "normal"),
    "records_addressentry": (*CHILD, "province", "city", "district", "street", "postcode"),
    "contacts_employment": (*CHILD, "account_id", "title", "department"),
    "trail_auditrow": ("at", "actor_id", "actor_name", "origin", "verb", "module", "record_id", "version", "changes"),
    "trail_event": ("at", "module", "verb", "record_ids", "changed", "actor_id"),
}  # fmt: skip
CONSTANT = {"form": "person", "kind": "note", "expected_amount_currency": "CNY"}
MODULES = (("accounts", "accounts_account"), ("contacts", "contacts_contact"), ("activities", "activities_activity"))  # fmt: skip


def main(book: Path, shape: str) -> dict[str, float]:
    """Import the workbook; rows a second, by the clock and by this process's processor time."""
    numbers = {key: search_store.module_number(key) for key, _ in MODULES}
    connection.ensure_connection()
    writer = _Writer(numbers)
    moment = datetime.now(UTC).isoformat(" ") if connection.vendor == "postgresql" else _plain_now()
    start, busy, count = time.perf_counter(), time.process_time(), 0
    maker = raw_rows.Maker(shape, moment)
    for chunk in _chunks(book):
        with transaction.atomic():
            writer.write(maker.make(chunk), moment)
        count += len(chunk)
    told = {"wall": count / (time.perf_counter() - start), "busy": count / (time.process_time() - busy)}
    if connection.vendor == "postgresql":
        # There the measured import comes into the same database.
        writer.empty()
    return {"rows": count, **told}


def _plain_now() -> str:
    return str(datetime.now(UTC).replace(tzinfo=None))


def _chunks(book: Path) -> Iterator[list[list[Any]]]:
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).iter_rows()
    next(rows)
    return bulk.chunks(rows, CHUNK)


class _Writer:
    """Statements of the tables, made once; everything goes through the driver's bulk path."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._sqlite = connection.vendor == "sqlite"
        self._constants = {table: _constants(table, columns) for table, columns in COLUMNS.items()}

    def write(self, made: raw_rows.Made, moment: str) -> None:
        """One chunk: records, children, audit rows, search documents, an event a module."""
        for table, rows in made.rows.items():
            self._insert(table, rows)
        for key, acts in made.acts.items():
            audit = [
                (moment, ACTOR, "raw", "import:1", "create", key, record, 1, text) for record, text in acts
            ]
            self._insert("trail_auditrow", audit)
            ids = orjson.dumps([record for record, _ in acts]).decode()
            self._insert("trail_event", [(moment, key, "create", ids, "[]", ACTOR)])
        for key, documents in made.documents.items():
            self._index(self._numbers[key], documents)

    def empty(self) -> None:
        """Take everything out again."""
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join((*COLUMNS, 'search_doc'))} CASCADE")  # safe sql: own names

    def _insert(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        if not rows:
            return
        constants = self._constants[table]
        with connection.cursor() as cursor:
            names = ", ".join(f'"{name}"' for name in (*COLUMNS[table], *constants))
            if self._sqlite:
                marks = ", ".join([*(["?"] * len(COLUMNS[table])), *constants.values()])
                sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # safe sql: own names
                connection.connection.executemany(sql, rows)
                return
            plain = [value.strip("'") for value in constants.values()]
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:  # safe sql: own names
                for row in rows:
                    copy.write_row((*row, *plain))

    def _index(self, number: int, documents: Sequence[tuple[int, str]]) -> None:
        if self._sqlite:
            rows = [(record << search_store.MODULE_BITS | number, tokens) for record, tokens in documents]
            connection.connection.executemany("INSERT INTO search_fts(rowid, tokens) VALUES (?, ?)", rows)
            return
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY search_doc (module, record_id, tokens) FROM STDIN") as copy,
        ):
            for record, tokens in documents:
                copy.write_row((number, record, tokens))


def _constants(table: str, filled: Sequence[str]) -> dict[str, str]:
    """Columns that nobody fills and that must hold something: the SQL literal of each."""
    found = {}
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    for column in described:
        name = column.name
        if name in filled or name == "id" or column.null_ok:
            continue
        if name in ("other_columns", "problems", "reacted"):
            found[name] = "'[]'" if name == "reacted" else "'{}'"
        elif name in ("done", "attempts"):
            found[name] = "'0'" if connection.vendor == "postgresql" else "0"
        else:
            found[name] = f"'{CONSTANT.get(name, '')}'"
    return found


if __name__ == "__main__":
    assert sys.argv[2] in workbook.SHAPES
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
