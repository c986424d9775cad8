"""Several e-mail addresses. Personal: found by the whole address, its name and its domain only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.text import ValueFault, email_tokens, parse_email
from guanxi.records.childkit import ChildType
from guanxi.records.entry_words import EMAILS, with_kind
from guanxi.records.models import EmailEntry
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.operands import plain_text
from guanxi.schema.types.contact_points import veiled_email

KINDS = ("work", "home", "other")
_COLUMN = {"equals": "normal", "mailbox": "mailbox", "domain": "domain"}


@FIELD_TYPES.kit
class Emails(ChildType):
    """Entries {value, type, main}."""

    key = "emails"
    label = L("邮箱", "電子郵件", "E-mails")
    operators = ("equals", "not_equals", "mailbox", "domain", "empty", "not_empty")
    known_by = ("equals", "mailbox", "domain", "empty", "not_empty")
    table = EmailEntry
    parts = ("value", "type")
    columns_of_parts = {"type": "kind"}

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        raw = item.get("value")
        if raw is None or raw == "":
            return None
        try:
            parsed = parse_email(raw if isinstance(raw, str) else "")
        except ValueFault as fault:
            raise refuse(definition, f"email_{fault.code}", raw=str(raw)[:60]) from None
        kind = item.get("type") or "work"
        if kind not in KINDS:
            raise refuse(definition, "unknown_option", value=str(kind)[:40])
        return {"value": parsed.value, "type": kind}

    def identity(self, entry: Mapping[str, Any]) -> Any:
        return entry["value"].lower()

    def row_of(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        normal = entry["value"].lower()
        mailbox, _, domain = normal.rpartition("@")
        return {"value": entry["value"], "kind": entry["type"], "normal": normal,
                "mailbox": mailbox, "domain": domain}  # fmt: skip

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        return with_kind(EMAILS, "work", entry["type"], entry["value"], locale)

    def entry_veil(self, entry: Mapping[str, Any], locale: str) -> str:
        return veiled_email(entry["value"])

    def tokens(self, value: Any) -> list[str]:
        return [token for entry in value or () for token in email_tokens(entry["value"])]

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        form = plain_text(definition, raw).strip().lower()
        if not form:
            raise refuse(definition, "bad_operand")
        return form

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(**{_COLUMN[operator]: argument})

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        return bool(self.row_of(entry)[_COLUMN[operator]] == argument)
