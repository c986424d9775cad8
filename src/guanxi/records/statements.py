"""Lists as compiled SQL, kept by their shape.

On SQLite a filtered list that no index gives in its order is read in two attempts: a walk down the order's index
over its next rows, which fills a page of a common filter, and else the planner's own way, by the filter's index
with a sort of what it finds. Either alone is slow for one kind of filter: the planner cannot tell them apart.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from django.db import connection
from django.db.models import F, Q, QuerySet, Subquery, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.db.models.sql.datastructures import BaseTable

from guanxi.kernel.inline import Plain
from guanxi.kernel.recent import Recent
from guanxi.kernel.statement import Row, Statement, given, statement
from guanxi.records.hits import Among, Blank, Text
from guanxi.records.paging import SortKey, order_by

# A walk looks at no more rows than this before the planner's way is taken.
WALK = 12_000
KEPT_SECONDS = 600.0
# About ten kilobytes each.
KEPT = 1000
# Stands in the parameters where the value comes at which a walk ends.
FLOOR = object()
# What was written since then makes a walk longer; it is no other list.
FLOOR_SECONDS = 10.0

# The order in which kept names of records tell the newest.
NEWEST = [("updated_at", True), ("id", True)]
EVER = Value(datetime.min.replace(tzinfo=UTC))

# What part of the live records a list shows: every one, an unknown part, or the few that a search finds.
Share = Literal["all", "some", "few"]


@dataclass(frozen=True, slots=True)
class Walk:
    """A page's rows as far as they stand before a row of the order's index: the one that `floor` gives, if any."""

    floor: Statement
    bounded: Statement

    def rows(self) -> list[Row]:
        """What stands before the floor; nothing when the order ends before it, which the planner's way reads too."""
        floor = _floors.get(self.floor)
        if floor is None:
            floor = _floors.put(self.floor, self.floor.lists())
        return self.bounded.with_params(FLOOR, floor[0][0]).rows() if floor else []

    def filled(self, text: Text) -> "Walk":
        """The walk for a text that is searched."""
        return replace(self, bounded=_filled(self.bounded, text))


@dataclass(frozen=True, slots=True)
class Listing:
    """A page's statement, and on SQLite the walk that may spare it."""

    about: Hashable
    planned: Statement
    walk: "Walk | None"
    limit: int

    def rows(self, floor: Any = None) -> list[Row]:
        """Up to `limit` rows in order; those behind `floor`, if given, may be missing."""
        if self.walk is not None and floor is not None:
            return self.walk.bounded.with_params(FLOOR, floor).rows()
        return _walked(self.about, self.walk, self.limit) or self.planned.rows()

    def filled(self, text: Text) -> "Listing":
        """The listing for a text that is searched."""
        walk = self.walk and self.walk.filled(text)
        return Listing((self.about, text.query), _filled(self.planned, text), walk, self.limit)


@dataclass(frozen=True, slots=True)
class Joined:
    """A page of what is seen for several reasons: a walk over all of them where it finds a page, else the first rows of
    each by their ids, and then the first of all."""

    about: Hashable
    walk: Walk | None
    parts: tuple[Listing, ...]
    whole: Statement
    limit: int

    def rows(self) -> list[Row]:
        """Up to `limit` rows in order."""
        if found := _walked(self.about, self.walk, self.limit):
            return found
        ids: dict[int, None] = {}
        floor = None
        for part in self.parts:
            found = part.rows(floor)
            ids.update((next(iter(row.values())), None) for row in found)
            if floor is None and len(found) == self.limit:
                # No other reason's row behind this one comes onto the page.
                floor = list(found[-1].values())[1]
        return self.whole.rows_of(list(ids)) if ids else []

    def filled(self, text: Text) -> "Joined":
        """The same for a text that is searched."""
        parts = tuple(part.filled(text) for part in self.parts)
        walk = self.walk and self.walk.filled(text)
        return Joined((self.about, text.query), walk, parts, self.whole, self.limit)


def _filled(made: Statement, text: Text) -> Statement:
    """The statement for a text that is searched; it need not be asked when there is no hit."""
    found = {item: item.filled(text) for item in made.params if isinstance(item, Blank)}
    if [] in found.values():
        return Statement("", (), (), ())
    filled = (found[item] if isinstance(item, Blank) else item for item in made.params)
    return replace(made, params=tuple(filled))


def _walked(about: Hashable, walk: Walk | None, limit: int) -> list[Row]:
    """The page that a walk finds; nothing when it finds no full one, or did not a moment ago."""
    if walk is None or _fruitless.get(about):
        return []
    found = walk.rows()
    if len(found) == limit:
        return found
    _fruitless.put(about, True)
    return []


