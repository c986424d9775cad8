"""Several postal addresses by province, city, district and street."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.records.childkit import ChildType
from guanxi.records.models import AddressEntry
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.types.text import clean_characters

KINDS = ("office", "branch", "home", "shipping", "other")
PLACES = ("country", "province", "city", "district", "street", "postcode")
_LIMIT = {"street": 500, "postcode": 20}


@FIELD_TYPES.kit
class Addresses(ChildType):
    """Entries {kind, country, province, city, district, street, postcode, main}."""

    key = "addresses"
    label = L("地址", "地址", "Addresses")
    operators = ("in_region", "not_in_region", "empty", "not_empty")
    table = AddressEntry
    parts = ("kind", *PLACES)

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        places: dict[str, Any] = {}
        for part in PLACES:
            raw = item.get(part)
            places[part] = " ".join(clean_characters(definition, raw).split()) if raw is not None else ""
            if len(places[part]) > _LIMIT.get(part, 60):
                raise refuse(definition, "too_long", limit=_LIMIT.get(part, 60))
        if not any(places.values()):
            return None
        kind = item.get("kind") or "office"
        if kind not in KINDS:
            raise refuse(definition, "unknown_option", value=str(kind)[:40])
        return {"kind": kind, **places}

    def identity(self, entry: Mapping[str, Any]) -> Any:
        return tuple(entry[part] for part in PLACES)

    def entry_text(self, entry: Mapping[str, Any]) -> str:
        places = list(dict.fromkeys(entry[part] for part in ("province", "city", "district") if entry[part]))
        street = entry["street"]
        # An address that was entered whole already begins with its province.
        return street if places and street.startswith(places[0]) else "".join((*places, street))

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        fits = isinstance(raw, Mapping) and raw and set(raw) <= {"country", "province", "city", "district"}
        if not fits or not all(isinstance(item, str) and item and "\0" not in item for item in raw.values()):
            raise refuse(definition, "bad_operand")
        return dict(raw)

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator == "not_in_region":
            return ~self.sql(definition, "in_region", argument, env)
        return super().sql(definition, operator, argument, env)

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        if operator == "not_in_region":
            return not self.memory(definition, "in_region", value, argument, env)
        return super().memory(definition, operator, value, argument, env)

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(**argument)

    def entry_holds(self, entry: Mapping[str, Any], operator: str, argument: Any) -> bool:
        return all(entry[part] == place for part, place in argument.items())
