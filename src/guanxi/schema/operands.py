"""Operands of conditions: lists, ranges and day counts in canonical form."""

from collections.abc import Callable
from typing import Any

from guanxi.kernel.text import normal
from guanxi.schema.conditions import PERIODS, parse_day
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import refuse

MAX_VALUES = 500


def text_list(definition: FieldDef, raw: Any) -> list[str]:
    """Normal forms of a list of texts. Raises Refusal for anything else, an empty text included."""
    if not isinstance(raw, list) or not raw or len(raw) > MAX_VALUES:
        raise refuse(definition, "bad_operand")
    forms = [normal(plain_text(definition, item)) for item in raw]
    if not all(forms):
        raise refuse(definition, "bad_operand")
    return forms


def plain_text(definition: FieldDef, raw: Any) -> str:
    """A text that every database takes: no NUL, no lone surrogate. Raises Refusal."""
    if (
        not isinstance(raw, str)
        or "\0" in raw
        or any(0xD800 <= ord(character) <= 0xDFFF for character in raw)
    ):
        raise refuse(definition, "bad_operand")
    return raw


def operand(definition: FieldDef, operator: str, raw: Any, one: Callable[[Any], Any]) -> Any:
    """The operand of an ordering condition: a pair for 'between', else one value made by `one`."""
    if operator != "between":
        return one(raw)
    if not isinstance(raw, list) or len(raw) != 2:
        raise refuse(definition, "bad_operand")
    return one(raw[0]), one(raw[1])


def calendar_operand(definition: FieldDef, operator: str, raw: Any) -> Any:
    """The operand of a calendar condition: a day, two days, a count of days (1 to 3660) or nothing."""
    if operator in ("last_n_days", "next_n_days"):
        if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= 3660:
            raise refuse(definition, "bad_operand")
        return raw
    if operator in PERIODS:
        return None

    def one(item: Any) -> Any:
        day = parse_day(item)
        if day is None:
            raise refuse(definition, "invalid_date", raw=str(item)[:40])
        return day

    return operand(definition, operator, raw, one)


def choice_operand(definition: FieldDef, operator: str, raw: Any) -> Any:
    """One option or a list of options that the field knows."""
    values = [raw] if operator in ("equals", "not_equals") else raw
    if not isinstance(values, list) or not values or len(values) > MAX_VALUES:
        raise refuse(definition, "bad_operand")
    for value in values:
        if not isinstance(value, str) or value not in definition.option_values:
            raise refuse(definition, "unknown_option", value=str(value)[:40])
    return frozenset(values)


def id_set(definition: FieldDef, raw: Any) -> frozenset[int]:
    """Record ids from one opaque id or a list of them."""
    values = raw if isinstance(raw, list) else [raw]
    if not values or len(values) > MAX_VALUES:
        raise refuse(definition, "bad_operand")
    return frozenset(record_id(definition, value) for value in values)


def record_id(definition: FieldDef, raw: Any) -> int:
    """The number behind an opaque id. Raises Refusal when it cannot be one."""
    text = str(raw)
    number = text.isascii() and text.isdigit() and len(text) <= 18 and not isinstance(raw, bool)
    # Zero is nobody's id, and would be taken for an empty reference.
    if not number or int(text) == 0:
        raise refuse(definition, "unknown_record", value=text[:40])
    return int(text)
