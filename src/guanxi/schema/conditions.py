"""Families of operators, each with its two readings side by side.

A negative operator is the exact complement of its positive one: empty values satisfy 'not equals'.
Emptiness is None, '' or no values; no other operator is true of an empty value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q

from guanxi.kernel.clock import day_start, period, today
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import Env, FieldType

NEGATIVE = {
    "not_equals": "equals",
    "not_contains": "contains",
    "not_in": "in",
    "not_empty": "empty",
    "is_false": "is_true",
    "has_none": "has_any",
}
PERIODS = (
    "today", "yesterday", "tomorrow", "this_week", "last_week", "this_month",
    "last_month", "this_quarter", "this_year", "last_n_days", "next_n_days",
)  # fmt: skip

TEXT = (
    "equals",
    "not_equals",
    "contains",
    "not_contains",
    "starts_with",
    "in",
    "not_in",
    "empty",
    "not_empty",
)
CHOICE = ("equals", "not_equals", "in", "not_in", "empty", "not_empty")
SET = ("has_any", "has_all", "has_none", "empty", "not_empty")
ORDER = ("equals", "not_equals", "gt", "gte", "lt", "lte", "between", "empty", "not_empty")
CALENDAR = ("on", "before", "after", "between", *PERIODS, "empty", "not_empty")
FLAG = ("is_true", "is_false")

Compare = Callable[[Any, Any], bool]
_ORDER_MEMORY: dict[str, Compare] = {
    "equals": lambda value, argument: value == argument,
    "gt": lambda value, argument: value > argument,
    "gte": lambda value, argument: value >= argument,
    "lt": lambda value, argument: value < argument,
    "lte": lambda value, argument: value <= argument,
    "between": lambda value, argument: argument[0] <= value <= argument[1],
}
_TEXT_MEMORY: dict[str, Compare] = {
    "equals": lambda value, argument: value == argument,
    "contains": lambda value, argument: argument in value,
    "starts_with": lambda value, argument: value.startswith(argument),
    "in": lambda value, argument: value in argument,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of instants or days: `start` ≤ x < `end`; None is open."""

    start: Any
    end: Any


class Complementing(FieldType):
    """A type whose kits say only what their positive operators mean."""

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator in NEGATIVE:
            return ~self.sql(definition, NEGATIVE[operator], argument, env)
        return self.positive_sql(definition, operator, argument, env)

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        if operator in NEGATIVE:
            return not self.memory(definition, NEGATIVE[operator], value, argument, env)
        return self.positive_memory(definition, operator, value, argument, env)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        """`sql` of an operator that is no other's opposite."""
        raise NotImplementedError

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        """`memory` of an operator that is no other's opposite."""
        raise NotImplementedError


def text_sql(column: str, operator: str, argument: Any) -> Q:
    """A text condition on a column that holds normal forms, '' for empty."""
    if operator in NEGATIVE:
        return ~text_sql(column, NEGATIVE[operator], argument)
    if operator == "empty":
        return Q(**{column: ""})
    lookup = {"equals": "exact", "contains": "contains", "starts_with": "startswith", "in": "in"}[operator]
    return Q(**{f"{column}__{lookup}": argument}) & ~Q(**{column: ""})


def text_memory(value: str, operator: str, argument: Any) -> bool:
    """A text condition on a normal form."""
    if operator in NEGATIVE:
        return not text_memory(value, NEGATIVE[operator], argument)
    if operator == "empty":
        return value == ""
    return value != "" and _TEXT_MEMORY[operator](value, argument)


def order_sql(column: str, operator: str, argument: Any) -> Q:
    """A comparison on a nullable column."""
    if operator in NEGATIVE:
        return ~order_sql(column, NEGATIVE[operator], argument)
    if operator == "empty":
        return Q(**{f"{column}__isnull": True})
    if operator == "between":
        return Q(**{f"{column}__gte": argument[0], f"{column}__lte": argument[1]})
    lookup = "exact" if operator == "equals" else operator
    return Q(**{f"{column}__{lookup}": argument}) & Q(**{f"{column}__isnull": False})


def order_memory(value: Any, operator: str, argument: Any) -> bool:
    """A comparison on a value that may be None."""
    if operator in NEGATIVE:
        return not order_memory(value, NEGATIVE[operator], argument)
    if operator == "empty":
        return value is None
    return value is not None and _ORDER_MEMORY[operator](value, argument)


def span_of(operator: str, argument: Any, env: Env) -> tuple[date | None, date | None]:
    """First and last day of a calendar condition; None is open."""
    if operator == "on":
        return argument, argument
    if operator == "before":
        return None, argument - timedelta(days=1)
    if operator == "after":
        return argument + timedelta(days=1), None
    if operator == "between":
        return argument[0], argument[1]
    return period(operator, today(env.now, env.zone), argument or 0)


def calendar_span(operator: str, argument: Any, env: Env, instants: bool) -> Span:
    """The half-open span of a calendar condition, as days or as instants of the actor's zone."""
    first, last = span_of(operator, argument, env)
    end = last + timedelta(days=1) if last else None
    if not instants:
        return Span(first, end)
    return Span(first and day_start(first, env.zone), end and day_start(end, env.zone))


def span_sql(column: str, span: Span) -> Q:
    """Membership of a nullable column in a span."""
    condition = Q(**{f"{column}__isnull": False})
    if span.start is not None:
        condition &= Q(**{f"{column}__gte": span.start})
    if span.end is not None:
        condition &= Q(**{f"{column}__lt": span.end})
    return condition


def span_memory(value: Any, span: Span) -> bool:
    """Membership of a value that may be None in a span."""
    return (
        value is not None
        and (span.start is None or value >= span.start)
        and (span.end is None or value < span.end)
    )


def parse_day(raw: Any) -> date | None:
    """A date from its ISO form, or None when it is not one within the years 1 to 9998."""
    if isinstance(raw, datetime) or not isinstance(raw, str | date):
        return None
    try:
        day = raw if isinstance(raw, date) else date.fromisoformat(raw)
    except ValueError:
        return None
    return day if day.year < 9998 and day.year > 1 else None


def parse_instant(raw: Any) -> datetime | None:
    """An instant in UTC from its ISO form with an offset, or None when it is not one."""
    if not isinstance(raw, str | datetime):
        return None
    try:
        at = raw if isinstance(raw, datetime) else datetime.fromisoformat(raw)
        return at.astimezone(UTC).replace(microsecond=at.microsecond) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
