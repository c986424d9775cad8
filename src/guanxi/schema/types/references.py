"""Fields that point at a record or at a person who works here."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import Complementing
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env
from guanxi.schema.operands import id_set, record_id


@FIELD_TYPES.kit
class Lookup(Complementing):
    """One record of the module `target`; `config["model"]` names its Django model."""

    key = "lookup"
    label = L("关联", "關聯", "Lookup")
    operators: tuple[str, ...] = ("in", "not_in", "empty", "not_empty")
    db_index = True

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        model = definition.config.get("model", settings.AUTH_USER_MODEL)
        column = models.ForeignKey(
            model, models.SET_NULL, null=True, blank=True, related_name="+", db_index=self.db_index
        )
        return {definition.key: column}

    def value_columns(self, definition: FieldDef) -> list[str]:
        return [f"{definition.key}_id"]

    def clean(self, definition: FieldDef, raw: Any) -> int | None:
        return None if raw is None or raw == "" else record_id(definition, raw)

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {f"{definition.key}_id": value}

    def refers(self, value: Any) -> Iterable[int]:
        return () if value is None else (value,)

    def wire(self, value: Any) -> Any:
        return None if value is None else str(value)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return id_set(definition, raw)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator == "empty":
            return Q(**{f"{definition.key}__isnull": True})
        if len(argument) == 1:
            return Q(**{f"{definition.key}_id": next(iter(argument))})
        return Q(**{f"{definition.key}_id__in": sorted(argument)})

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        return value is None if operator == "empty" else value in argument


@FIELD_TYPES.kit
class UserField(Lookup):
    """A person who works here."""

    key = "user"
    label = L("人员", "人員", "User")
    operators = ("is_me", "my_department", "in", "not_in", "empty", "not_empty")
    # Lists of a person's records have an index of their own; people are never deleted, so nothing else asks.
    db_index = False

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        if operator in ("is_me", "my_department"):
            return None
        return super().argument(definition, operator, raw, env)

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        return super().sql(definition, *_resolved(operator, argument, env), env)

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        operator, argument = _resolved(operator, argument, env)
        return super().memory(definition, operator, value, argument, env)


def _resolved(operator: str, argument: Any, env: Env) -> tuple[str, Any]:
    if operator == "is_me":
        return "in", frozenset({env.user_id if env.user_id is not None else -1})
    if operator == "my_department":
        return "in", env.department_users or frozenset({-1})
    return operator, argument
