"""Values that people read but do not write: what an import kept of columns that map to nothing."""

from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse


@FIELD_TYPES.kit
class Json(FieldType):
    """A flat object of texts, for `other columns of the file` and `problems to mend`."""

    key = "json"
    label = L("其他列", "其他欄", "Other columns")
    operators = ("empty", "not_empty")

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {definition.key: models.JSONField(default=dict, blank=True)}

    def clean(self, definition: FieldDef, raw: Any) -> dict[str, Any]:
        if raw is None:
            return {}
        if not isinstance(raw, dict) or len(raw) > 200:
            raise refuse(definition, "invalid")
        return {str(key)[:200]: str(value)[:5000] for key, value in raw.items()}

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "\n".join(f"{key}: {item}" for key, item in (value or {}).items())

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        nothing = Q(**{definition.key: {}})
        return nothing if operator == "empty" else ~nothing

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        return (not value) == (operator == "empty")
