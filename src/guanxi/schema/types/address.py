"""One postal address by its parts; what every kind of address shares."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L
from guanxi.schema.fields import FIELD_TYPES, Column, FieldDef
from guanxi.schema.kits import Env, FieldType, refuse
from guanxi.schema.types.text import clean_characters

PLACES = ("country", "province", "city", "district", "street", "postcode")
REGION = ("country", "province", "city", "district")
LIMITS = {"street": 500, "postcode": 20}
PLACE_LIMIT = 60
OPERATORS = ("in_region", "not_in_region", "empty", "not_empty")

Places = dict[str, str]


def clean_places(definition: FieldDef, item: Mapping[str, Any]) -> Places | None:
    """The parts of an address in canonical form, "" for a part that is not known; None when all are. Raises Refusal."""
    places: Places = {}
    for part in PLACES:
        raw = item.get(part)
        places[part] = " ".join(clean_characters(definition, raw).split()) if raw else ""
        if raw is not None and not isinstance(raw, str):
            raise refuse(definition, "not_text")
        limit = LIMITS.get(part, PLACE_LIMIT)
        if len(places[part]) > limit:
            raise refuse(definition, "too_long", limit=limit)
    return places if any(places.values()) else None


def places_text(places: Mapping[str, Any]) -> str:
    """The address as one line, large to small."""
    large = list(dict.fromkeys(places[part] for part in ("province", "city", "district") if places[part]))
    street = places["street"]
    # An address that was entered whole already begins with its province.
    return street if large and street.startswith(large[0]) else "".join((*large, street))


def region_operand(definition: FieldDef, raw: Any) -> Places:
    """The parts that an address must have to lie in a region. Raises Refusal."""
    if not isinstance(raw, Mapping) or not raw or set(raw) - set(REGION):
        raise refuse(definition, "bad_operand")
    try:
        region = {part: " ".join(clean_characters(definition, item).split()) for part, item in raw.items()}
    except Refusal:
        raise refuse(definition, "bad_operand") from None
    if not all(region.values()):
        raise refuse(definition, "bad_operand")
    return region


@FIELD_TYPES.kit
class Address(FieldType):
    """One address {country, province, city, district, street, postcode}."""

    key = "address"
    label = L("地址", "地址", "Address")
    operators = OPERATORS

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        return {
            f"{definition.key}_{part}": models.CharField(
                max_length=LIMITS.get(part, PLACE_LIMIT), default="", blank=True
            )
            for part in PLACES
        }

    def value_columns(self, definition: FieldDef) -> list[str]:
        return list(definition.columns)

    def clean(self, definition: FieldDef, raw: Any) -> Places | None:
        if raw is None or raw == "":
            return None
        if not isinstance(raw, Mapping) or set(raw) - set(PLACES):
            raise refuse(definition, "bad_address")
        return clean_places(definition, raw)

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        return {f"{definition.key}_{part}": value[part] if value else "" for part in PLACES}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> Places | None:
        places = {part: row[f"{definition.key}_{part}"] for part in PLACES}
        return places if any(places.values()) else None

    def wire(self, value: Any) -> Any:
        return dict(value) if value else None

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return places_text(value) if value else ""

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        return region_operand(definition, raw)

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator in ("not_in_region", "not_empty"):
            return ~self.sql(definition, operator.replace("not_", ""), argument, env)
        wanted = argument if operator == "in_region" else dict.fromkeys(PLACES, "")
        return Q(**{f"{definition.key}_{part}": place for part, place in wanted.items()})

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        if operator in ("not_in_region", "not_empty"):
            return not self.memory(definition, operator.replace("not_", ""), value, argument, env)
        if operator == "empty":
            return value is None
        return value is not None and all(value[part] == place for part, place in argument.items())
