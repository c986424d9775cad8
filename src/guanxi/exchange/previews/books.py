"""The first rows of the sheets of a workbook or a CSV, as text. Runs in the child only."""

from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.cells import Cell, CellError
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.opening import open_book

SHEETS, ROWS, COLUMNS, CELL = 12, 100, 40, 300


def tables(path: Path, limits: Limits) -> dict[str, Any]:
    """Every sheet that is not hidden."""
    book = open_book(path, limits, None, None)
    sheets = []
    for sheet in [item for item in book.info.sheets if not item.hidden][:SHEETS]:
        found = list(islice(book.rows(sheet.key), ROWS + 1))
        rows = [[_shown(cell) for cell in row.cells[:COLUMNS]] for row in found[:ROWS]]
        more = len(found) > ROWS or any(len(row.cells) > COLUMNS for row in found)
        sheets.append({"name": sheet.name or "1", "rows": rows, "more": more})
    return {"kind": "table", "sheets": sheets}


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)[:CELL]
