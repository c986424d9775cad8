"""The records that a search text finds, by what the reader may see."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from guanxi.kernel.text import Query, Term, query_tokens
from guanxi.records import hits
from guanxi.records.hits import How
from guanxi.records.reader import ActorReader
from guanxi.records.search_tokens import mark_of, searched_lookups
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())
# Of so many records each may be asked another question.
VERY_FEW = 100


class _Each(Exists):
    """A subquery asked for each record: without the offset PostgreSQL may look up all of its rows first."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


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
    every = hits.of_text(reader, owner, _spread(owner, query, lookups), how)
    if every.ids == []:
        return NOTHING
    if not narrowed:
        return every.condition
    each = how == "each" or (every.ids is not None and len(every.ids) <= VERY_FEW)
    allowed = NOTHING
    for seen in _sights(narrowed):
        open_ = [key for key in lookups if key in seen or key not in narrowed]
        condition = Q()
        for key in seen:
            other = module(owner.field(key).target or "").model
            rows = other._default_manager.filter(limits[key], deleted_at__isnull=True)  # per chunk
            condition &= _one_of(f"{key}_id", rows, each)
        if len(open_) < len(lookups):
            condition &= hits.within(owner, _spread(owner, query, open_), how)
        allowed |= condition
    return every.condition & allowed


def finds_many(reader: ActorReader, owner: ModuleDef, typed: str) -> bool:
    """Whether a text finds so many records that reading them one by one would take long."""
    query = query_tokens(typed)
    return bool(query) and hits.many(reader, owner, _spread(owner, query, searched_lookups(owner)))


def _sights(narrowed: list[str]) -> Iterator[tuple[str, ...]]:
    """Which of the lookups one may see: all of them first, where no other question about a record is left."""
    for size in range(len(narrowed), -1, -1):
        yield from combinations(narrowed, size)


def _one_of(column: str, rows: "QuerySet[Any]", each: bool) -> Q:
    """That a column names one of `rows`; `each` where asking it of every record that is met takes less than looking
    all of them up first."""
    if connection.vendor == "sqlite":
        return Q(Exists(rows.filter(pk=OuterRef(column))))
    if each:
        return Q(_Each(rows.filter(pk=OuterRef(column))))
    return Q(**{f"{column}__in": rows.values("pk")})


def _spread(owner: ModuleDef, query: Query, lookups: list[str]) -> Query:
    """The query over the records' own tokens and those of the titles of these lookups."""
    marks = ["", *(mark_of(owner, key) for key in lookups)]
    return Query(
        tuple(
            tuple(Term(mark + term.token, term.prefix) for term in clause for mark in marks)
            for clause in query.clauses
        )
    )
