"""How a page of a list and its number are read: at once, or reason by reason where the reader sees records for several."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection
from django.db.models import Q, QuerySet

from guanxi.kernel import clock
from guanxi.kernel.recent import SECONDS
from guanxi.records import load, paging
from guanxi.records.hits import Amount
from guanxi.records.reader import ActorReader
from guanxi.records.search import amount, finds_many
from guanxi.records.selecting import MAX_LIMIT, Part, Query, parts, people_of, selection
from guanxi.records.statements import (
    Joined,
    Listing,
    Order,
    Share,
    among,
    kept_listing,
    listing,
    statement,
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
    said = query.search, sha256(criteria).digest(), bool(query.cursor)
    about = reader.sight, owner, tuple(keys), said

    def make() -> Listing | Joined:
        return _Page(reader, owner, query, fields, keys).listing(about)

    # PostgreSQL looks the hits of a search up beforehand.
    looked_up = query.search and connection.vendor == "postgresql"
    passing = looked_up or query.cursor or len(criteria) > LONG
    if passing or query.ids is not None or query.before or query.yearly:
        return make()
    # Conditions may speak of now, and of the people of a department.
    moment = criteria and int(clock.now().timestamp() / SECONDS)
    return kept_listing((about, tuple(item.key for item in fields), query.limit, moment), make)


def capped_count(reader: ActorReader, module_key: str, query: Query) -> tuple[int, bool]:
    """How many records meet the query, and whether the number is exact: above COUNT_CAP it is not."""
    asked = parts(reader, module_key, query)
    if len(asked) == 1:
        rows = selection(reader, module_key, query, asked[0]).order_by()
        found = rows.values("pk")[: COUNT_CAP + 1].count()
        return min(found, COUNT_CAP), found <= COUNT_CAP
    ids: set[int] = set()
    for part in asked:
        rows = selection(reader, module_key, query, part).order_by()
        ids.update(rows.values_list("pk", flat=True)[: COUNT_CAP + 1])
        if len(ids) > COUNT_CAP:
            return COUNT_CAP, False
    return len(ids), True


class _Page:
    """Makes the statements of one page."""

    def __init__(
        self,
        reader: ActorReader,
        owner: str,
        query: Query,
        fields: list[FieldDef],
        keys: list[paging.SortKey],
    ) -> None:
        self._reader, self._owner, self._query, self._keys = reader, owner, query, keys
        self._start = paging.after(keys, paging.decode(keys, query.cursor)) if query.cursor else Q()
        columns = [key.column for key in keys]
        self._show: Show = partial(_show, fields, columns, load.titles_for(reader, fields))

    def listing(self, about: Any) -> Listing | Joined:
        """All statements; `about` holds what their rows depend on but for place and columns."""
        asked = parts(self._reader, self._owner, self._query)
        if len(asked) == 1:
            return self._part(about, asked[0], self._show, raw=False)
        model = module(self._owner).model
        # Asked again, so that no statement gives values past the gate.
        seen = model._default_manager.filter(self._reader.visible_each(self._owner), pk__in=among())
        rows = seen.filter(deleted_at__isnull=True).order_by(*paging.order_by(self._keys))
        limit = page_limit(self._query) + 1
        found = [
            self._part((about, number), part, self._places, raw=True) for number, part in enumerate(asked)
        ]
        return Joined(tuple(found), statement(self._show(rows[:limit])), limit)

    def _part(self, about: Any, part: Part, show: Show, raw: bool) -> Listing:
        reader, query = self._reader, self._query
        rows = selection(reader, self._owner, query, part)
        share: Share = "some" if reader.visible(self._owner) or query.criteria or query.search else "all"
        people = people_of(reader, self._owner, part)
        many = bool(query.search and finds_many(reader, module(self._owner), query.search, people))
        if query.ids is not None or part.few or (query.search and not many):
            share = "few"
        order = Order(self._keys, page_limit(query) + 1, share, self._start, show, raw)
        return listing(about, rows, order, self._near(part, many))

    def _near(self, part: Part, many: bool) -> "QuerySet[Any] | None":
        """The rows of a part in the form that suits a walk, where one may spare the database more than it takes."""
        if part.few:
            return None
        of_people = part.way is None or part.way.people is not None
        if connection.vendor == "sqlite":
            walks = not of_people
        elif of_people:
            walks = many
        else:
            # Up to some thousands of hits and of records are joined sooner than walked for.
            walks = not self._query.search or self._amount() == "many"
        if not walks:
            return None
        return selection(self._reader, self._owner, self._query, Part(part.way, each=True, walking=True))

    def _amount(self) -> Amount:
        return amount(self._reader, module(self._owner), self._query.search or "")

    def _places(self, rows: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
        return rows.values("pk", self._keys[0].column)


def _show(
    fields: list[FieldDef], columns: list[str], titles: dict[str, Any], rows: "QuerySet[Any]"
) -> "QuerySet[Any, dict[str, Any]]":
    return load.with_fields(rows, fields, *columns, **titles)
