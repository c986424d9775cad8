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

from guanxi.access.reach import Told
from guanxi.kernel.inline import OfRecord, Plain
from guanxi.kernel.recent import Recent
from guanxi.kernel.text import Query, Term, fts5, query_tokens, tsquery
from guanxi.records.search_store import MODULE_BITS, marks_of, module_number, seen_by

# SQLite: above so many hits records are looked for in them, by who sees widely above so many.
MANY_HITS, VERY_MANY_HITS = 5000, 12_000
# PostgreSQL: up to so many are a list, up to so many a set for those who see every record.
FEW_HITS, SOME_HITS = 4000, 20_000
# Up to how many hits each is asked by itself whether one sees what it names.
SINGLY = (100, 2000)
_FTS = f"search_fts MATCH %s AND rowid & {(1 << MODULE_BITS) - 1} = %s"
_DOCS = "SELECT record_id FROM search_doc WHERE module = %s AND tokens @@ %s::tsquery"
# The limit keeps the planner from looking for all hits instead.
_OF_RECORD = (
    "EXISTS (SELECT 1 FROM search_doc WHERE module = %s AND record_id = {record} "
    "AND tokens @@ %s::tsquery OFFSET 0)"
)
_GIVEN = "SELECT given.record_id FROM ({ids}) given WHERE "  # safe sql: constants
_GIVEN += _OF_RECORD.format(record="given.record_id")
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
class Among:
    """A search that is independent of its text: in a module's documents, in the tokens behind these marks; among the
    records that are told, if any are."""

    module: str
    marks: tuple[str, ...]
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How many hits there are, roughly, and the few."""

    amount: Amount
    ids: list[int]

    @property
    def grade(self) -> int:
        """How many there are in steps that statements depend on: 0 and 1 as in SINGLY, then the amounts."""
        if self.amount != "few":
            return 4 if self.amount == "many" else 3
        return sum(len(self.ids) > most for most in SINGLY)


class Text:
    """What is searched for in one request: what it finds is looked up once."""

    def __init__(self, typed: str) -> None:
        self.query = query_tokens(typed)
        self._found: dict[Among, Found] = {}

    def spread(self, among: Among) -> Query:
        """The query over the tokens behind the marks."""
        return Query(
            tuple(
                tuple(Term(mark + term.token, term.prefix) for term in clause for mark in among.marks)
                for clause in self.query.clauses
            )
        )

    def found(self, among: Among) -> Found:
        """What a search finds; ids on PostgreSQL alone."""
        if among not in self._found:
            look = _fts_amount if connection.vendor == "sqlite" else _looked_up
            self._found[among] = look(among, self)
        return self._found[among]

    def answers(self) -> tuple[tuple[Among, int], ...]:
        """What was looked up so far, with its grade."""
        return tuple((among, found.grade) for among, found in self._found.items())


@dataclass(frozen=True, slots=True)
class Blank:
    """Stands in the parameters of a statement for what depends on the text: the ids of few hits, or the query."""

    among: Among
    ids: bool = False

    def filled(self, text: Text) -> Any:
        """The value for a text."""
        return text.found(self.among).ids if self.ids else _asked(self.among, text)


@dataclass(frozen=True, slots=True)
class Manner:
    """How hits are looked for, among the records that are told, if any are, or on SQLite among those of these `ids`; a
    `kept` statement has blanks."""

    how: How = "hits"
    told: Told | None = None
    kept: bool = False
    ids: "QuerySet[Any, Any] | None" = None


# For a minute.
_amounts: Recent[tuple[str, str], Amount] = Recent(60, 1000)


def of_text(among: Among, text: Text, manner: Manner) -> Q:
    """That a record is one of the hits."""
    if connection.vendor == "sqlite" or manner.how == "within":
        return within(among, text, manner)
    amount = text.found(among).amount
    if manner.how == "each":
        form = _OF_SET if amount == "some" and among.told is None else _OF_RECORD
        return _document(form, among, text, manner)
    if amount == "few":
        if not (manner.kept or text.found(among).ids):
            return Q(pk__in=())
        return Q(OfRecord(_OF_LIST, (_given(Blank(among, ids=True), text, manner),), BooleanField()))
    plain = _given(Blank(_untold(among)), text, manner)
    asked = [module_number(among.module), _given(Blank(among), text, manner)]
    sql, params = _joined(_ALL, asked, among, plain)
    return Q(In(F("pk"), RawSQL(sql, params)))  # noqa: S611 # safe sql: constants, and compiled by the ORM


def within(among: Among, text: Text, manner: Manner) -> Q:
    """That one of the hits answers this narrower query too."""
    if connection.vendor == "sqlite":
        return _of_fts(among, text, manner)
    return _document(_OF_RECORD, among, text, manner)


def _given(blank: Blank, text: Text, manner: Manner) -> Any:
    return blank if manner.kept else blank.filled(text)


def _untold(among: Among) -> Among:
    """The same search among all records."""
    return Among(among.module, among.marks)


def _fts_text(among: Among, text: Text) -> str:
    """The query in the words of FTS5, of the module's documents alone where they say so."""
    query = fts5(text.spread(among))
    marks = [f'"{mark}"' for mark in marks_of(among.module)]
    return " AND ".join([f"({query})", *marks]) if marks else query


