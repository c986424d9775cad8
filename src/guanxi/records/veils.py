"""Masks in place of values that a reader is told of but not shown."""

from collections.abc import Iterable
from typing import Any

from guanxi.records.reader import ActorReader
from guanxi.schema.fields import FieldDef

OPAQUE = "•••"


def shown(reader: ActorReader, module_key: str, wanted: Iterable[str]) -> list[str]:
    """Those of the fields of which the reader is shown the value or a mask."""
    open_fields = reader.shown(module_key)
    return [key for key in wanted if key in open_fields]


def cover(
    reader: ActorReader, module_key: str, fields: list[FieldDef], rows: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """Take the values of masked fields out of canonical rows; the masks by field, row by row, of those that were there."""
    levels = reader.masks(module_key)
    found: list[dict[str, str]] = [{} for _ in rows]
    for item in fields:
        level = levels.get(item.key)
        if level is None:
            continue
        for veils, values in zip(found, rows, strict=True):
            value = values[item.key]
            if value is not None and value not in ((), ""):
                covered = level == "covered"
                veils[item.key] = item.kit.veil(item, value, reader.actor.locale) if covered else OPAQUE
            values[item.key] = () if isinstance(value, tuple) else None
    return found