# Lists whose page a walk did not fill a minute ago.
_fruitless: "Recent[Hashable, bool]" = Recent(60, KEPT)
_floors: "Recent[Statement, Sequence[Sequence[Any]]]" = Recent(FLOOR_SECONDS, KEPT)
_statements: "Recent[Hashable, Statement]" = Recent(KEPT_SECONDS, KEPT)
_listings: "Recent[Hashable, Listing | Joined]" = Recent(KEPT_SECONDS, KEPT)
_searches: "Recent[Hashable, tuple[Listing | Joined, tuple[tuple[Among, int], ...]]]" = Recent(
    KEPT_SECONDS, KEPT
)


def kept_statement(key: Hashable, make: Callable[[], Statement]) -> Statement:
    """The statement of a shape; the key must hold everything that it depends on."""
    return _statements.get(key) or _statements.put(key, make())


def kept_listing(key: Hashable, make: Callable[[], Listing | Joined]) -> Listing | Joined:
    """The listing of a shape; the key must hold everything that it depends on."""
    return _listings.get(key) or _listings.put(key, make())


def kept_search(key: Hashable, text: Text, make: Callable[[], Listing | Joined]) -> Listing | Joined:
    """The listing of a search for a text, kept for others that find as much; `make` gives it with blanks. The key must
    hold everything else that it depends on."""
    found, answers = _searches.get((key, text.answers())) or (None, ())
    if found is None or any(text.found(among).grade != grade for among, grade in answers):
        about = key, text.answers()
        found = make()
        # What was looked up while it was made decided on its form.
        _searches.put(about, (found, text.answers()))
    return found.filled(text)


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is cut: `limit` rows by `keys`, those that `start` admits (all, or what comes after a cursor);
    `share` is what part of the live records it has, and `show` gives the rows their columns; `raw` ones stay as the
    driver gives them."""

    keys: list[SortKey]
    limit: int
    share: Share
    start: Q
    show: Callable[["QuerySet[Any]"], "QuerySet[Any, Row]"]
    raw: bool = False

    def shown(self, rows: "QuerySet[Any]") -> Statement:
        """The statement of these rows."""
        made = statement(self.show(rows))
        return replace(made, decoders=()) if self.raw else made


def listing(
    about: Hashable, rows: "QuerySet[Any]", order: Order, near: "QuerySet[Any] | None" = None
) -> Listing:
    """The statement of a list; `about` holds what its rows depend on but for place and columns.

    `near` are the same rows in a form that suits a walk on PostgreSQL, where lists without it need none.
    """
    keys, limit = order.keys, order.limit
    rows = rows.filter(order.start)
    planned = order.shown(rows.order_by(*order_by(keys))[:limit])
    index = _order_index(rows.model, keys)
    if connection.vendor == "postgresql":
        return Listing(about, planned, None if near is None else walk_of(near, order), limit)
    if (order.share == "all" and index) or _in_order(planned, index):
        return Listing(about, planned, None, limit)
    # Chosen and sorted by their ids, which indexes often hold, before whole rows are read.
    chosen = rows.order_by(*_unindexed(keys)).values("pk")[:limit]
    found = rows.model._default_manager.filter(pk__in=chosen).order_by(*order_by(keys))
    there = rows if near is None else near.filter(order.start)
    walk = _walk(there, order, index) if order.share == "some" and index else None
    return Listing(about, order.shown(found), walk, limit)


@dataclass(frozen=True, slots=True)
class Some:
    """Rows that are seen for one reason, and whether they are few; `newest` are names of the same rows (`record_id`) that
    tell when each changed, where such are kept."""

    rows: "QuerySet[Any]"
    few: bool
    newest: "QuerySet[Any] | None" = None


def united(about: Hashable, parts: Sequence[Some], seen: Q, order: Order) -> Listing | None:
    """One statement of the first among the first rows of several parts; of those that are chosen it is asked again whether
    each is `seen`. None where SQLite would look for those of a part among many."""
    limit, by = order.limit, order_by(order.keys)
    every = parts[0].rows.model._default_manager
    oldest = _oldest(parts, order)
    if connection.vendor == "postgresql":
        first, *more = (_first(part, order, by, oldest) for part in parts)
        found = every.filter(seen, pk__in=first.union(*more, all=True))
        return Listing(about, order.shown(found.order_by(*by)[:limit]), None, limit)
    index = _order_index(every.model, order.keys)
    any_of = Q(pk__in=())
    for part in parts:
        there = _first(part, order, _unindexed(order.keys) if part.few else by, oldest)
        if not part.few and not _in_order(statement(there), index):
            return None
        any_of |= Q(pk__in=there)
    chosen = every.filter(any_of).order_by(*_unindexed(order.keys)).values("pk")[:limit]
    return Listing(about, order.shown(every.filter(seen, pk__in=chosen).order_by(*by)), None, limit)


def _oldest(parts: Sequence[Some], order: Order) -> Coalesce | None:
    """When the last row of a page changed, at the earliest: as the last of the first rows of a part of many, if it has so
    many. None for lists in another order than the newest."""
    many = next((part for part in parts if not part.few), None)
    if many is None or not _is_newest(order):
        return None
    rows = many.rows.filter(order.start).order_by(*order_by(order.keys)).values("updated_at")
    return Coalesce(Subquery(rows[order.limit - 1 : order.limit]), EVER)


def _first(part: Some, order: Order, by: Sequence[Any], oldest: Coalesce | None) -> "QuerySet[Any]":
    """The ids of the first rows of a part in the order of a list, which `by` says in a form that suits the part; those
    that changed before `oldest` may be missing."""
    if part.newest is None or not _is_newest(order):
        return part.rows.filter(order.start).order_by(*by).values("pk")[: order.limit]
    # Down the names until so many are there: not each of them is looked at and sorted.
    names = part.newest.order_by("-updated_at", "-record_id").values("record_id")
    return (names if oldest is None else names.filter(updated_at__gte=oldest))[: order.limit]


def _is_newest(order: Order) -> bool:
    return [(key.column, key.descending) for key in order.keys] == NEWEST


def walk_of(rows: "QuerySet[Any]", order: Order) -> Walk | None:
    """The walk of a list down the index of its order, where there is one."""
    index = _order_index(rows.model, order.keys)
    return _walk(rows.filter(order.start), order, index) if index else None


def _walk(rows: "QuerySet[Any]", order: Order, index: str) -> Walk:
    """The same rows as far as they stand among the next WALK of the order's index."""
    key = order.keys[0]
    by = order_by(order.keys)
    every = rows.model._default_manager.filter(order.start, deleted_at__isnull=True).order_by(*by)
    # The value as the table has it, to be compared there.
    floor = replace(statement(every.values(key.column)[WALK : WALK + 1]), decoders=())
    end = given(FLOOR)
    near = rows.filter(**{f"{key.column}__{'gte' if key.descending else 'lte'}": end})
    near = near.order_by(*by)[: order.limit]
    table = rows.model._meta.db_table
    if connection.vendor == "sqlite":
        # A condition may have an index of its own in this order.
        walk = Walk(floor, order.shown(near))
        if _in_order(walk.bounded.with_params(FLOOR, ""), index):
            return walk
        near = near.all()
        near.query.get_initial_alias()
        near.query.alias_map[table] = _IndexedTable(table, table, index)
        return Walk(floor, order.shown(near))
    # Chosen by the index alone, before whole rows are read.
    chosen = rows.model._default_manager.filter(pk__in=near.values("pk")).order_by(*by)
    return Walk(floor, order.shown(chosen))


