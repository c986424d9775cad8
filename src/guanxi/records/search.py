"""The records that a search text finds, by what the reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from guanxi.access import questions
from guanxi.kernel.errors import Refusal
from guanxi.kernel.text import Query, Term, query_tokens
from guanxi.records import hits
from guanxi.records.hits import How
from guanxi.records.reader import ActorReader
from guanxi.records.search_store import all_marked
from guanxi.records.search_tokens import indexed_keys, mark_of, marks_of, searched_lookups
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())
# Of so many hits each is asked whether one sees what it names, when that is told record by record, or not.
FEW, VERY_FEW = 2000, 100


class _Each(Exists):
    """A subquery asked for each record: without the offset PostgreSQL may look up all of its rows first."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


@dataclass(frozen=True, slots=True)
class Manner:
    """How hits are looked for: among the records of `people`, or among these `ids`, if given."""

    how: How = "hits"
    people: frozenset[int] | None = None
    ids: "QuerySet[Any, Any] | None" = None


def match(reader: ActorReader, owner: ModuleDef, typed: str, manner: Manner) -> Q:
    """The records of a module that a search text finds, by what the reader may see.

    The name of a looked-up record finds a record only for those who see the looked-up one: else a search for
    a hidden company would tell who works there.
    """
    query = query_tokens(typed)
    own, lookups = _own(reader, owner), _told(reader, owner)
    if not query or not (own or lookups):
        return NOTHING
    narrowed = [key for key in lookups if reader.visible(owner.field(key).target or "")]
    every = _hits(owner, _spread(owner, query, own, lookups), manner)
    if every.ids == []:
        return NOTHING
    if not narrowed:
        return every.condition
    few = len(every.ids) if every.ids is not None else None
    singly = manner.how == "each" or manner.ids is not None
    allowed = NOTHING
    for seen in _sights(narrowed):
        open_ = [key for key in lookups if key in seen or key not in narrowed]
        condition = Q()
        for key in seen:
            condition &= _one_of(reader, owner.field(key), singly, few)
        if len(open_) < len(lookups):
            condition &= hits.within(owner, _spread(owner, query, own, open_), manner.how)
        allowed |= condition
    return every.condition & allowed


def _hits(owner: ModuleDef, query: Query, manner: Manner) -> hits.Hits:
    if manner.ids is not None and manner.how == "hits":
        found = hits.among(owner, query, manner.ids)
        if found is not None:
            return found
    return hits.of_text(manner.people, owner, query, manner.how)


def finds_many(
    reader: ActorReader, owner: ModuleDef, typed: str, people: frozenset[int] | None = None
) -> bool:
    """Whether a text finds so many records, of `people` if given, that reading them one by one would take long."""
    return amount(reader, owner, typed, people) != "few"


def amount(
    reader: ActorReader, owner: ModuleDef, typed: str, people: frozenset[int] | None = None
) -> hits.Amount:
    """How many records a text finds, roughly; of `people` if given."""
    query = query_tokens(typed)
    own, lookups = _own(reader, owner), _told(reader, owner)
    if not query or not (own or lookups):
        return "few"
    return hits.amount(people, owner, _spread(owner, query, own, lookups))


def _own(reader: ActorReader, owner: ModuleDef) -> list[str]:
    """The marks of the record's own fields by which the reader finds it: those that are read, or may be asked about.
    Raises Refusal (503) for who may not read one while documents do not say yet what each token is of."""
    open_fields = reader.readable(owner.key) | reader.covered(owner.key)
    if not open_fields.issuperset(indexed_keys(owner)) and not all_marked(owner.key):
        raise Refusal("search_in_making", "search", status=503)
    return marks_of(owner, open_fields)


def _told(reader: ActorReader, owner: ModuleDef) -> list[str]:
    """The lookups by whose titles the reader finds records: both the lookup and the title are open to them."""
    readable = reader.readable(owner.key)
    found = []
    for key in searched_lookups(owner):
        target = module(owner.field(key).target or "")
        if key in readable and target.title_field in reader.readable(target.key):
            found.append(key)
    return found


def _sights(narrowed: list[str]) -> Iterator[tuple[str, ...]]:
    """Which of the lookups one may see: all of them first, where no other question about a record is left."""
    for size in range(len(narrowed), -1, -1):
        yield from combinations(narrowed, size)


def _one_of(reader: ActorReader, lookup: FieldDef, each: bool, few: int | None) -> Q:
    """That a lookup names a record that the reader sees: asked of every record that is met where that takes less than
    looking all of them up first - of each in a walk, or of the few hits."""
    target = module(lookup.target or "")
    live = target.model._default_manager.filter(deleted_at__isnull=True)
    named = OuterRef(f"{lookup.key}_id")
    if connection.vendor == "sqlite":
        return Q(Exists(live.filter(reader.visible(target.key), pk=named)))
    told = reader.owners(target.key) is not None or len(questions.ways(reader.actor, target.key)) > 1
    most = FEW if told else VERY_FEW
    if each or (few is not None and few <= most):
        return Q(_Each(live.filter(reader.visible_each(target.key), pk=named)))
    return Q(**{f"{lookup.key}_id__in": live.filter(reader.visible(target.key)).values("pk")})


def _spread(owner: ModuleDef, query: Query, own: list[str], lookups: list[str]) -> Query:
    """The query over the tokens behind these marks and those of the titles of these lookups."""
    marks = [*own, *(mark_of(owner, key) for key in lookups)]
    return Query(
        tuple(
            tuple(Term(mark + term.token, term.prefix) for term in clause for mark in marks)
            for clause in query.clauses
        )
    )
