"""Numbers and percentages, kept exact as scaled integers so that sums are the same everywhere."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import ORDER, order_memory, order_sql
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse
from guanxi.schema.operands import operand

DIGITS = 15
# What fits a BIGINT once it is scaled.
SCALED_DIGITS = 18


def parse_decimal(definition: FieldDef, raw: Any, decimals: int) -> Decimal:
    """A finite number with at most `decimals` decimals and 15 digits before them. Raises Refusal."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise refuse(definition, "not_a_number")
    limit = 10 ** min(DIGITS, SCALED_DIGITS - decimals)
    if isinstance(raw, int) and abs(raw) >= limit:
        raise refuse(definition, "number_range")
    if len(str(raw)) > 40 or "_" in str(raw):
        raise refuse(definition, "not_a_number")
    try:
        value = Decimal(str(raw))
        if not value.is_finite() or abs(value) >= limit:
            raise refuse(definition, "number_range")
        rounded = round(value, decimals)
    except InvalidOperation:
        raise refuse(definition, "not_a_number") from None
    if rounded != value:
        raise refuse(definition, "too_many_decimals", decimals=decimals)
    return rounded + 0  # there is no negative nothing


@FIELD_TYPES.kit
class Number(FieldType):
    """A number with `config["decimals"]` decimals (0 by default)."""

    key = "number"
    label = L("数字", "數字", "Number")
    operators = ORDER

    def decimals(self, definition: FieldDef) -> int:
        """How many decimals the field keeps."""
        return int(definition.config.get("decimals", 0))

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.BigIntegerField(null=True, blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> Decimal | None:
        if raw is None or raw == "":
            return None
        value = parse_decimal(definition, raw, self.decimals(definition))
        low = definition.config.get("min")
        if low is not None and value < low:
            raise refuse(definition, "number_range")
        return value

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {definition.key: None if value is None else self._scaled(definition, value)}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> Decimal | None:
        raw = row[definition.key]
        return None if raw is None else Decimal(raw).scaleb(-self.decimals(definition))

    def wire(self, value: Any) -> Any:
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        def one(item: Any) -> Decimal:
            return parse_decimal(definition, item, self.decimals(definition))

        return operand(definition, operator, raw, one)

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        scaled: Any = None
        if isinstance(argument, tuple):
            scaled = tuple(self._scaled(definition, item) for item in argument)
        elif argument is not None:
            scaled = self._scaled(definition, argument)
        return order_sql(definition.key, operator, scaled)

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        return order_memory(value, operator, argument)

    def _scaled(self, definition: FieldDef, value: Decimal) -> int:
        return int(value.scaleb(self.decimals(definition)))


@FIELD_TYPES.kit
class Percent(Number):
    """A percentage: 12.5 means 12.5 %."""

    key = "percent"
    label = L("百分比", "百分比", "Percent")

    def decimals(self, definition: FieldDef) -> int:
        return int(definition.config.get("decimals", 2))

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "" if value is None else f"{self.wire(value)}%"
