"""The records that a question is about: live, visible to the reader, meeting criteria and search."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from guanxi.access import questions
from guanxi.access.reach import Reason, Told, either
from guanxi.criteria.nodes import Compare, Every, Node, parse
from guanxi.criteria.sql import to_q
from guanxi.kernel.errors import NotFound
from guanxi.kernel.recent import Recent
from guanxi.records.hits import How, Manner, Text
from guanxi.records.reader import ActorReader
from guanxi.records.search import amount, finds_many, match
from guanxi.schema.modules import ModuleDef, module

MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks of a list; `before` (a time field, an instant, and below which id the records of that very
    instant are) and `yearly` (MM-DD days) are for code alone."""

    criteria: Mapping[str, Any] | None = None
    search: str | None = None
    columns: list[str] | None = None
    sort: list[str] | None = None
    cursor: str | None = None
    limit: int = 50
    ids: Iterable[int] | None = None
    before: tuple[str, datetime, int] | None = None
    yearly: tuple[str, list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What of a list is asked for: all that the reader sees, or what is seen for one reason (`way`).

    `each` asks of one record after the other whether it is seen, and `walking` whether it is a hit of the search, too;
    `few` says that there are not many records that are seen for the reason, and `ids` gives them where hits are sooner
    looked for among them; `seen` is its condition in a form of its own.
    """

    way: Reason | None = None
    each: bool = False
    walking: bool = False
    few: bool = False
    ids: "QuerySet[Any, Any] | None" = None
    seen: Q | None = None


WHOLE, EACH = Part(), Part(each=True)
# Up to so many kept ids are looked up at once in a walk, and hits are looked for among up to so many that a reason shows.
FEW, SOME = 1000, 20_000
# Of so many people.
WIDE = 5
_few: "Recent[Hashable, bool]" = Recent(60)


def parts(reader: ActorReader, module_key: str, query: Query) -> tuple[Part, ...]:
    """What a question is answered from. A database reads reasons that are joined by "or" at the pace of the slowest and
    sorts what it finds: where there are several, and the question leaves many records, each reason is a part."""
    searching = query.search and connection.vendor == "postgresql"
    ways = questions.ways(reader.actor, module_key, "documents" if searching else "ids")
    if connection.vendor == "sqlite" and query.search and _finds_many(reader, module_key, query, None):
        ids = _ids_of_all(reader, module_key, ways)
        if ids is not None:
            return (Part(each=True, few=True, ids=ids),)
    if len(ways) < 2:
        return (WHOLE,) if _finds_many(reader, module_key, query, reader.told(module_key)) else (EACH,)
    if query.ids is not None or query.before is not None:
        return (EACH,)
    if _asks_for_own(parse(reader, module_key, query.criteria)):
        # Seen for being one's own, whatever else would show them.
        return tuple(Part(way) for way in ways if way.people is not None or way.kind == "told")
    if not _finds_many(reader, module_key, query, None):
        return (EACH,)
    if _finds_some(reader, module_key, query):
        return (Part(each=True, seen=_seen_in_a_walk(reader, module_key, FEW)),)
    return tuple(
        Part(
            way,
            each=way.told is not None and not _finds_many(reader, module_key, query, way.told),
            few=way.ids is not None and _are_at_most(FEW, (reader.sight, module_key, way.kind), way.ids),
        )
        for way in ways
    )


def _finds_many(reader: ActorReader, module_key: str, query: Query, told: Told | None) -> bool:
    """Whether the hits of a search, of those that are told if any are, are many; so without a search."""
    return not query.search or finds_many(reader, module(module_key), reader.text(query.search), told)


def _ids_of_all(
    reader: ActorReader, module_key: str, ways: tuple[Reason, ...]
) -> "QuerySet[Any, Any] | None":
    """The ids of all that the reader sees, where these are not very many and every reason has them."""
    live = module(module_key).model._default_manager.filter(deleted_at__isnull=True)
    found = []
    for way in ways:
        ids = way.ids if way.people is None else live.filter(way.q).values("pk")
        if ids is None or not _are_at_most(SOME, (reader.sight, module_key, way.kind), ids):
            return None
        found.append(ids)
    return found[0].union(*found[1:], all=True) if found else None


def _finds_some(reader: ActorReader, module_key: str, query: Query) -> bool:
    """Whether the hits are so many on SQLite that they are sooner read one by one than looked for among very many."""
    if not query.search or connection.vendor != "sqlite" or not sees_widely(reader, module_key):
        return False
    return amount(reader, module(module_key), reader.text(query.search)) == "some"


def sees_widely(reader: ActorReader, module_key: str) -> bool:
    """Whether the reader sees the records of more than a handful of people."""
    ways = questions.ways(reader.actor, module_key)
    return any(len(one.people or ()) > WIDE for one in ways)


def _asks_for_own(node: Node) -> bool:
    """Whether only one's own records can meet a condition, however deep it says so."""
    if isinstance(node, Every):
        return any(_asks_for_own(one) for one in node.nodes)
    return (
        isinstance(node, Compare)
        and node.hop is None
        and (node.field.key, node.operator) == ("owner", "is_me")
    )


def walked(reader: ActorReader, module_key: str, query: Query, way: Reason | None = None) -> Part:
    """A part, or all, in the form for a walk: PostgreSQL sooner looks up some kept ids at once than row by row, the more
    the farther it has to walk."""
    if connection.vendor == "sqlite":
        seen = _seen_in_a_walk(reader, module_key, FEW) if way is None else None
        return Part(way, each=True, walking=True, seen=seen)
    one = way if way is not None and way.told is None else None
    return Part(
        way, walking=True, seen=_seen_in_a_walk(reader, module_key, SOME if query.search else FEW, one)
    )


def _seen_in_a_walk(reader: ActorReader, module_key: str, most: int, way: Reason | None = None) -> Q | None:
    """That the reader sees a record for this reason or any, asked of one after the other; up to so many kept ids are
    looked up at once, which takes less than to look for each record among them."""
    ways = (way,) if way is not None else questions.ways(reader.actor, module_key, "")

    def at_once(one: Reason) -> bool:
        if one.ids is None:
            # A condition on the record itself; of SQLite no index is asked for it.
            return connection.vendor == "postgresql"
        return _are_at_most(most, (reader.sight, module_key, one.kind), one.ids)

    return either(one.q if at_once(one) else one.each for one in ways) if ways else None


def _are_at_most(most: int, about: Hashable, ids: "QuerySet[Any, Any]") -> bool:
    known = _few.get((about, most))
    return known if known is not None else _few.put((about, most), ids[: most + 1].count() <= most)


def opened(reader: ActorReader, module_key: str) -> ModuleDef:
    """The module, when the reader may see it. Raises NotFound."""
    owner = module(module_key)
    if not reader.readable(module_key):
        raise NotFound(name=module_key)
    return owner


def selection(
    reader: ActorReader, module_key: str, query: Query, part: Part = WHOLE, kept: bool = False
) -> "QuerySet[Any]":
    """The live, visible records that meet criteria and search, without order or page; with blanks for what depends on
    the text of the search when the statement is `kept`."""
    owner = opened(reader, module_key)
    rows = owner.model._default_manager.filter(_seen(reader, module_key, part), deleted_at__isnull=True)
    if query.criteria is not None:
        rows = rows.filter(to_q(reader, parse(reader, module_key, query.criteria)))
    if query.search:
        text = reader.text(query.search)
        manner = Manner(_how(reader, owner, text, part), told_of(reader, module_key, part), kept, part.ids)
        rows = rows.filter(match(reader, owner, text, manner))
    if query.ids is not None:
        rows = rows.filter(pk__in=list(query.ids))
    if query.yearly is not None:
        rows = rows.filter(**{f"{query.yearly[0]}_md__in": query.yearly[1]})
    if query.before is not None:
        field, moment, below = query.before
        rows = rows.filter(**{f"{field}__lte": moment})
        rows = rows.filter(Q(**{f"{field}__lt": moment}) | Q(pk__lt=below))
    return rows


def told_of(reader: ActorReader, module_key: str, part: Part) -> Told | None:
    """What search documents tell of all that a part shows, where they do."""
    return reader.told(module_key) if part.way is None else part.way.told


def _seen(reader: ActorReader, module_key: str, part: Part) -> Q:
    if part.seen is not None:
        return part.seen
    if part.way is None:
        return reader.visible_each(module_key) if part.each else reader.visible(module_key)
    return part.way.each if part.each else part.way.q


def _how(reader: ActorReader, owner: ModuleDef, text: Text, part: Part) -> How:
    """How records and the hits of a text are brought together."""
    if part.walking and connection.vendor == "postgresql":
        return "each"
    if part.few:
        return "within" if part.ids is None else "hits"
    # On SQLite, when the reader sees a part, records are looked for in the hits and not the other way round.
    partly = (
        connection.vendor == "sqlite" and bool(reader.visible(owner.key)) and (part.walking or not part.each)
    )
    return "within" if partly and finds_many(reader, owner, text) else "hits"
