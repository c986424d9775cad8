"""A record of any module that others may follow, such as what a document or a comment belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import Complementing
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.modules import MODULES
from guanxi.schema.operands import MAX_VALUES, record_id


@FIELD_TYPES.kit
class RecordField(Complementing):
    """One record, said as "contacts/12": module and id stand in columns of their own, indexed by the model."""

    key = "record"
    label = L("任意记录", "任意記錄", "Any record")
    operators = ("in", "not_in", "empty", "not_empty")

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {
            f"{definition.key}_module": models.CharField(max_length=60, default="", blank=True),
            f"{definition.key}_id": models.BigIntegerField(null=True, blank=True),
        }

    def value_columns(self, definition: FieldDef) -> list[str]:
        return list(definition.columns)

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        return None if raw is None or raw == "" else _named(definition, raw)

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        module, key = parts_of(value) if value else ("", None)
        return dict(zip(definition.columns, (module, key), strict=True))

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> str | None:
        module, key = (row[column] for column in definition.columns)
        return f"{module}/{key}" if module else None

    def refers(self, value: Any) -> Iterable[Any]:
        return () if value is None else (value,)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        values = raw if isinstance(raw, list) else [raw]
        if not values or len(values) > MAX_VALUES:
            raise refuse(definition, "bad_operand")
        return frozenset(_named(definition, value) for value in values)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        module, key = definition.columns
        if operator == "empty":
            return Q(**{module: ""})
        condition = Q()
        for name, ids in sorted(grouped(argument).items()):
            numbers = sorted(ids)
            among: dict[str, Any] = {key: numbers[0]} if len(numbers) == 1 else {f"{key}__in": numbers}
            condition |= Q(**{module: name}, **among)
        return condition

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        return value is None if operator == "empty" else value in argument


def parts_of(value: str) -> tuple[str, int]:
    """Module and id of a canonical value."""
    module, _, key = value.partition("/")
    return module, int(key)


def grouped(values: Iterable[str | None]) -> dict[str, set[int]]:
    """The ids of canonical values by module; empty ones are passed over."""
    found: dict[str, set[int]] = defaultdict(set)
    for value in values:
        if value:
            module, key = parts_of(value)
            found[module].add(key)
    return found


def _named(definition: FieldDef, raw: Any) -> str:
    if not isinstance(raw, str):
        raise refuse(definition, "unknown_record", value=str(raw)[:40])
    module, _, key = raw.partition("/")
    if module not in MODULES or MODULES.get(module).follows is not None:
        raise refuse(definition, "unknown_record", value=raw[:40])
    return f"{module}/{record_id(definition, key)}"
