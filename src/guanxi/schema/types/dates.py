"""Dates and instants. A day begins and ends in the zone of the person who asks."""

from datetime import UTC
from typing import Any

import orjson
from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import CALENDAR, calendar_span, parse_day, parse_instant, span_memory, span_sql
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse
from guanxi.schema.operands import calendar_operand


@FIELD_TYPES.kit
class Date(FieldType):
    """A calendar day without a zone; `config["yearly"]` adds a MM-DD companion for days that recur."""

    key = "date"
    label = L("日期", "日期", "Date")
    operators = CALENDAR
    instants = False

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        columns: dict[str, Column] = {definition.key: models.DateField(null=True, blank=True)}
        if definition.config.get("yearly"):
            columns[f"{definition.key}_md"] = models.CharField(max_length=5, default="", blank=True)
        return columns

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        row = {definition.key: value}
        if definition.config.get("yearly"):
            row[f"{definition.key}_md"] = value.strftime("%m-%d") if value else ""
        return row

    def clean(self, definition: FieldDef, raw: Any) -> Any:
        if raw is None or raw == "":
            return None
        day = parse_day(raw)
        if day is None:
            raise refuse(definition, "invalid_date", raw=str(raw)[:40])
        return day

    def wire(self, value: Any) -> Any:
        return value.isoformat() if value else None

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return calendar_operand(definition, operator, raw)

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator in ("empty", "not_empty"):
            return Q(**{f"{definition.columns[0]}__isnull": operator == "empty"})
        return span_sql(definition.columns[0], calendar_span(operator, argument, env, self.instants))

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        if operator in ("empty", "not_empty"):
            return (value is None) == (operator == "empty")
        return span_memory(value, calendar_span(operator, argument, env, self.instants))


@FIELD_TYPES.kit
class DateTime(Date):
    """An instant, kept in UTC."""

    key = "datetime"
    label = L("日期时间", "日期時間", "Date and time")
    instants = True

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.DateTimeField(null=True, blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> Any:
        if raw is None or raw == "":
            return None
        at = parse_instant(raw)
        if at is None or not 1 < at.year < 9998:
            raise refuse(definition, "invalid_instant", raw=str(raw)[:40])
        return at

    def wire(self, value: Any) -> Any:
        if value is None:
            return None
        at = value if value.tzinfo is UTC else value.astimezone(UTC)
        # A third of what isoformat takes; a page of a list has a hundred of them.
        return orjson.dumps(at, option=orjson.OPT_UTC_Z)[1:-1].decode()
