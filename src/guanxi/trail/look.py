"""Looking through the audit, newest first: pages by the place where the last one ended, and a bounded search."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from guanxi.trail.models import AuditRow, Touched

# So many rows are looked through at most for one step of a page whose conditions no index answers; and so many steps.
WINDOW = 10_000
STEPS = 4
Rows = QuerySet[AuditRow]


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which row a page begins."""

    at: datetime
    row_id: int


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for; what is not given is not asked."""

    module: str | None = None
    record_id: int | None = None
    person: int | None = None
    verbs: tuple[str, ...] = ()
    since: datetime | None = None
    before: datetime | None = None
    after: Place | None = None


def look(asked: Look, limit: int) -> tuple[list[AuditRow], Place | None]:
    """The newest rows that meet it, and where to go on; a page may hold fewer than `limit` and yet have a next one."""
    found: list[AuditRow] = []
    for _ in range(STEPS):
        some, further = _step(asked, limit - len(found))
        found += some
        if further is None or len(found) >= limit:
            return found, further
        asked = replace(asked, after=further)
    return found, further


def removals(wanted: Mapping[str, Collection[int]], every: Collection[str] = ()) -> list[AuditRow]:
    """The acts by which things of the house, by module, were taken away; of some modules all."""
    rows = AuditRow.objects.filter(verb="delete", version__isnull=True, record_id__isnull=False)
    found: list[AuditRow] = []
    for module in {*wanted, *every}:
        if module in every:
            found += rows.filter(module=module)  # per chunk: a kind of things
        elif ids := wanted[module]:
            found += rows.filter(module=module, record_id__in=ids)  # per chunk: a kind of things
    return found


def count(asked: Look, most: int) -> int:
    """How many rows meet it, up to `most`."""
    found, (sources, rest) = 0, _sources(asked)
    for source in sources:
        found += (
            _within(source, asked).filter(rest).order_by().values("pk")[: most - found].count()
        )  # per chunk: a source
        if found >= most:
            break
    return found


def _step(asked: Look, limit: int) -> tuple[list[AuditRow], Place | None]:
    sources, rest = _sources(asked)
    rows: list[AuditRow] = []
    edges: list[Place] = []
    for source in sources:
        some, edge = _first(_within(source, asked), rest, limit)
        rows += some
        edges += [edge] if edge else []
    rows.sort(key=lambda row: (row.at, row.pk), reverse=True)
    if edges:
        # Beyond the nearest edge another source may have rows that were not looked at.
        nearest = max(edges, key=lambda place: (place.at, place.row_id))
        rows = [row for row in rows if (row.at, row.pk) >= (nearest.at, nearest.row_id)]
    if len(rows) > limit:
        return rows[:limit], _place(rows[limit - 1])
    return rows, max(edges, key=lambda place: (place.at, place.row_id)) if edges else None


def _sources(asked: Look) -> tuple[Sequence[Rows], Q]:
    """The rows by the index that narrows most, and what is left to ask."""
    rows = AuditRow.objects.all()
    rest = Q()
    if asked.record_id is not None:
        on = rows.filter(module=asked.module, record_id=asked.record_id)
        touched = Touched.objects.filter(module=asked.module, record_id=asked.record_id)
        sources: Sequence[Rows] = (
            on.filter(version__isnull=False),
            on.filter(version__isnull=True, record_id__isnull=False),
            rows.filter(pk__in=touched.values("act_id")),
        )
        rest = _person(asked) & _verbs(asked)
    elif asked.person is not None:
        sources, rest = (rows.filter(actor_id=asked.person),), _module(asked) & _verbs(asked)
    elif asked.verbs and not {"create", "edit"} & set(asked.verbs):
        # The condition is the index's own.
        rare = rows.filter(~Q(verb__in=("create", "edit")))
        sources, rest = [rare.filter(verb=verb) for verb in asked.verbs], _module(asked)
    else:
        sources, rest = (rows,), _module(asked) & _verbs(asked)
    return sources, rest


def _module(asked: Look) -> Q:
    return Q(module=asked.module) if asked.module is not None else Q()


def _person(asked: Look) -> Q:
    return Q(actor_id=asked.person) if asked.person is not None else Q()


def _verbs(asked: Look) -> Q:
    return Q(verb__in=asked.verbs) if asked.verbs else Q()


def _within(rows: Rows, asked: Look) -> Rows:
    if asked.since is not None:
        rows = rows.filter(at__gte=asked.since)
    if asked.before is not None:
        rows = rows.filter(at__lt=asked.before)
    if asked.after is not None:
        place = asked.after
        rows = rows.filter(at__lte=place.at).filter(Q(at__lt=place.at) | Q(pk__lt=place.row_id))
    return rows.order_by("-at", "-pk")


def _first(rows: Rows, rest: Q, limit: int) -> tuple[list[AuditRow], Place | None]:
    """The first rows that meet the rest, of so many that are looked through; where that ended, if it did not find all."""
    if not rest:
        return list(rows[: limit + 1]), None
    looked_at = rows.values("pk")[:WINDOW]
    found = list(AuditRow.objects.filter(rest, pk__in=looked_at).order_by("-at", "-pk")[: limit + 1])
    if len(found) > limit:
        return found, None
    edge = rows.values_list("at", "pk")[WINDOW - 1 : WINDOW]
    return found, next((Place(at, row_id) for at, row_id in edge), None)


def _place(row: AuditRow) -> Place:
    return Place(row.at, row.pk)
