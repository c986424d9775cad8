"""Nothing due is silent: every morning at eight in each person's zone, and reminders at their minute."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from guanxi.access import questions
from guanxi.access.models import User
from guanxi.access.rights import actor_of
from guanxi.channels.inapp import Notice, notify, told
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.jobs.schedules import ticker
from guanxi.kernel import clock
from guanxi.modules.accounts import cadence
from guanxi.records import inside
from guanxi.schema.modules import module

HOUR = 8
BIRTHDAY_DAYS = 3
ONE_BY_ONE = 5
REMINDERS = 500
TITLE_LIMIT = 80
# Fields that a notice tells of beside the title.
_TOLD = {"birthday": ("birthday",), "cadence": ("grade", "last_contact_at")}


@dataclass(frozen=True, slots=True)
class Due:
    """Something that one person should hear of."""

    user_id: int
    kind: str
    module: str
    record_id: int
    title: str
    params: dict[str, Any] = field(default_factory=dict)


@ticker("activities.mornings", every=timedelta(minutes=1))
def open_mornings() -> int:
    """Ask for the morning of every zone where it is eight or later; each zone has one a day, late if need be."""
    moment = clock.now()
    zones = User.objects.filter(is_active=True).values_list("time_zone", flat=True).distinct()
    local = {zone: moment.astimezone(ZoneInfo(zone)) for zone in zones}
    begun = {
        f"morning:{zone}:{at.date()}": {"zone": zone, "day": at.date().isoformat()}
        for zone, at in local.items()
        if at.hour >= HOUR
    }
    known = set(Job.objects.filter(effect_key__in=list(begun)).values_list("effect_key", flat=True))
    fresh = [(key, payload) for key, payload in begun.items() if key not in known]
    with transaction.atomic():
        for key, payload in fresh:
            enqueue("activities.morning", payload, effect_key=key)
    return len(fresh)


@job("activities.morning")
class Morning:
    """Tells the people of one time zone what is due today, what became overdue, and whose birthday comes."""

    def run(self, ctx: JobContext) -> dict[str, int]:
        """How many notices there were."""
        zone, day = ZoneInfo(ctx.payload["zone"]), date.fromisoformat(ctx.payload["day"])
        people = list(
            User.objects.filter(is_active=True, time_zone=zone.key)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        found = [item for item in _due(people, zone, day) if _may_hear(item)]
        notices = list(_notices(found, day))
        with transaction.atomic():
            notify(notices)
        return {"notices": len(notices)}


@ticker("activities.reminders", every=timedelta(seconds=20))
def remind() -> int:
    """Tell owners of open tasks whose reminder has come; one that was missed is told within a day."""
    moment = clock.now()
    rows = inside.live("activities").filter(
        remind_at__isnull=False, remind_at__lte=moment, remind_at__gt=moment - timedelta(days=1)
    )
    rows = rows.filter(kind="task", owner__is_active=True).exclude(done=True).order_by("remind_at")
    values = rows.values_list("pk", "owner_id", "subject", "content", "remind_at")[:REMINDERS]
    waiting = {
        f"remind:{key}:{at.isoformat()}": Due(owner, "remind", "activities", key, _title(subject, content))
        for key, owner, subject, content, at in values
    }
    fresh = set(waiting) - told(waiting)
    notices = [_notice(waiting[effect], effect) for effect in sorted(fresh) if _may_hear(waiting[effect])]
    if notices:
        with transaction.atomic():
            notify(notices)
    return len(notices)


def _due(people: list[int], zone: ZoneInfo, day: date) -> Iterator[Due]:
    start, end = clock.day_start(day, zone), clock.day_start(day + timedelta(days=1), zone)
    before = clock.day_start(day - timedelta(days=1), zone)
    tasks = inside.live("activities").filter(kind="task", owner_id__in=people).exclude(done=True)
    columns = ("owner_id", "pk", "subject", "content")
    for kind, first, last in (("due", start, end), ("overdue", before, start)):
        rows = tasks.filter(due_at__gte=first, due_at__lt=last).order_by("due_at")  # per chunk: twice
        for owner, key, subject, content in rows.values_list(*columns):
            yield Due(owner, kind, "activities", key, _title(subject, content))
    for target in ("contacts", "accounts"):
        records = inside.live(target).filter(owner_id__in=people)  # per chunk: twice
        rows = records.filter(next_follow_up__gte=start, next_follow_up__lt=end).order_by("next_follow_up")
        for owner, key, name in rows.values_list("owner_id", "pk", "name"):
            yield Due(owner, "follow_up", target, key, name or "")
    yield from _silent(people, day, zone)
    yield from _birthdays(people, day + timedelta(days=BIRTHDAY_DAYS))


def _silent(people: list[int], day: date, zone: ZoneInfo) -> Iterator[Due]:
    """Accounts whose last contact was, this very day, as long ago as their grade allows."""
    for item in cadence.rhythms():
        if item.days is None:
            continue
        last, after = (clock.day_start(day - timedelta(days=item.days - more), zone) for more in (0, 1))
        accounts = inside.live("accounts").filter(
            owner_id__in=people, grade=item.grade
        )  # per chunk: few grades
        rows = accounts.filter(last_contact_at__gte=last, last_contact_at__lt=after).exclude(stage="lost")
        for owner, key, name in rows.order_by("pk").values_list("owner_id", "pk", "name"):
            yield Due(owner, "cadence", "accounts", key, name or "", {"days": item.days})


def _birthdays(people: list[int], day: date) -> Iterator[Due]:
    """Who was born on the 29th of February is thought of on the 28th in other years."""
    days = [day.strftime("%m-%d")]
    if days == ["02-28"] and (day + timedelta(days=1)).month == 3:
        days.append("02-29")
    when = {"month": day.month, "day": day.day, "when": day.isoformat()}
    rows = inside.live("contacts").filter(owner_id__in=people, birthday_md__in=days).order_by("pk")
    for owner, key, name in rows.values_list("owner_id", "pk", "name"):
        yield Due(owner, "birthday", "contacts", key, name or "", when)


def _may_hear(item: Due) -> bool:
    """A notice names a record: its reader must be one who may read that name, and what else it tells."""
    readable = questions.readable(actor_of(item.user_id, "notice"), item.module)
    told_of = {module(item.module).title_field, *_TOLD.get(item.kind, ())}
    return told_of <= readable


def _notices(found: Iterable[Due], day: date) -> Iterator[Notice]:
    """One notice for each thing; where one person has many of a kind, one notice that counts them."""
    groups: dict[tuple[int, str, str], list[Due]] = defaultdict(list)
    for item in found:
        groups[item.user_id, item.kind, item.module].append(item)
    for (user_id, kind, module_key), items in groups.items():
        if len(items) <= ONE_BY_ONE:
            for item in items:
                yield _notice(item, f"{kind}:{module_key}:{item.record_id}:{user_id}:{day}")
            continue
        params = {**items[0].params, "count": len(items), "text": f"notify_{kind}_many"}
        yield Notice(user_id, kind, params, module_key, effect=f"{kind}:{module_key}:many:{user_id}:{day}")


def _notice(item: Due, effect: str) -> Notice:
    params = {**item.params, "title": item.title}
    return Notice(item.user_id, item.kind, params, item.module, item.record_id, effect)


def _title(subject: str | None, content: str | None) -> str:
    return (subject or " ".join((content or "").split()))[:TITLE_LIMIT]
