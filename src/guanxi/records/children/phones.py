"""Several phone numbers. Personal: found by the whole number and the last four digits only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.kernel.text import ValueFault, display_phone, is_canonical_cn, parse_phone, phone_tokens
from guanxi.records.childkit import ChildType
from guanxi.records.entry_words import PHONES, with_kind
from guanxi.records.models import PhoneEntry
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.types.contact_points import veiled_phone

KINDS = ("mobile", "work", "home", "fax", "other")


@FIELD_TYPES.kit
class Phones(ChildType):
    """Entries {value, type, main}; `value` is E.164, with ;ext= for an extension."""

    key = "phones"
    label = L("电话", "電話", "Phones")
    operators = ("equals", "not_equals", "last_four", "empty", "not_empty")
    known_by = ("equals", "last_four", "empty", "not_empty")
    table = PhoneEntry
    parts = ("value", "type")
    columns_of_parts = {"type": "kind"}

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        raw = item.get("value")
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str):
            raise refuse(definition, "phone_not_a_phone", raw=str(raw)[:40])
        number, _, extension = raw.partition(";ext=")
        if item.get("type") in KINDS and not extension and is_canonical_cn(number):
            return {"value": number, "type": item["type"]}
        try:
            parsed = parse_phone(number)
        except ValueFault as fault:
            raise refuse(definition, f"phone_{fault.code}", raw=raw[:40]) from None
        extension = (extension or parsed.ext or "")[:10]
        kind = item.get("type") or ("mobile" if parsed.type == "mobile" else "work")
        if kind not in KINDS:
            raise refuse(definition, "unknown_option", value=str(kind)[:40])
        main = parsed.e164 or parsed.national  # 95588 and the like have no form abroad
        return {"value": f"{main};ext={extension}" if extension else main, "type": kind}

    def row_of(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        normal = entry["value"].partition(";")[0]
        return {"value": entry["value"], "kind": entry["type"], "normal": normal, "last4": normal[-4:]}

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        shown = display_phone(entry["value"], locale)
        usual = "mobile" if _kind(entry["value"]) == "mobile" else "work"
        return with_kind(PHONES, usual, entry["type"], shown, locale)

    def entry_veil(self, entry: Mapping[str, Any], locale: str) -> str:
        return veiled_phone(entry["value"], locale)

    def tokens(self, value: Any) -> list[str]:
        return [token for entry in value or () for token in phone_tokens(entry["value"].partition(";")[0])]

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        if not isinstance(raw, str):
            raise refuse(definition, "bad_operand")
        if operator == "last_four":
            if len(raw) != 4 or not (raw.isascii() and raw.isdigit()):
                raise refuse(definition, "bad_operand")
            return raw
        entry = self.clean_entry(definition, {"value": raw})
        if entry is None:
            raise refuse(definition, "bad_operand")
        return entry["value"].partition(";")[0]

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(last4=argument) if operator == "last_four" else Q(normal=argument)

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        row = self.row_of(entry)
        return bool(row["last4" if operator == "last_four" else "normal"] == argument)


def _kind(value: str) -> str:
    try:
        return parse_phone(value.partition(";")[0]).type
    except ValueFault:
        return ""
