"""Where a contact works or worked: the field type, and how it agrees with the contact's own columns."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.modules.contacts.employment_models import Employment
from guanxi.modules.contacts.options import DECISION_ROLES
from guanxi.records.childkit import ChildType
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.schema.conditions import parse_day
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.operands import id_set, record_id
from guanxi.schema.types.text import clean_characters

MIRRORED = ("account", "title", "department", "decision_role")
_ROLES = frozenset(option.value for option in DECISION_ROLES)


@FIELD_TYPES.kit
class Employments(ChildType):
    """Entries {account, title, department, decision_role, since, until, main}."""

    key = "employments"
    label = L("任职", "任職", "Employments")
    operators = ("in", "not_in", "empty", "not_empty")
    table = Employment
    parts = ("account", "title", "department", "decision_role", "since", "until")
    columns_of_parts = {"account": "account_id"}

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        entry: dict[str, Any] = {"account": None}
        if item.get("account") not in (None, ""):
            entry["account"] = record_id(definition, item["account"])
        for part in ("title", "department"):
            raw = item.get(part)
            entry[part] = "" if raw is None else " ".join(clean_characters(definition, raw).split())
            if len(entry[part]) > 200:
                raise refuse(definition, "too_long", limit=200)
        role = item.get("decision_role") or ""
        if role and (not isinstance(role, str) or role not in _ROLES):
            raise refuse(definition, "unknown_option", value=str(role)[:40])
        entry["decision_role"] = role
        for part in ("since", "until"):
            raw = item.get(part)
            entry[part] = parse_day(raw) if raw else None
            if raw and entry[part] is None:
                raise refuse(definition, "invalid_date", raw=str(raw)[:40])
        return entry if any(entry.values()) else None

    def entry_of(self, parts: list[Any]) -> Any:
        entry = super().entry_of(parts)
        for part in ("since", "until"):
            entry[part] = date.fromisoformat(entry[part]) if entry[part] else None
        return entry

    def identity(self, entry: Mapping[str, Any]) -> Any:
        return tuple(entry[part] for part in self.parts)

    def refers(self, value: Any) -> Iterable[int]:
        return [entry["account"] for entry in value or () if entry["account"]]

    def wire(self, value: Any) -> Any:
        found = []
        for entry in value or ():
            shown = {**entry, "account": str(entry["account"]) if entry["account"] else None}
            for part in ("since", "until"):
                shown[part] = entry[part].isoformat() if entry[part] else None
            found.append(shown)
        return found

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        return " ".join(part for part in (entry["department"], entry["title"]) if part)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return id_set(definition, raw)

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(account_id__in=sorted(argument))

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        return entry["account"] in argument


class EmploymentGuard(Guard):
    """Keeps the main employment and the contact's company, title, department and role the same thing."""

    key = "contacts.employments"
    order = 210
    modules = ("contacts",)

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb in ("create", "edit") else ():
            if "employments" in row.sent:
                _columns_from_main(row)
            elif row.sent & set(MIRRORED):
                _main_from_columns(row)


GUARDS.add(EmploymentGuard())


def _columns_from_main(row: Working) -> None:
    main = next((entry for entry in row.new["employments"] if entry["main"]), None)
    for key in MIRRORED:
        row.new[key] = (main[key] or None) if main else None


def _main_from_columns(row: Working) -> None:
    """A new company adds an employment and keeps the former one; a new title changes the main one."""
    held = list(row.get("employments") or ())
    main = next((entry for entry in held if entry["main"]), None)
    wanted = {key: row.get(key) or (None if key == "account" else "") for key in MIRRORED}
    if main is not None and not any(wanted.values()):
        # Nothing is left to say of it: the employment was a mistake.
        held.remove(main)
    elif main is not None and main["account"] in (None, wanted["account"]):
        held[held.index(main)] = {**main, **wanted}
    elif any(wanted.values()):
        held = [{**entry, "main": False} for entry in held if entry["account"] != wanted["account"]]
        held.insert(0, {**wanted, "since": None, "until": None, "main": True})
    row.new["employments"] = tuple(held)
