"""Several postal addresses by province, city, district and street."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.records.childkit import ChildType
from guanxi.records.entry_words import ADDRESSES, with_kind
from guanxi.records.models import AddressEntry
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse
from guanxi.schema.types.address import OPERATORS, PLACES, clean_places, places_text, region_operand

KINDS = ("office", "branch", "home", "shipping", "other")


@FIELD_TYPES.kit
class Addresses(ChildType):
    """Entries {kind, country, province, city, district, street, postcode, main}."""

    key = "addresses"
    label = L("地址", "地址", "Addresses")
    operators = OPERATORS
    table = AddressEntry
    parts = ("kind", *PLACES)

    def clean_entry(self, definition: FieldDef, item: Mapping[str, Any]) -> dict[str, Any] | None:
        places = clean_places(definition, item)
        if places is None:
            return None
        kind = item.get("kind") or "office"
        if kind not in KINDS:
            raise refuse(definition, "unknown_option", value=str(kind)[:40])
        return {"kind": kind, **places}

    def identity(self, entry: Mapping[str, Any]) -> Any:
        return tuple(entry[part] for part in PLACES)

    def entry_text(self, entry: Mapping[str, Any], locale: str) -> str:
        text = places_text(entry)
        if entry["postcode"] and entry["postcode"] not in text:
            text = f"{text} {entry['postcode']}"
        return with_kind(ADDRESSES, "office", entry["kind"], text, locale)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return region_operand(definition, raw)

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
