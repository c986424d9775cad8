"""The search index: one tokeniser in Python, two stores (FTS5 without content, tsvector with GIN).

SQLite knows a document by a number made of the record's id and a small number of its module;
PostgreSQL keeps module and record beside the tokens, and has an index for every module.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from guanxi.access.models import Inherited, Opened, SharingRule
from guanxi.kernel.recent import Recent
from guanxi.records.models import SearchModule
from guanxi.schema.modules import MODULES, ModuleDef, module

MODULE_BITS = 8
# On SQLite all modules share one index: a document of a module that follows others, of which there are few, says so,
# and a word that a million others hold is not read through for them.
OF_MODULE = "㐉"
# On PostgreSQL a document says who sees its record, as far as that is kept (`access.reach.Reason.marks`): its owner and
# the owners of what it lies below by their numbers, and the sharing rules that open it. What few people see is found
# without looking at everybody's.
OWNED = "㐈"
# The number stands in the text: a condition of an index takes no parameter. What is written waits in a list that every
# search reads: at its usual four megabytes that takes longer than the search.
_INDEX = (
    "CREATE INDEX IF NOT EXISTS search_doc_{0} ON search_doc USING gin (tokens) "
    "WITH (gin_pending_list_limit = 128) WHERE module = {0}"
)
# Waits for whoever writes these documents: what is said of who sees them is read after it, by a statement of its own.
_LOCK = "SELECT 1 FROM search_doc WHERE module = %s AND record_id = ANY(%s) ORDER BY record_id FOR UPDATE;"
_SAID = f"ARRAY(SELECT lexeme FROM unnest(tokens) WHERE lexeme LIKE '{OWNED}%%')"  # noqa: S608 # safe sql: a constant
_THERE = "SELECT indexname FROM pg_indexes WHERE tablename = 'search_doc' AND schemaname = current_schema()"
# Behind the marks above; values have everyday Chinese alone.
_FIRST_FIELD = 0x3420
_NUMBERS: dict[str, int] = {}
_MARKS: dict[str, dict[str, str]] = {}
_marked: Recent[str, bool] = Recent(600)


def seen_by(mark: str) -> str:
    """The token of the documents of the records that somebody owns, or that a rule opens."""
    return f"{OWNED}{mark}"


def marks_of(module_key: str) -> list[str]:
    """The token that a module's documents have on SQLite beside their own; none for most."""
    return [f"{OF_MODULE}{module_number(module_key)}"] if module(module_key).follows else []


def put(module_key: str, documents: Mapping[int, list[str]]) -> None:
    """Index the documents of these stored records, in place of what stood there."""
    number = module_number(module_key)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            mark = marks_of(module_key)
            rows = [(_rowid(number, key), " ".join([*tokens, *mark])) for key, tokens in documents.items()]
            cursor.executemany("INSERT OR REPLACE INTO search_fts(rowid, tokens) VALUES (%s, %s)", rows)
        else:
            texts = [" ".join(tokens) for tokens in documents.values()]
            seers, known = _seers(module(module_key), "made.id")
            # One statement: five hundred take as long as the index itself.
            cursor.execute(  # safe sql: own table names
                f"{_LOCK} INSERT INTO search_doc(module, record_id, tokens) "  # noqa: S608
                f"SELECT %s, made.id, array_to_tsvector(string_to_array(made.tokens, ' ') || {seers}) "
                "FROM unnest(%s::bigint[], %s::text[]) AS made(id, tokens) "
                "ON CONFLICT (module, record_id) DO UPDATE SET tokens = EXCLUDED.tokens",
                [number, list(documents), number, *known, list(documents), texts],
            )


def tell_seers(module_key: str, ids: Iterable[int]) -> None:
    """Have the documents of these records say anew who sees them, after what is kept about that has changed."""
    wanted = sorted(ids)
    if connection.vendor == "sqlite" or not wanted:
        return
    number = module_number(module_key)
    seers, known = _seers(module(module_key), "search_doc.record_id")
    with connection.cursor() as cursor:
        cursor.execute(  # safe sql: own table names
            f"{_LOCK} UPDATE search_doc SET tokens = ts_delete(tokens, {_SAID}) || array_to_tsvector({seers}) "  # noqa: S608
            "WHERE module = %s AND record_id = ANY(%s)",
            [number, wanted, *known, number, wanted],
        )


