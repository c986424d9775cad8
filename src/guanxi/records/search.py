"""The search index: one tokeniser in Python, two stores (FTS5 without content, tsvector with GIN).

SQLite knows a document by a number made of the record's id and a small number of its module;
PostgreSQL keeps module and record beside the tokens.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Any, Literal

from django.db import connection
from django.db.models import BooleanField, Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from guanxi.access import questions
from guanxi.kernel.recent import Recent
from guanxi.kernel.text import Query, Term, fts5, query_tokens, text_tokens, tsquery
from guanxi.records.childkit import ChildType
from guanxi.records.models import SearchModule
from guanxi.records.plain import Plain
from guanxi.records.reader import ActorReader
from guanxi.schema.fields import declared_fields
from guanxi.schema.modules import MODULES, ModuleDef, module

MODULE_BITS = 8
SHORT = 24
NOTHING = Q(pk__in=())
# Above so many hits SQLite looks for records in them; up to so many PostgreSQL is given them as a list.
MANY_HITS, FEW_HITS = 5000, 4000
# The sum keeps the planner from reading the whole module by its index beside the tokens'.
_HITS = "SELECT record_id FROM search_doc WHERE module + 0 = %s AND tokens @@ %s::tsquery"
# Asked record by record: the limit keeps the planner from looking for all hits instead.
_HIT = (
    "EXISTS (SELECT 1 FROM search_doc WHERE module = %s AND record_id = {table}.id "
    "AND tokens @@ %s::tsquery OFFSET 0)"
)
# One value however many: thousands take longer to write into a statement than to look up.
_AMONG = "{table}.id = ANY(%s::bigint[])"
# Tokens are of [a-z0-9] and everyday Chinese: these rare characters stand before the tokens of looked-up titles.
MARKS = "㐀㐁㐂㐃㐄㐅㐆㐇"
# On PostgreSQL a document says whose record it is: what few people own is found without looking at everybody's.
OWNED = "㐈"
MOST_OWNERS = 300
# How records are matched: by a text's hits, by looking for each record in them (SQLite, when most of the hits are
# hidden), or by asking the index of each record (PostgreSQL, when most records are hits).
How = Literal["hits", "within", "each"]
_NUMBERS: dict[str, int] = {}
_many: Recent[tuple[str, str], bool] = Recent(60, 1000)


def match(reader: ActorReader, owner: ModuleDef, typed: str, how: How = "hits") -> Q:
    """The records of a module that a search text finds, by what the reader may see.

    The name of a looked-up record finds a record only for those who see the looked-up one: else a search for
    a hidden company would tell who works there.
    """
    query = query_tokens(typed)
    if not query:
        return NOTHING
    lookups = searched_lookups(owner)
    limits = {key: reader.visible(owner.field(key).target or "") for key in lookups}
    narrowed = [key for key in lookups if limits[key]]
    hits = _hits(reader, owner, query, lookups, how)
    if not narrowed:
        return hits
    allowed = NOTHING
    for size in range(len(narrowed) + 1):
        for seen in combinations(narrowed, size):
            open_ = [key for key in lookups if key in seen or key not in narrowed]
            condition = Q() if len(open_) == len(lookups) else _hits(reader, owner, query, open_, how)
            for key in seen:
                other = module(owner.field(key).target or "").model
                rows = other._default_manager.filter(limits[key], deleted_at__isnull=True)  # per chunk
                condition &= _one_of(f"{key}_id", rows)
            allowed |= condition
    return hits & allowed


def _one_of(column: str, rows: "QuerySet[Any]") -> Q:
    """That a column names one of `rows`: a subquery inside the search, asked for each record that is found where
    looking all of them up first takes longer."""
    if connection.vendor == "sqlite":
        return Q(Exists(rows.filter(pk=OuterRef(column))))
    return Q(**{f"{column}__in": rows.values("pk")})


def searched_lookups(owner: ModuleDef) -> list[str]:
    """The lookups by whose titles a module's records are found; their places are their marks."""
    return [key for key, item in owner.lookups.items() if item.search]


