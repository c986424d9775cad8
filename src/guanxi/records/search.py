"""The search index: one tokeniser in Python, two stores (FTS5 without content, tsvector with GIN).

SQLite knows a document by a number made of the record's id and a small number of its module;
PostgreSQL keeps module and record beside the tokens.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from guanxi.kernel.text import fts5, query_tokens, text_tokens, tsquery
from guanxi.records.childkit import ChildType
from guanxi.records.models import SearchModule
from guanxi.schema.modules import MODULES, ModuleDef, module

MODULE_BITS = 8
NOTHING = Q(pk__in=())
_NUMBERS: dict[str, int] = {}


def match(module_key: str, typed: str) -> Q:
    """The records of a module that a search text finds."""
    query = query_tokens(typed)
    if not query:
        return NOTHING
    if connection.vendor == "sqlite":
        sql = "SELECT rowid >> 8 FROM search_fts WHERE search_fts MATCH %s AND rowid & 255 = %s"
        return Q(pk__in=RawSQL(sql, (fts5(query), module_number(module_key))))  # noqa: S611
    # Materialised, or the planner walks the order's index and tests every row against the query.
    sql = (
        "WITH hits AS MATERIALIZED (SELECT record_id FROM search_doc WHERE module = %s "
        "AND tokens @@ %s::tsquery) SELECT record_id FROM hits"
    )
    return Q(pk__in=RawSQL(sql, (module_number(module_key), tsquery(query))))  # noqa: S611


def tokens_of(owner: ModuleDef, values: Mapping[str, Any], around: Iterable[tuple[str, str]]) -> list[str]:
    """The tokens of one record: its own searchable fields, its children, the titles of its lookups."""
    found: list[str] = []
    for key, item in owner.fields.items():
        value = values.get(key)
        if not value:
            continue
        if isinstance(item.kit, ChildType):
            found += item.kit.tokens(value)
        elif item.search:
            found += text_tokens(item.search, str(value))
    for kind, title in around:
        found += text_tokens(kind, title)
    return list(dict.fromkeys(found))


def put(module_key: str, documents: Mapping[int, list[str]]) -> None:
    """Index the documents of these records, in place of what stood there."""
    number = module_number(module_key)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = [(_rowid(number, key), " ".join(tokens)) for key, tokens in documents.items()]
            cursor.executemany("INSERT OR REPLACE INTO search_fts(rowid, tokens) VALUES (%s, %s)", rows)
        else:
            cursor.executemany(
                "INSERT INTO search_doc(module, record_id, tokens) VALUES (%s, %s, array_to_tsvector(%s)) "
                "ON CONFLICT (module, record_id) DO UPDATE SET tokens = EXCLUDED.tokens",
                [(number, key, tokens) for key, tokens in documents.items()],
            )


def remove(module_key: str, ids: Iterable[int]) -> None:
    """Take records out of the index."""
    number = module_number(module_key)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows: list[Any] = [(_rowid(number, key),) for key in ids]
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", rows)
        else:
            rows = [(number, key) for key in ids]
            cursor.executemany("DELETE FROM search_doc WHERE module = %s AND record_id = %s", rows)


def module_number(module_key: str) -> int:
    """The small number of a module in the index, given once and kept."""
    if module_key not in _NUMBERS:
        row, new = SearchModule.objects.get_or_create(key=module(module_key).key)
        if row.pk >= 1 << MODULE_BITS:
            raise ValueError("the search index holds at most 255 modules")
        if new:
            # It may still be rolled back, and the number then given to another module.
            return int(row.pk)
        _NUMBERS[module_key] = int(row.pk)
    return _NUMBERS[module_key]


def number_modules() -> None:
    """Give every module its number, outside any business transaction; what was known before is forgotten."""
    _NUMBERS.clear()
    known = set(SearchModule.objects.values_list("key", flat=True))
    SearchModule.objects.bulk_create(SearchModule(key=item.key) for item in MODULES if item.key not in known)


def _rowid(number: int, record_id: int) -> int:
    return record_id << MODULE_BITS | number
