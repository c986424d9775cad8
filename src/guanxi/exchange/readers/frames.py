"""The lines between child and parent: one JSON value a line, typed cells spelled out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import orjson

from guanxi.exchange.readers.cells import Cell, CellError

_PLAIN = (str, int, float, bool, type(None))


def encode_cell(cell: Cell) -> Any:
    """A cell as JSON; dates, instants and errors become one-key objects."""
    if isinstance(cell, _PLAIN):
        return cell
    if isinstance(cell, CellError):
        return {"e": cell.text}
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    return {"d": cell.isoformat()}


def decode_cell(value: Any) -> Cell:
    """The cell that `encode_cell` was given."""
    if type(value) is not dict:
        return value
    if "d" in value:
        return date.fromisoformat(value["d"])
    if "t" in value:
        return datetime.fromisoformat(value["t"])
    return CellError(value["e"])


def encode_cells(cells: Iterable[Cell]) -> list[Any]:
    """A row of cells as JSON."""
    return [c if type(c) in _PLAIN else encode_cell(c) for c in cells]


def decode_cells(values: list[Any]) -> list[Cell]:
    """The row that `encode_cells` was given."""
    return [decode_cell(v) if type(v) is dict else v for v in values]


def line(value: Any) -> bytes:
    """One frame with its line end."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def parse(text: bytes) -> Any:
    """The value of one frame."""
    return orjson.loads(text)