def finds_many(reader: ActorReader, owner: ModuleDef, typed: str) -> bool:
    """Whether a text finds so many records that reading them one by one would take long."""
    query = query_tokens(typed)
    if not query:
        return False
    if connection.vendor == "sqlite":
        known = _many.get((owner.key, typed))
        return _many.put((owner.key, typed), _has_many(owner, query)) if known is None else known
    asked = _owned(reader, owner, tsquery(_spread(owner, query, searched_lookups(owner))))
    known = _many.get((owner.key, asked))
    return _many.put((owner.key, asked), _few(owner, asked) is None) if known is None else known


def _has_many(owner: ModuleDef, query: Query) -> bool:
    sql = "SELECT 1 FROM search_fts WHERE search_fts MATCH %s AND rowid & 255 = %s LIMIT 1 OFFSET %s"
    spread = _spread(owner, query, searched_lookups(owner))
    with connection.cursor() as cursor:
        cursor.execute(sql, [fts5(spread), module_number(owner.key), MANY_HITS])
        return cursor.fetchone() is not None


def _spread(owner: ModuleDef, query: Query, lookups: list[str]) -> Query:
    """The query over the records' own tokens and those of the titles of these lookups."""
    marks = ["", *(_mark(owner, key) for key in lookups)]
    return Query(
        tuple(
            tuple(Term(mark + term.token, term.prefix) for term in clause for mark in marks)
            for clause in query.clauses
        )
    )


def _hits(reader: ActorReader, owner: ModuleDef, query: Query, lookups: list[str], how: How) -> Q:
    """The records whose own tokens, or those of the titles of these lookups, satisfy the query."""
    spread = _spread(owner, query, lookups)
    if connection.vendor == "sqlite":
        sql = "SELECT rowid >> 8 FROM search_fts WHERE search_fts MATCH %s AND rowid & 255 = %s"
        by = Plain(F("pk")) if how == "within" else F("pk")
        return Q(In(by, RawSQL(sql, (fts5(spread), module_number(owner.key)))))  # noqa: S611
    asked = _owned(reader, owner, tsquery(spread))
    if how == "each":
        own = _HIT.replace("{table}", owner.model._meta.db_table)  # safe sql: the module's own table
        found = Q(RawSQL(own, [module_number(owner.key), asked], BooleanField()))  # noqa: S611
        people = _owners(reader, owner)
        # Named, so that others' records are passed over in the index of the order.
        return found if people is None else Q(owner_id__in=sorted(people)) & found
    few = None
    if not _many.get((owner.key, asked)):
        few = _few(owner, asked)
        # What `finds_many` would look up again.
        _many.put((owner.key, asked), few is None)
    if few is not None:
        among = _AMONG.replace("{table}", owner.model._meta.db_table)  # safe sql: the module's own table
        return Q(RawSQL(among, [few], BooleanField()))  # noqa: S611
    # Materialised, or the planner walks the order's index and tests every row against the query.
    sql = f"WITH hits AS MATERIALIZED ({_HITS}) SELECT record_id FROM hits"  # noqa: S608 # safe sql: a constant
    return Q(In(F("pk"), RawSQL(sql, (module_number(owner.key), asked))))  # noqa: S611


def _owned(reader: ActorReader, owner: ModuleDef, asked: str) -> str:
    """The query over the documents of those whose records are all that the reader sees, when they are not too many."""
    people = _owners(reader, owner)
    if people is None:
        return asked
    theirs = " | ".join(f"'{owned_by(key)}'" for key in sorted(people))
    return f"({asked}) & ({theirs})"


def _owners(reader: ActorReader, owner: ModuleDef) -> frozenset[int] | None:
    people = questions.owners_seen(reader.actor, owner.key)
    return people if people is not None and len(people) <= MOST_OWNERS else None


def owned_by(user_id: int) -> str:
    """The token of the documents of somebody's records."""
    return f"{OWNED}{user_id}"


