"""The one clock, so that tests can hold time still."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which `day` begins in `zone`."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def today(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day in `zone` at the instant `at`."""
    return at.astimezone(zone).date()


def period(name: str, day: date, days: int = 0) -> tuple[date, date]:
    """First and last day (inclusive) of a period named relative to `day`.

    Weeks begin on Monday (ISO 8601). Raises KeyError for an unknown name.
    """
    monday = day - timedelta(days=day.weekday())
    month = day.replace(day=1)
    quarter = day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    spans = {
        "today": (day, day),
        "yesterday": (day - timedelta(days=1), day - timedelta(days=1)),
        "tomorrow": (day + timedelta(days=1), day + timedelta(days=1)),
        "this_week": (monday, monday + timedelta(days=6)),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (month, _next_month(month, 1) - timedelta(days=1)),
        "last_month": (_next_month(month, -1), month - timedelta(days=1)),
        "this_quarter": (quarter, _next_month(quarter, 3) - timedelta(days=1)),
        "this_year": (day.replace(month=1, day=1), day.replace(month=12, day=31)),
        "last_n_days": (day - timedelta(days=max(days - 1, 0)), day),
        "next_n_days": (day, day + timedelta(days=max(days - 1, 0))),
    }
    return spans[name]


def _next_month(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return first.replace(year=index // 12, month=index % 12 + 1)
