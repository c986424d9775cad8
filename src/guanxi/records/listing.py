"""How a page of a list and its number are read: at once, or reason by reason where the reader sees records for several."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet

from guanxi.access.reach import Told
from guanxi.kernel import clock
from guanxi.kernel.inline import Probe
from guanxi.kernel.recent import SECONDS
from guanxi.kernel.statement import among, statement
from guanxi.records import load, paging
from guanxi.records.hits import Amount
from guanxi.records.reader import ActorReader
from guanxi.records.search import amount
from guanxi.records.selecting import (
    MAX_LIMIT,
    WHOLE,
    Part,
    Query,
    parts,
    sees_widely,
    selection,
    told_of,
    walked,
)
from guanxi.records.statements import (
    Joined,
    Listing,
    Order,
    Share,
    Some,
    Walk,
    kept_listing,
    kept_search,
    listing,
    united,
    walk_of,
)
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

COUNT_CAP = 1000
# Bytes of conditions: a thousand lists are kept, each with what it was asked.
LONG = 4000

Show = Callable[["QuerySet[Any]"], "QuerySet[Any, dict[str, Any]]"]


def page_limit(query: Query) -> int:
    """How many rows a page has."""
    return min(max(query.limit, 1), MAX_LIMIT)


def page_of(
    reader: ActorReader, owner: str, query: Query, fields: list[FieldDef], keys: list[paging.SortKey]
) -> Listing | Joined:
    """The statements of one page and one row more, kept when they may be asked again."""
    criteria = b"" if query.criteria is None else orjson.dumps(query.criteria)
    # The end of a list tells nothing of its beginning.
    # PostgreSQL looks the hits of a search up beforehand.
    text = reader.text(query.search) if query.search and connection.vendor == "postgresql" else None
    passing = query.cursor or len(criteria) > LONG or query.ids is not None or query.before or query.yearly
    searched = query.search if text is None or passing else bool(text.query)
    asked = searched, sha256(criteria).digest(), bool(query.cursor), page_limit(query)
    about = reader.sight, owner, tuple(keys), asked

    def make() -> Listing | Joined:
        kept = not passing and text is not None
        return _Page(reader, owner, query, fields, keys, kept).listing(about)

    if passing:
        return make()
    # Conditions may speak of now, and of the people of a department.
    moment = criteria and int(clock.now().timestamp() / SECONDS)
    key = about, tuple(item.key for item in fields), moment
    if text is None:
        return kept_listing(key, make)
    shape = tuple((part.way and part.way.kind, part.each, part.few) for part in parts(reader, owner, query))
    return kept_search((key, shape), text, make)


def capped_count(reader: ActorReader, module_key: str, query: Query) -> tuple[int, bool]:
    """How many records meet the query, and whether the number is exact: above COUNT_CAP it is not."""
    asked = parts(reader, module_key, query)
    # In an order that indexes have: else PostgreSQL, which expects to meet so many soon, reads the table from its
    # beginning.
    order = ("-updated_at", "-pk") if connection.vendor == "postgresql" else ()
    if len(asked) == 1:
        rows = selection(reader, module_key, query, asked[0]).order_by(*order)
        found = rows.values("pk")[: COUNT_CAP + 1].count()
        return min(found, COUNT_CAP), found <= COUNT_CAP
    ids: set[int] = set()
    for part in asked:
        rows = selection(reader, module_key, query, part).order_by(*order)
        ids.update(rows.values_list("pk", flat=True)[: COUNT_CAP + 1])
        if len(ids) > COUNT_CAP:
            return COUNT_CAP, False
    return len(ids), True


class _Page:
    """Makes the statements of one page: of the one part that there is; of the first rows of few small parts at once; or of
    each part by itself, which a walk over all of them may spare."""

    def __init__(
        self,
        reader: ActorReader,
        owner: str,
        query: Query,
        fields: list[FieldDef],
        keys: list[paging.SortKey],
        kept: bool,
    ) -> None:
        self._reader, self._owner, self._query, self._keys = reader, owner, query, keys
        self._kept = kept
        self._start = paging.after(keys, paging.decode(keys, query.cursor)) if query.cursor else Q()
        columns = [key.column for key in keys]
        self._show: Show = partial(_show, fields, columns, load.titles_for(reader, fields))

    def listing(self, about: Any) -> Listing | Joined:
        """All statements; `about` holds what their rows depend on but for place and columns."""
        asked = parts(self._reader, self._owner, self._query)
        if len(asked) == 1:
            return self._part(about, asked[0], self._show, raw=False)
        if one := self._united(about, asked):
            return one
        model = module(self._owner).model
        # Asked again, so that no statement gives values past the gate.
        seen = model._default_manager.filter(self._reader.visible_each(self._owner), pk__in=among())
        rows = seen.filter(deleted_at__isnull=True).order_by(*paging.order_by(self._keys))
        limit = page_limit(self._query) + 1
        found = [
            self._part((about, number), part, self._places, raw=True) for number, part in enumerate(asked)
        ]
        return Joined(about, self._first(), tuple(found), statement(self._show(rows[:limit])), limit)

    def _united(self, about: Any, asked: tuple[Part, ...]) -> Listing | None:
        """One statement of the first rows of all parts, where each is that of some people or of few records."""
        small = all(part.few or (part.way and part.way.people is not None) for part in asked)
        searched = self._query.search and connection.vendor == "postgresql"
        if not small or searched or sees_widely(self._reader, self._owner):
            return None
        order = self._order(WHOLE, many=True, show=self._show, raw=False)
        # Asked again, so that no statement gives values past the gate.
        seen = self._reader.visible_each(self._owner)
        return united(about, [self._some(part) for part in asked], seen, order)

    def _some(self, part: Part) -> Some:
        rows, newest = self._selection(part), None
        if part.few and part.way and part.way.newest is not None and not self._query.search:
            # What names the records says already that they are seen; the rest is asked of each.
            rest = self._selection(replace(part, seen=Q())).filter(self._start, pk=OuterRef("record_id"))
            newest = part.way.newest.filter(Probe(rest))
        return Some(rows, part.few, newest)

    def _first(self) -> Walk | None:
        """All parts at once, for whom the next rows of the order may well have a page of them."""
        if not sees_widely(self._reader, self._owner):
            return None
        rows = self._selection(walked(self._reader, self._owner, self._query))
        return walk_of(rows, self._order(WHOLE, many=True, show=self._show, raw=False))

    def _part(self, about: Any, part: Part, show: Show, raw: bool) -> Listing:
        rows = self._selection(part)
        told = told_of(self._reader, self._owner, part)
        many = bool(self._query.search) and self._amount(told) != "few"
        return listing(about, rows, self._order(part, many, show, raw), self._near(part, many))

    def _order(self, part: Part, many: bool, show: Show, raw: bool) -> Order:
        reader, query = self._reader, self._query
        share: Share = "some" if reader.visible(self._owner) or query.criteria or query.search else "all"
        if query.ids is not None or part.few or (query.search and not many):
            share = "few"
        return Order(self._keys, page_limit(query) + 1, share, self._start, show, raw)

    def _near(self, part: Part, many: bool) -> "QuerySet[Any] | None":
        """The rows of a part in the form that suits a walk, where one may spare the database more than it takes."""
        if part.few:
            return None
        of_people = part.way is None or part.way.people is not None or part.way.kind == "told"
        if connection.vendor == "sqlite":
            walks = not of_people
        elif of_people:
            walks = many
        else:
            # Up to some thousands of hits and of records are joined sooner than walked for.
            walks = not self._query.search or self._amount(None) == "many"
        if not walks:
            return None
        return self._selection(walked(self._reader, self._owner, self._query, part.way))

    def _selection(self, part: Part) -> "QuerySet[Any]":
        return selection(self._reader, self._owner, self._query, part, self._kept)

    def _amount(self, told: Told | None) -> Amount:
        text = self._reader.text(self._query.search or "")
        return amount(self._reader, module(self._owner), text, told)

    def _places(self, rows: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
        return rows.values("pk", self._keys[0].column)


def _show(
    fields: list[FieldDef], columns: list[str], titles: dict[str, Any], rows: "QuerySet[Any]"
) -> "QuerySet[Any, dict[str, Any]]":
    return load.with_fields(rows, fields, *columns, **titles)
