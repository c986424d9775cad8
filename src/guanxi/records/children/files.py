"""Files on a record. A value names files that were uploaded before; the rows of the files say where they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.text import normal
from guanxi.kernel.text.tokens import text_tokens
from guanxi.records.childkit import ChildType
from guanxi.records.models import StoredFile
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse, unique_list
from guanxi.schema.operands import text_list

MOST = 30
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Held:
    """One file of a value: the same one whatever it is called."""

    token: str
    name: str = field(default="", compare=False)
    size: int = field(default=0, compare=False)
    kind: str = field(default="", compare=False)
    at: str = field(default="", compare=False)
    by: int | None = field(default=None, compare=False)

    def shown(self) -> dict[str, Any]:
        """What a page shows of it."""
        return {"id": self.token, "name": self.name, "size": self.size, "type": self.kind}

    def signed(self, names: Mapping[int, str]) -> dict[str, Any]:
        """The same with who sent it when; for fields declared with {"signed": True}."""
        at = datetime.fromisoformat(self.at) if self.at else None
        by = {"id": str(self.by), "name": names.get(self.by, "")} if self.by else None
        return {**self.shown(), "at": at and (at if at.tzinfo else at.replace(tzinfo=UTC)), "by": by}


@FIELD_TYPES.kit
class Files(ChildType):
    """A tuple of files; one at most unless the field is declared with {"multiple": True} (and {"most": 4})."""

    key = "file"
    label = L("文件", "檔案", "File")
    operators = ("contains", "not_contains", "empty", "not_empty")
    table = StoredFile
    placed = True

    def clean(self, definition: FieldDef, raw: Any) -> Any:
        if raw is None or raw == "":
            return ()
        tokens = unique_list(raw) if isinstance(raw, list | tuple) and all(map(_is_text, raw)) else [raw]
        if not all(isinstance(token, str) and _TOKEN.fullmatch(token) for token in tokens):
            raise refuse(definition, "file_by_upload")
        limit = most(definition)
        if len(tokens) > limit:
            raise refuse(definition, "too_many_files", limit=limit)
        return tuple(Held(token) for token in tokens)

    def columns(self) -> tuple[str, ...]:
        return ("token", "name", "size", "kind", "created_at", "uploader_id")

    def entry_of(self, parts: list[Any]) -> Any:
        return Held(*parts)

    def where(self, definition: FieldDef) -> dict[str, str]:
        return {**super().where(definition), "field": definition.key}

    def wire(self, value: Any) -> Any:
        return [held.token for held in value or ()]

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return "、".join(held.name for held in value or ())

    def tokens(self, value: Any) -> list[str]:
        return [token for held in value or () for token in text_tokens("text", held.name)]

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return text_list(definition, [raw])[0]

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(name_normal__contains=argument)

    def entry_holds(self, entry: Mapping[str, Any] | Held, operator: str, argument: Any) -> bool:
        assert isinstance(entry, Held)
        return argument in form_of(entry.name)


def form_of(name: str) -> str:
    """The normal form of a name, as conditions compare it."""
    return normal(name)[:255]


def most(definition: FieldDef) -> int:
    """How many files the field takes."""
    return int(definition.config.get("most", MOST)) if definition.config.get("multiple") else 1


def _is_text(item: Any) -> bool:
    return isinstance(item, str)