def _few(owner: ModuleDef, asked: str) -> list[int] | None:
    """The records that PostgreSQL finds, when they are few: it plans well only for what it can count."""
    given: list[Any] = [module_number(owner.key), asked, FEW_HITS + 1]
    with connection.cursor() as cursor:
        cursor.execute(f"{_HITS} LIMIT %s", given)  # safe sql: a constant and its limit
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW_HITS else None


def _mark(owner: ModuleDef, lookup: str) -> str:
    return MARKS[searched_lookups(owner).index(lookup)]


def lookup_tokens(owner: ModuleDef, lookup: str, title: str) -> list[str]:
    """The tokens of the title of a looked-up record, marked as such."""
    return list(_marked(_mark(owner, lookup), owner.field(lookup).search or "text", title))


# The people of one company follow one another in files and lists.
@lru_cache(maxsize=1024)
def _marked(mark: str, kind: str, title: str) -> tuple[str, ...]:
    return tuple(mark + token for token in _tokens(kind, title))


def _tokens(kind: str, text: str) -> Sequence[str]:
    return _short_tokens(kind, text) if len(text) <= SHORT else text_tokens(kind, text)


# Titles and departments recur, and what is said of a person is indexed right after the person.
@lru_cache(maxsize=4096)
def _short_tokens(kind: str, text: str) -> tuple[str, ...]:
    return tuple(text_tokens(kind, text))


def tokens_of(owner: ModuleDef, values: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    """The tokens of one record: its own searchable fields, its children, the titles of its lookups by key."""
    # No token of a title is one of the record's own: its mark stands before it.
    return [*own_tokens(owner, values), *title_tokens(owner, titles)]


def own_tokens(owner: ModuleDef, values: Mapping[str, Any]) -> list[str]:
    """The tokens of a record's own searchable fields and of its children."""
    found: list[str] = []
    for key, kit, kind in _indexed(owner.model):
        value = values.get(key)
        if not value:
            continue
        found += kit.tokens(value) if kit is not None else _tokens(kind, str(value))
    return list(dict.fromkeys(found))


def title_tokens(owner: ModuleDef, titles: Mapping[str, str]) -> list[str]:
    """The tokens of the titles of a record's lookups, by key."""
    return [token for key, title in titles.items() for token in lookup_tokens(owner, key, title)]


def indexed_keys(owner: ModuleDef) -> list[str]:
    """The fields from which a record's own tokens are made."""
    return [key for key, _, _ in _indexed(owner.model)]


@cache
def _indexed(model: type[Model]) -> list[tuple[str, ChildType | None, str]]:
    """The fields that a record is found by: children index themselves, texts by their kind."""
    found: list[tuple[str, ChildType | None, str]] = []
    for item in declared_fields(model):
        if isinstance(item.kit, ChildType):
            if type(item.kit).tokens is not ChildType.tokens:
                found.append((item.key, item.kit, ""))
        elif item.search and item.type != "lookup":
            found.append((item.key, None, item.search))
    return found


def put(module_key: str, documents: Mapping[int, list[str]], owners: Mapping[int, int | None]) -> None:
    """Index the documents of these records, in place of what stood there; `owners` says whose they are."""
    number = module_number(module_key)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = [(_rowid(number, key), " ".join(tokens)) for key, tokens in documents.items()]
            cursor.executemany("INSERT OR REPLACE INTO search_fts(rowid, tokens) VALUES (%s, %s)", rows)
        else:
            # One statement: five hundred take as long as the index itself.
            texts = [
                " ".join([*tokens, owned_by(user)] if (user := owners.get(key)) else tokens)
                for key, tokens in documents.items()
            ]
            cursor.execute(
                "INSERT INTO search_doc(module, record_id, tokens) "
                "SELECT %s, made.id, array_to_tsvector(string_to_array(made.tokens, ' ')) "
                "FROM unnest(%s::bigint[], %s::text[]) AS made(id, tokens) "
                "ON CONFLICT (module, record_id) DO UPDATE SET tokens = EXCLUDED.tokens",
                [number, list(documents), texts],
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
