"""Short and long text, kept as entered beside a normal form; short text may sort by pinyin."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.text import name_sort_key, normal, sort_key, visible
from guanxi.schema.conditions import TEXT, text_memory, text_sql
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse
from guanxi.schema.operands import text_list

# What begins with a letter, digit or everyday Chinese character is surely seen.
_SEEN = re.compile("[0-9A-Za-z\u4e00-\u9fff]")
SHORT_LIMIT = 200
LONG_LIMIT = 20_000


def clean_characters(definition: FieldDef, raw: Any) -> str:
    """The text without NUL, lone surrogates and other C0 controls but tab and line feed. Raises Refusal."""
    if not isinstance(raw, str):
        raise refuse(definition, "not_text")
    if raw.isprintable():
        return raw
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if any((ord(c) < 32 and c not in "\t\n") or 0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise refuse(definition, "control_characters")
    return text


@FIELD_TYPES.kit
class Text(FieldType):
    """One line of text."""

    key = "text"
    label = L("单行文本", "單行文字", "Text")
    operators: tuple[str, ...] = TEXT
    known_by: tuple[str, ...] = ("equals", "in", "empty", "not_empty")
    limit = SHORT_LIMIT

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        columns: dict[str, Column] = {
            definition.key: models.TextField(default="", blank=True),
            f"{definition.key}_n": models.TextField(default="", blank=True),
        }
        if definition.sortable:
            columns[f"{definition.key}_s"] = models.TextField(null=True, blank=True)
        return columns

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        if raw is None:
            return None
        text = visible(clean_characters(definition, raw))
        if self.limit == SHORT_LIMIT and ("  " in text or not text.isprintable()):
            text = " ".join(text.split())
        if len(text) > self.limit:
            raise refuse(definition, "too_long", limit=self.limit)
        # A text of marks that nobody sees is none.
        return text if _SEEN.match(text) or normal(text) else None

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        text = value or ""
        row = {definition.key: text, f"{definition.key}_n": normal(text)}
        if definition.sortable:
            by = name_sort_key if definition.search == "name" else sort_key
            row[f"{definition.key}_s"] = by(text) or None
        return row

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        return f"{value[0]}•••"

    def sort_column(self, definition: FieldDef) -> str:
        return f"{definition.key}_s"

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> str | None:
        return row[definition.key] or None

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return text_list(definition, raw) if operator in ("in", "not_in") else text_list(definition, [raw])[0]

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        return text_sql(f"{definition.key}_n", operator, argument)

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        return text_memory(normal(value or ""), operator, argument)


@FIELD_TYPES.kit
class LongText(Text):
    """Several lines of text."""

    key = "longtext"
    label = L("多行文本", "多行文字", "Long text")
    operators = ("contains", "not_contains", "empty", "not_empty")
    known_by = ("empty", "not_empty")
    limit = LONG_LIMIT

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "•••"
