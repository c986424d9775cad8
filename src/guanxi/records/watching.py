"""Who looks at unusually many records: counted from what the audit writes anyway, told once a span to those who should know.

A record counts once, however often it is looked at. The databases sum up who might be over a number; of those few
alone each record is looked at.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Func, IntegerField, Q, Sum
from django.db.models.fields.json import KeyTransform

from guanxi.access import leaving as rules
from guanxi.access.directory import names_of
from guanxi.channels.inapp import Notice, notify
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.schedules import schedule, ticker
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM
from guanxi.records.leaving_models import ViewAlert
from guanxi.trail.models import AuditRow
from guanxi.trail.service import Act, record_acts

OPENED = ("open", "reveal")
LISTED = ("list", "search")
SPANS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class _Length(Func):
    """How many entries a JSON array has."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By its own name there."""
        return self.as_sql(compiler, connection, "JSON_ARRAY_LENGTH", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """And there."""
        return self.as_sql(compiler, connection, "JSONB_ARRAY_LENGTH", **more)


@ticker("records.watching", every=timedelta(seconds=30))
def watch() -> int:
    """Tell of everybody who went over an hour's number; how many tellings there were. Any number of workers may call it."""
    return look("hour")


@schedule("records.watching_day", every=timedelta(minutes=10))
@job("records.watching_day")
class WatchDay:
    """Tells of everybody who went over a day's number. A day is a long stretch of the audit to sum up: seals and reactions,
    which follow each other with the tickers, do not wait for it."""

    def run(self, ctx: JobContext) -> dict[str, int]:
        """How many tellings there were."""
        return {"told": look("day")}


def look(span: str) -> int:
    """Tell of everybody who is over a number of this span, and of whom nobody was told; how many."""
    at = clock.now()
    return _look("opened", OPENED, span, at) + _look("listed", LISTED, span, at)


def _look(kind: str, verbs: tuple[str, ...], span: str, at: datetime) -> int:
    measure = f"{kind}_{span}"
    limit = rules.alerts().get(measure)
    if limit is None:
        return 0
    since, told = at - SPANS[span], 0
    held = set(ViewAlert.objects.filter(measure=measure, until__gt=at).values_list("user_id", flat=True))
    for person in _likely(verbs, since, limit):
        seen = 0 if person in held else _exactly(person, verbs, since)
        if seen >= limit:
            told += _tell(person, measure, (seen, limit), at)
    return told


def _likely(verbs: tuple[str, ...], since: datetime, limit: int) -> list[int]:
    """The people who were shown so many records, counted as often as they were."""
    # The first condition is the index's own.
    rows = AuditRow.objects.filter(~Q(verb__in=("create", "edit")), verb__in=verbs, at__gte=since)
    rows = rows.filter(actor_id__isnull=False)
    if verbs == OPENED:
        counted = rows.filter(record_id__isnull=False).values("actor_id").annotate(seen=Count("pk"))
    else:
        ids = KeyTransform("1", KeyTransform("ids", "changes"))
        counted = rows.filter(changes__has_key="ids").values("actor_id").annotate(seen=Sum(_Length(ids)))
    over = counted.filter(seen__gte=limit).values_list("actor_id", flat=True)
    return [person for person in over if person is not None]


def _exactly(person: int, verbs: tuple[str, ...], since: datetime) -> int:
    """How many different records a person was shown."""
    rows = AuditRow.objects.filter(actor_id=person, verb__in=verbs, at__gte=since)
    if verbs == OPENED:
        return rows.filter(record_id__isnull=False).values("module", "record_id").distinct().count()
    told = rows.filter(changes__has_key="ids").values_list("module", "changes")
    return len({(key, one) for key, changes in told.iterator() for one in changes["ids"][1]})


def _tell(person: int, measure: str, counted: tuple[int, int], at: datetime) -> int:
    """Tell it, unless another worker does; 1 when it was told here."""
    span, (seen, limit) = SPANS[measure.partition("_")[2]], counted
    with transaction.atomic():
        ViewAlert.objects.get_or_create(user_id=person, measure=measure, defaults={"until": at})
        free = ViewAlert.objects.filter(user_id=person, measure=measure, until__lte=at)
        if not free.update(until=at + span):
            return 0
        told = {"measure": [None, measure], "count": [None, seen], "limit": [None, limit]}
        record_acts(SYSTEM, [Act("mass_view", "users", person, told)])
        params = {
            "actor": names_of([person]).get(person, ""), "count": seen, "limit": limit, "person": str(person),
            "since": (at - span).isoformat(), "until": at.isoformat(), "text": f"notify_mass_{measure}",
        }  # fmt: skip
        effect = f"mass:{measure}:{person}:{at.isoformat()}"
        notify(
            Notice(one.pk, "mass_view", params, "", effect=f"{effect}:{one.pk}")
            for one in rules.alarmed(person)
        )
    return 1
