"""Money: an exact amount in minor units, and its currency."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.money import Money, minor_units
from guanxi.schema.conditions import ORDER, order_memory, order_sql
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse
from guanxi.schema.operands import operand
from guanxi.schema.types.numbers import parse_decimal

DEFAULT_CURRENCY = "CNY"


@FIELD_TYPES.kit
class MoneyType(FieldType):
    """An amount of money; conditions compare amounts of the operand's currency only."""

    key = "money"
    label = L("金额", "金額", "Money")
    operators = ORDER

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {
            definition.key: models.BigIntegerField(null=True, blank=True),
            f"{definition.key}_currency": models.CharField(max_length=3, default="", blank=True),
        }

    def value_columns(self, definition: FieldDef) -> list[str]:
        return list(definition.columns)

    def clean(self, definition: FieldDef, raw: Any) -> Money | None:
        if raw is None or raw == "" or isinstance(raw, Money):
            return raw or None
        currency = DEFAULT_CURRENCY
        if isinstance(raw, dict):
            if set(raw) - {"amount", "currency"}:
                raise refuse(definition, "not_a_number")
            currency, raw = raw.get("currency") or DEFAULT_CURRENCY, raw.get("amount")
            if raw is None or raw == "":
                return None
        if (
            not isinstance(currency, str)
            or len(currency) != 3
            or not (currency.isascii() and currency.isalpha())
        ):
            raise refuse(definition, "unknown_currency")
        currency = currency.upper()
        return Money(parse_decimal(definition, raw, minor_units(currency)), currency)

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        minor = None if value is None else int(value.amount.scaleb(minor_units(value.currency)))
        return {definition.key: minor, f"{definition.key}_currency": value.currency if value else ""}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> Money | None:
        raw, currency = row[definition.key], row[f"{definition.key}_currency"]
        return None if raw is None else Money.of_minor(raw, currency)

    def wire(self, value: Any) -> Any:
        return None if value is None else {"amount": str(value.amount), "currency": value.currency}

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "" if value is None else f"{value.amount} {value.currency}"

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        def one(item: Any) -> Money:
            value = self.clean(definition, item)
            if value is None:
                raise refuse(definition, "bad_operand")
            return value

        found = operand(definition, operator, raw, one)
        if isinstance(found, tuple) and found[0].currency != found[1].currency:
            raise refuse(definition, "bad_operand")
        return found

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator == "not_equals":
            return ~self.sql(definition, "equals", argument, env)
        if argument is None:
            return order_sql(definition.key, operator, None)
        currency = (argument[0] if isinstance(argument, tuple) else argument).currency
        condition = order_sql(definition.key, operator, _minor(argument))
        return condition & Q(**{f"{definition.key}_currency": currency})

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        if operator == "not_equals":
            return not self.memory(definition, "equals", value, argument, env)
        if argument is None:
            return order_memory(value, operator, None)
        currency = (argument[0] if isinstance(argument, tuple) else argument).currency
        same = value is not None and value.currency == currency
        return same and order_memory(_minor(value), operator, _minor(argument))


def _minor(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_minor(item) for item in value)
    return int(value.amount.scaleb(minor_units(value.currency)))
