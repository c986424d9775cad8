"""Some people who work here."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import SET, Complementing
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, refuse, unique_list
from guanxi.schema.operands import id_set, record_id

MOST = 20


@FIELD_TYPES.kit
class People(Complementing):
    """A tuple of people in the order in which they were named, kept as |3|12|."""

    key = "people"
    label = L("人员（多选）", "人員（多選）", "People")
    operators = SET

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.TextField(default="", blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> tuple[int, ...]:
        if raw is None or raw == "":
            return ()
        if not isinstance(raw, list | tuple) or len(raw) > MOST:
            raise refuse(definition, "bad_entries", limit=MOST)
        return tuple(unique_list(record_id(definition, item) for item in raw))

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {definition.key: f"|{'|'.join(map(str, value))}|" if value else ""}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> tuple[int, ...]:
        return tuple(int(part) for part in row[definition.key].split("|") if part)

    def refers(self, value: Any) -> Iterable[int]:
        return value or ()

    def wire(self, value: Any) -> Any:
        return [str(item) for item in value or ()]

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "、".join(map(str, value or ()))

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return id_set(definition, raw)

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
