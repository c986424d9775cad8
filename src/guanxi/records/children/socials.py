"""Several social accounts: WeChat, QQ, LinkedIn and others."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.text import normal
from guanxi.records.childkit import ChildType
from guanxi.records.entry_words import SOCIALS
from guanxi.records.models import SocialEntry
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.operands import text_list
from guanxi.schema.types.text import clean_characters

KINDS = ("wechat", "qq", "linkedin", "whatsapp", "weibo", "other")


@FIELD_TYPES.kit
class Socials(ChildType):
    """Entries {kind, value, main}."""

    key = "socials"
    label = L("社交账号", "社群帳號", "Social accounts")
    operators = ("equals", "not_equals", "empty", "not_empty")
    known_by = ("equals", "empty", "not_empty")
    table = SocialEntry
    parts = ("kind", "value")

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        if item.get("value") is None:
            return None
        value = " ".join(clean_characters(definition, item["value"]).split())
        if not value:
            return None
        kind = item.get("kind") or "wechat"
        if kind not in KINDS:
            raise refuse(definition, "unknown_option", value=str(kind)[:40])
        if len(value) > 200:
            raise refuse(definition, "too_long", limit=200)
        return {"kind": kind, "value": value}

    def identity(self, entry: Mapping[str, Any]) -> Any:
        return entry["kind"], normal(entry["value"])

    def row_of(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().row_of(entry), "normal": normal(entry["value"])[:200]}

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        return f"{SOCIALS[entry['kind']].get(locale)}: {entry['value']}"

    def entry_veil(self, entry: Mapping[str, Any], locale: str) -> str:
        return f"{entry['value'][:1]}•••"

    def tokens(self, value: Any) -> list[str]:
        forms = [normal(entry["value"]) for entry in value or ()]
        return [form for form in forms if form.isascii() and form.isalnum()]

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return text_list(definition, [raw])[0]

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(normal=argument)

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        return normal(entry["value"])[:200] == argument
