"""JSON Schemas of record values: one per field type, so that a generated client knows what each field takes."""

from collections.abc import Callable, Iterable
from typing import Any

from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import L
from guanxi.records.childkit import MAX_ENTRIES
from guanxi.records.children import addresses, emails, files, phones, socials
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef
from guanxi.schema.types import people
from guanxi.schema.types.address import LIMITS, PLACE_LIMIT, PLACES
from guanxi.schema.types.text import LONG_LIMIT, SHORT_LIMIT

Schema = dict[str, Any]
ID: Schema = {"type": "string", "pattern": "^[0-9]{1,18}$"}
FILE_ID: Schema = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
RECORD: Schema = {"type": ["string", "null"], "pattern": "^[a-z_]+/[0-9]{1,18}$", "example": "contacts/12"}
OPTIONAL_ID: Schema = {"type": ["string", "null"], "pattern": "^[0-9]{1,18}$"}
_ENTRY_ID: Schema = {"description": "Ignored; children are sent whole."}


def values_schema(owner: ModuleDef, keys: Iterable[str], actor: Actor, required: bool = False) -> Schema:
    """The object of these fields; nothing else is taken. `required` names what a new record must have."""
    wanted = set(keys)
    fields = {key: item for key, item in owner.fields.items() if key in wanted}
    schema: Schema = {
        "type": "object",
        "properties": {key: field_schema(item, actor.locale) for key, item in fields.items()},
        "additionalProperties": False,
    }
    needed = [key for key, item in fields.items() if item.required and item.default is None]
    if required and needed:
        schema["required"] = needed
    return schema


def field_schema(item: FieldDef, locale: str) -> Schema:
    """What one field takes and gives."""
    made = _MAKERS.get(item.type)
    return {"title": item.label.get(locale), **_note(item, locale), **(made(item, locale) if made else {})}


def _note(item: FieldDef, locale: str) -> Schema:
    parts = [item.help.get(locale)] if item.help else []
    if item.target:
        parts.append(L("指向：{m}", "指向：{m}", "Points at: {m}").get(locale).replace("{m}", item.target))
    if item.unique:
        parts.append(L("不能重复", "不能重複", "Unique").get(locale))
    note: Schema = {"description": " · ".join(parts)} if parts else {}
    if item.readonly or item.kit.given:
        note["readOnly"] = True
    return note


def _text(limit: int, **more: Any) -> Callable[[FieldDef, str], Schema]:
    return lambda item, locale: {"type": ["string", "null"], "maxLength": limit, **more}


def _number(item: FieldDef, locale: str) -> Schema:
    decimals = int(item.config.get("decimals", 2 if item.type == "percent" else 0))
    schema: Schema = {"type": ["number", "null"], "multipleOf": 10**-decimals if decimals else 1}
    low = item.config.get("min")
    return {**schema, "minimum": low} if low is not None else schema


def _money(item: FieldDef, locale: str) -> Schema:
    return {
        "type": ["object", "null"],
        "properties": {
            "amount": {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        },
        "required": ["amount", "currency"],
        "additionalProperties": False,
        "example": {"amount": "1200.50", "currency": "CNY"},
    }


def _choice(item: FieldDef, locale: str) -> Schema:
    return {
        "type": ["string", "null"],
        "enum": [*(option.value for option in item.options), None],
        "x-enumNames": [option.label.get(locale) for option in item.options],
    }


def _choices(item: FieldDef, locale: str) -> Schema:
    values = [option.value for option in item.options]
    return {"type": ["array", "null"], "items": {"type": "string", "enum": values}, "uniqueItems": True}


def _places() -> dict[str, Schema]:
    return {part: {"type": ["string", "null"], "maxLength": LIMITS.get(part, PLACE_LIMIT)} for part in PLACES}


def _address(item: FieldDef, locale: str) -> Schema:
    return {"type": ["object", "null"], "properties": _places(), "additionalProperties": False}


def _entries(**parts: Schema) -> Schema:
    properties = {"id": _ENTRY_ID, **parts, "main": {"type": "boolean"}}
    entry = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"type": ["array", "null"], "maxItems": MAX_ENTRIES, "items": entry}


def _typed(part: str, kinds: Iterable[str], **value: Any) -> Schema:
    text = {"type": ["string", "null"], **value}
    return _entries(value=text, **{part: {"type": "string", "enum": list(kinds)}})


def _employments(item: FieldDef, locale: str) -> Schema:
    day = {"type": ["string", "null"], "format": "date"}
    text = {"type": ["string", "null"], "maxLength": SHORT_LIMIT}
    role = {"type": ["string", "null"]}
    return _entries(
        account=OPTIONAL_ID, title=text, department=text, decision_role=role, since=day, until=day
    )


_MAKERS: dict[str, Callable[[FieldDef, str], Schema]] = {
    "text": _text(SHORT_LIMIT),
    "longtext": _text(LONG_LIMIT),
    "email": _text(254, format="email"),
    "phone": _text(40, example="+8613800138000"),
    "url": _text(500, format="uri"),
    "autonumber": _text(60),
    "number": _number,
    "percent": _number,
    "money": _money,
    "date": lambda item, locale: {"type": ["string", "null"], "format": "date"},
    "datetime": lambda item, locale: {"type": ["string", "null"], "format": "date-time"},
    "boolean": lambda item, locale: {"type": ["boolean", "null"]},
    "choice": _choice,
    "multichoice": _choices,
    "lookup": lambda item, locale: OPTIONAL_ID,
    "user": lambda item, locale: OPTIONAL_ID,
    "record": lambda item, locale: RECORD,
    "people": lambda item, locale: {"type": ["array", "null"], "maxItems": people.MOST, "items": ID},
    "address": _address,
    "phones": lambda item, locale: _typed("type", phones.KINDS, example="+8613800138000"),
    "emails": lambda item, locale: _typed("type", emails.KINDS, format="email"),
    "socials": lambda item, locale: _typed("kind", socials.KINDS),
    "addresses": lambda item, locale: _entries(
        kind={"type": "string", "enum": list(addresses.KINDS)}, **_places()
    ),
    "file": lambda item, locale: {"type": ["array", "null"], "maxItems": files.most(item), "items": FILE_ID},
    "tags": lambda item, locale: {"type": ["array", "null"], "items": ID},
    "employments": _employments,
    "json": lambda item, locale: {"type": ["object", "null"]},
}