def _seers(owner: ModuleDef, record: str) -> tuple[str, list[Any]]:
    """SQL, with its parameters, of the tokens that say who sees the record of this id."""
    below, rule, opened = (item._meta.db_table for item in (Inherited, SharingRule, Opened))
    parts = [
        f"SELECT '{OWNED}' || owner_id FROM {below} WHERE module = %s AND record_id = {record}",  # noqa: S608
        f"SELECT '{OWNED}' || o.by FROM {opened} o, {rule} r "  # noqa: S608,ISC004
        f"WHERE o.by = r.id || '/' || r.version AND r.module = %s AND o.record_id = {record}",
    ]
    if "owner" in owner.fields:
        table = owner.model._meta.db_table
        own = f"SELECT '{OWNED}' || owner_id FROM {table} WHERE id = {record} AND owner_id IS NOT NULL"  # noqa: S608
        parts.append(own)
    return f"ARRAY({' UNION '.join(parts)})", [owner.key, owner.key]


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
        [free] = _free_numbers(1)
        row, new = SearchModule.objects.get_or_create(key=module(module_key).key, defaults={"pk": free})
        if new:
            # It may still be rolled back, and the number then given to another module.
            return int(row.pk)
        _NUMBERS[module_key] = int(row.pk)
    return _NUMBERS[module_key]


def field_marks(owner: ModuleDef, keys: Sequence[str]) -> Mapping[str, str]:
    """What stands before the tokens of these fields, given once and never to another field; nothing before a title's."""
    known = _MARKS.get(owner.key)
    if known is not None and known.keys() >= set(keys):
        return known
    numbers = SearchModule.objects.values_list("fields", flat=True).get(pk=module_number(owner.key))
    given = numbers.keys() >= set(keys)
    if not given:
        numbers = _number_fields(owner, keys)
    marks = {key: chr(_FIRST_FIELD + number) for key, number in numbers.items()}
    marks[owner.title_field] = ""
    if given:
        # What was given just now may still be rolled back.
        _MARKS[owner.key] = marks
    return marks


def _number_fields(owner: ModuleDef, keys: Sequence[str]) -> Mapping[str, int]:
    with transaction.atomic():
        row = SearchModule.objects.select_for_update().get(pk=module_number(owner.key))
        fresh = [key for key in keys if key not in row.fields]
        first = max(row.fields.values(), default=-1) + 1
        row.fields |= {key: first + place for place, key in enumerate(fresh)}
        row.save(update_fields=["fields"])
    numbers: Mapping[str, int] = row.fields
    return numbers


def all_marked(module_key: str) -> bool:
    """Whether every document of a module has its fields' marks."""
    if _marked.get(module_key):
        return True
    marked = SearchModule.objects.filter(pk=module_number(module_key), marked=True).exists()
    # Once so it stays so: asked several times in each search of somebody who does not read all fields.
    return marked and _marked.put(module_key, True)


def number_modules() -> None:
    """Give every module its number, outside any business transaction; what was known before is forgotten."""
    _NUMBERS.clear()
    _MARKS.clear()
    _marked.clear()
    known = set(SearchModule.objects.values_list("key", flat=True))
    fresh = [item.key for item in MODULES if item.key not in known]
    numbered = zip(_free_numbers(len(fresh)), fresh, strict=True)
    SearchModule.objects.bulk_create(SearchModule(pk=number, key=key) for number, key in numbered)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        # Asked first: to make an index that is there already waits for everybody who writes, and they for it.
        cursor.execute(_THERE)
        there = {row[0] for row in cursor.fetchall()}
        for number in SearchModule.objects.values_list("pk", flat=True):
            made = _INDEX.format(int(number))
            if f"search_doc_{number}" not in there:
                cursor.execute(made)  # per chunk: a module; safe sql: a number


def _free_numbers(count: int) -> list[int]:
    """Numbers that no module has. Raises ValueError when there are not so many: documents' numbers have room for few."""
    taken = set(SearchModule.objects.values_list("pk", flat=True))
    free = [number for number in range(1, 1 << MODULE_BITS) if number not in taken]
    if len(free) < count:
        raise ValueError("the search index holds at most 255 modules")
    return free[:count]


def _rowid(number: int, record_id: int) -> int:
    return record_id << MODULE_BITS | number
