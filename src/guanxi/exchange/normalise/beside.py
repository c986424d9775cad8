"""Telephone numbers that a file spreads over columns: area code, number, extension."""

import re
from collections.abc import Sequence

from guanxi.exchange.readers import Cell, Row
from guanxi.exchange.understand.lexicon import concept_of

_AREA = re.compile(r"0?([1-9]\d{1,2})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SHORT = re.compile(r"\d{1,6}")
Beside = tuple[int | None, int | None]


def beside(headers: Sequence[tuple[int, str]], phones: Sequence[int]) -> dict[int, Beside]:
    """For columns of telephones the column of area codes before and the one of extensions behind."""
    found: dict[int, Beside] = {}
    for index, header in headers:
        concept = concept_of(header)
        if concept == "area_code":
            column = min((p for p in phones if p > index), default=None)
            if column is not None:
                found[column] = (index, found.get(column, (None, None))[1])
        elif concept == "extension":
            column = max((p for p in phones if p < index), default=None)
            if column is not None:
                found[column] = (found.get(column, (None, None))[0], index)
    return found


def completed(cell: Cell, row: Row, places: Beside) -> Cell:
    """The number with the area code and the extension that stand beside it; one that is no bare number stays as it is."""
    text = _text(cell)
    area, extension = (_text(row.cells[i]) if i is not None and i < len(row.cells) else "" for i in places)
    code = _AREA.fullmatch(area)
    bare = text.replace("-", "").replace(" ", "")
    whole = f"0{code[1]}-{bare}" if code and _LOCAL.fullmatch(bare) else ""
    if _SHORT.fullmatch(extension) and re.fullmatch(r"[+\d() -]{7,20}", whole or text):
        return f"{whole or text}转{extension}"
    return whole or cell


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell).strip() if isinstance(cell, str | int) and not isinstance(cell, bool) else ""
