"""The hits of a text in a module's search documents, in the form that suits the database and their number.

SQLite plans by subqueries. PostgreSQL plans well only for what it can count: few hits are given to it as a list; of
some it keeps a set and of many it asks the documents, record by record of a list's order.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection
from django.db.models import BooleanField, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from guanxi.kernel.inline import OfRecord, Plain
from guanxi.kernel.recent import Recent
from guanxi.kernel.text import Query, fts5, tsquery
from guanxi.records.search_store import MODULE_BITS, marks_of, module_number, owned_by
from guanxi.schema.modules import ModuleDef

# Above so many hits SQLite looks for records in them.
MANY_HITS = 5000
# PostgreSQL: up to so many are a list, up to so many a set for those who see every record.
FEW_HITS, SOME_HITS = 4000, 20_000
_FTS = f"search_fts MATCH %s AND rowid & {(1 << MODULE_BITS) - 1} = %s"
_DOCS = "SELECT record_id FROM search_doc WHERE module = %s AND tokens @@ %s::tsquery"
# The limit keeps the planner from looking for all hits instead.
_OF_RECORD = (
    "EXISTS (SELECT 1 FROM search_doc WHERE module = %s AND record_id = {record} "
    "AND tokens @@ %s::tsquery OFFSET 0)"
)
# Within a CASE the planner keeps the hits as a set, and walks the order of the list.
_OF_SET = f"CASE WHEN {{record}} IN ({_DOCS}) THEN TRUE ELSE FALSE END"
# One value however many: thousands take longer to write into a statement than to look up.
_OF_LIST = "{record} = ANY(%s::bigint[])"
# Materialised, or the planner walks the order's index and tests every row against the query.
_ALL = f"WITH hits AS MATERIALIZED ({_DOCS}) SELECT record_id FROM hits"  # noqa: S608 # safe sql: constants
# How records are matched: by a text's hits, by looking for each record in them (SQLite, when most of the hits are
# hidden), or record by record of an order (PostgreSQL, when there are many).
How = Literal["hits", "within", "each"]
Amount = Literal["few", "some", "many"]


@dataclass(frozen=True, slots=True)
class Hits:
    """The condition that a record is a hit; their ids when they are few, as PostgreSQL is given them."""

    condition: Q
    ids: list[int] | None = None


# For a minute.
_amounts: Recent[tuple[str, str], Amount] = Recent(60, 1000)


def of_text(people: frozenset[int] | None, owner: ModuleDef, query: Query, how: How) -> Hits:
    """The hits of a query; among the records of these people, if any are given."""
    if connection.vendor == "sqlite" or how == "within":
        return Hits(within(owner, query, how))
    asked = _owned(people, query)
    found, few = _looked_up(owner, asked, SOME_HITS if people is None else FEW_HITS)
    if how == "each":
        if people is None:
            return Hits(_document(owner, _OF_SET if found == "some" else _OF_RECORD, asked))
        # Named, so that others' records are passed over in the index of the order.
        return Hits(Q(owner_id__in=sorted(people)) & _document(owner, _OF_RECORD, tsquery(query)))
    if found == "few":
        return _listed(few)
    return Hits(Q(In(F("pk"), RawSQL(_ALL, (module_number(owner.key), asked)))))  # noqa: S611


def among(owner: ModuleDef, query: Query, ids: "QuerySet[Any, Any]") -> Hits | None:
    """The hits among some records, looked up beforehand; None on SQLite, and where there are too many."""
    if connection.vendor == "sqlite" or amount(None, owner, query) == "many":
        return None
    sql, params = ids.query.sql_with_params()
    given = [module_number(owner.key), tsquery(query), *params, FEW_HITS + 1]
    with connection.cursor() as cursor:
        # Of all hits at once: else each of the records is looked up in the index.
        cursor.execute(f"{_ALL} WHERE record_id IN ({sql}) LIMIT %s", given)  # safe sql: compiled by the ORM
        found = [row[0] for row in cursor.fetchall()]
    return _listed(found) if len(found) <= FEW_HITS else None


def _listed(ids: list[int]) -> Hits:
    return Hits(Q(OfRecord(_OF_LIST, (ids,), BooleanField())), ids)


def within(owner: ModuleDef, query: Query, how: How) -> Q:
    """That one of the hits answers this narrower query too."""
    if connection.vendor == "sqlite":
        return _of_fts(owner, query, how)
    return _document(owner, _OF_RECORD, tsquery(query))


def amount(people: frozenset[int] | None, owner: ModuleDef, query: Query) -> Amount:
    """How many hits a query has, roughly; of these people, if any are given."""
    if connection.vendor == "sqlite":
        text = _fts_text(owner, query)
        return _amounts.get((owner.key, text)) or _fts_amount(owner, text)
    asked = _owned(people, query)
    # A page has looked them up just before.
    known = _amounts.get((owner.key, asked))
    return known or _looked_up(owner, asked, SOME_HITS if people is None else FEW_HITS)[0]


def _fts_text(owner: ModuleDef, query: Query) -> str:
    """The query in the words of FTS5, of the module's documents alone where they say so."""
    marks = [f'"{mark}"' for mark in marks_of(owner.key)]
    return " AND ".join([f"({fts5(query)})", *marks]) if marks else fts5(query)


def _of_fts(owner: ModuleDef, query: Query, how: How) -> Q:
    sql = f"SELECT rowid >> {MODULE_BITS} FROM search_fts WHERE {_FTS}"  # noqa: S608 # safe sql: constants
    by = Plain(F("pk")) if how == "within" else F("pk")
    return Q(In(by, RawSQL(sql, (_fts_text(owner, query), module_number(owner.key)))))  # noqa: S611


def _fts_amount(owner: ModuleDef, asked: str) -> Amount:
    sql = f"SELECT 1 FROM search_fts WHERE {_FTS} LIMIT 1 OFFSET %s"  # noqa: S608 # safe sql: constants
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, module_number(owner.key), MANY_HITS])
        return _amounts.put((owner.key, asked), "few" if cursor.fetchone() is None else "many")


def _document(owner: ModuleDef, sql: str, asked: str) -> Q:
    return Q(OfRecord(sql, (module_number(owner.key), asked), BooleanField()))


def _owned(people: frozenset[int] | None, query: Query) -> str:
    """The query over the documents of those whose records are all that the reader sees, when they are not too many."""
    if people is None:
        return tsquery(query)
    theirs = " | ".join(f"'{owned_by(key)}'" for key in sorted(people))
    return f"({tsquery(query)}) & ({theirs})"


def _looked_up(owner: ModuleDef, asked: str, most: int) -> tuple[Amount, list[int]]:
    """How many hits there are, counted up to `most`, and the few."""
    known = _amounts.get((owner.key, asked))
    if known in ("some", "many"):
        return known, []
    given: list[Any] = [module_number(owner.key), asked, most + 1]
    with connection.cursor() as cursor:
        cursor.execute(f"{_DOCS} LIMIT %s", given)  # safe sql: a constant and its limit
        found = [row[0] for row in cursor.fetchall()]
    told: Amount = "few" if len(found) <= FEW_HITS else "some" if len(found) <= most else "many"
    return _amounts.put((owner.key, asked), told), found if told == "few" else []