class _IndexedTable(BaseTable):
    """A table that SQLite must read by one index."""

    def __init__(self, table_name: str, alias: str | None, index: str) -> None:
        super().__init__(table_name, alias)
        self.index = index

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return f'{sql} INDEXED BY "{self.index}"', params


def _order_index(model: Any, keys: list[SortKey]) -> str | None:
    """The index of live records that has this order, forward or backward."""
    if len(keys) != 2:
        return None
    for index in model._meta.indexes:
        columns = [name.lstrip("-") for name in index.fields]
        if columns[:2] == [keys[0].column, "id"] and index.condition is not None:
            return str(index.name)
    return None


def _unindexed(keys: list[SortKey]) -> list[OrderBy]:
    """The order in a form that sorts what other conditions find."""
    first, *rest = order_by(keys)
    plain = OrderBy(Plain(F(keys[0].column)), descending=keys[0].descending, nulls_last=first.nulls_last)
    return [plain, *rest]


def _in_order(planned: Statement, index: str | None) -> bool:
    """Whether SQLite reads what it finds in the order that is wanted, by another index than that of all records."""
    if not planned.sql:
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {planned.sql}", planned.params)  # safe sql: compiled by the ORM
        plan = "\n".join(f"{row[3]} " for row in cursor.fetchall())
    return "TEMP B-TREE FOR ORDER BY" not in plan and f" INDEX {index} " not in plan
