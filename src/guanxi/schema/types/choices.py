"""Yes or no, one of several, some of several."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import CHOICE, FLAG, SET, Complementing
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse, unique_list
from guanxi.schema.operands import choice_operand


def option_label(definition: FieldDef, value: str, locale: str) -> str:
    """What a person reads for an option."""
    for option in definition.options:
        if option.value == value:
            return option.label.get(locale)
    return value


@FIELD_TYPES.kit
class Boolean(FieldType):
    """Yes or no; there is no third."""

    key = "boolean"
    label = L("是/否", "是/否", "Yes or no")
    operators = FLAG

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.BooleanField(default=False)}

    def clean(self, definition: FieldDef, raw: Any) -> bool:
        if raw is None:
            return False
        if not isinstance(raw, bool):
            raise refuse(definition, "not_a_flag")
        return raw

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return (L("是", "是", "Yes") if value else L("否", "否", "No")).get(locale)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return None

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        return Q(**{definition.key: operator == "is_true"})

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        return bool(value) == (operator == "is_true")


@FIELD_TYPES.kit
class Choice(Complementing):
    """One of the field's options."""

    key = "choice"
    label = L("单选", "單選", "Choice")
    operators = CHOICE

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.CharField(max_length=60, default="", blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str) or raw not in definition.option_values:
            raise refuse(definition, "unknown_option", value=str(raw)[:40])
        return raw

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {definition.key: value or ""}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> str | None:
        return row[definition.key] or None

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return option_label(definition, value, locale) if value else ""

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return choice_operand(definition, operator, raw)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator == "empty":
            return Q(**{definition.key: ""})
        if len(argument) == 1:
            return Q(**{definition.key: next(iter(argument))})
        return Q(**{f"{definition.key}__in": sorted(argument)})

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        return value is None if operator == "empty" else value in argument


@FIELD_TYPES.kit
class MultiChoice(Complementing):
    """Some of the field's options, kept as |a|b| so that both databases read it alike."""

    key = "multichoice"
    label = L("多选", "多選", "Multiple choice")
    operators = SET

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.TextField(default="", blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> tuple[str, ...]:
        if raw is None or raw == "":
            return ()
        values = [raw] if isinstance(raw, str) else raw
        if not isinstance(values, list | tuple):
            raise refuse(definition, "unknown_option", value=str(raw)[:40])
        for value in values:
            if not isinstance(value, str) or value not in definition.option_values:
                raise refuse(definition, "unknown_option", value=str(value)[:40])
        return tuple(unique_list(values))

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {definition.key: f"|{'|'.join(value)}|" if value else ""}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(part for part in row[definition.key].split("|") if part)

    def wire(self, value: Any) -> Any:
        return list(value or ())

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "、".join(option_label(definition, item, locale) for item in value or ())

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return choice_operand(definition, operator, raw)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator == "empty":
            return Q(**{definition.key: ""})
        condition = Q()
        for value in sorted(argument):
            one = Q(**{f"{definition.key}__contains": f"|{value}|"})
            condition = condition & one if operator == "has_all" else condition | one
        return condition

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        held = frozenset(value or ())
        if operator == "empty":
            return not held
        return argument <= held if operator == "has_all" else bool(argument & held)