def _of_fts(among: Among, text: Text, manner: Manner) -> Q:
    sql = f"SELECT rowid >> {MODULE_BITS} FROM search_fts WHERE {_FTS}"  # noqa: S608 # safe sql: constants
    params: list[Any] = [_fts_text(among, text), module_number(among.module)]
    if manner.ids is not None:
        ids, known = manner.ids.query.sql_with_params()
        sql, params = f"{sql} AND (rowid >> {MODULE_BITS}) IN ({ids})", [*params, *known]
    by = Plain(F("pk")) if manner.how == "within" else F("pk")
    return Q(In(by, RawSQL(sql, params)))  # noqa: S611 # safe sql: constants, and compiled by the ORM


def _fts_amount(among: Among, text: Text) -> Found:
    asked = _fts_text(among, text)
    known = _amounts.get((among.module, asked))
    if known is None:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE {_FTS} LIMIT %s)"  # noqa: S608 # safe sql: constants
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked, module_number(among.module), VERY_MANY_HITS + 1])
            found = cursor.fetchone()[0]
        known = "few" if found <= MANY_HITS else "some" if found <= VERY_MANY_HITS else "many"
        _amounts.put((among.module, asked), known)
    return Found(known, [])


def _document(sql: str, among: Among, text: Text, manner: Manner) -> Q:
    asked = _given(Blank(_untold(among)), text, manner)
    return Q(OfRecord(sql, (module_number(among.module), asked), BooleanField()))


def _asked(among: Among, text: Text) -> str:
    """The query over the documents that tell what the reader sees."""
    query = tsquery(text.spread(among))
    if among.told is None:
        return query
    seers = " | ".join(f"'{seen_by(mark)}'" for mark in sorted(among.told.marks))
    return f"({query}) & ({seers})" if seers else ""


def _joined(sql: str, params: list[Any], among: Among, plain: Any) -> tuple[str, list[Any]]:
    """A statement of hits with those among the records of which documents do not tell who sees them."""
    if among.told is None or among.told.ids is None:
        return sql, params
    ids, known = among.told.ids.query.sql_with_params()
    more = _GIVEN.replace("{ids}", ids)
    return f"{sql} UNION ALL {more}", [*params, *known, module_number(among.module), plain]


def _looked_up(among: Among, text: Text) -> Found:
    asked, most = _asked(among, text), SOME_HITS if among.told is None else FEW_HITS
    known = _amounts.get((among.module, asked))
    if known in ("some", "many"):
        return Found(known, [])
    given = [module_number(among.module), asked, most + 1]
    sql, params = _joined(f"({_DOCS} LIMIT %s)", given, among, tsquery(text.spread(among)))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)  # safe sql: constants, and compiled by the ORM
        found = [row[0] for row in cursor.fetchall()]
    amount: Amount = "few" if len(found) <= FEW_HITS else "some" if len(found) <= most else "many"
    return Found(_amounts.put((among.module, asked), amount), found if amount == "few" else [])
