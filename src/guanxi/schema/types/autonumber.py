"""A number that the system gives to a new record, and nobody changes."""

from typing import Any

from guanxi.kernel.i18n import L
from guanxi.schema.conditions import TEXT
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import refuse
from guanxi.schema.types.text import Text


@FIELD_TYPES.kit
class AutoNumber(Text):
    """Text such as G-00042: `config["prefix"]`, then at least `config["digits"]` digits. Numbers may have gaps."""

    key = "autonumber"
    label = L("自动编号", "自動編號", "Automatic number")
    operators = TEXT
    given = True

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        if raw is None:
            return None
        raise refuse(definition, "readonly")

    def face(self, definition: FieldDef, number: int) -> str:
        """The text of the n-th number."""
        digits = int(definition.config.get("digits", 1))
        return f"{definition.config.get('prefix', '')}{number:0{digits}d}"
