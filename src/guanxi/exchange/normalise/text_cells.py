"""Cells as plain text, and the texts that say nothing or say that something was lost."""

import re
from datetime import date, datetime

from guanxi.exchange.readers import Cell, CellError
from guanxi.kernel.text import ValueFault, is_placeholder, visible

_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_DITTO = re.compile(r"(同上|同前|″|〃|\"|''|ditto|same as above)", re.IGNORECASE)
_ODD_STARTS = frozenset(" \u3000'=\"#″〃同dDsS")
_EXCEL_ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)
_LONGEST_NOTHING = 24
_DASHES, _LONGEST_DASH = " -—–－/", 4
_WHOLE_DIGITS = 1e15


def text_of(cell: Cell) -> str:
    """The text that a person sees in the cell; ValueFault for an error, lost characters or lost digits."""
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        raise ValueFault("cell_error", error=cell.text)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if abs(cell) >= _WHOLE_DIGITS:
            raise ValueFault("scientific_notation_precision_lost")
        return repr(cell)
    return _string(cell)


def _string(text: str) -> str:
    if text.isprintable() and text[:1] not in _ODD_STARTS and text[-1:] != " " and "\ufffd" not in text:
        return text  # nearly every cell
    if _LOST.search(text):
        raise ValueFault("lossy_text")
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    formula = _QUOTED_FORMULA.fullmatch(text)
    if formula:
        return formula[1].strip()
    # an apostrophe in front keeps spreadsheets from running or changing a text; it is no part of it
    if text[:1] == "'" and text[1:2] in "=+-@0123456789":
        return text[1:].strip()
    if _EXCEL_ERROR.fullmatch(text):
        raise ValueFault("cell_error", error=text)
    if _DITTO.fullmatch(text):
        raise ValueFault("ditto")
    return text


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is no value."""
    return len(text) <= _LONGEST_NOTHING and is_placeholder(text)


def is_dash(cell: Cell) -> bool:
    """Whether a cell holds a dash and nothing else."""
    return isinstance(cell, str) and 0 < len(cell) <= _LONGEST_DASH and not cell.strip(_DASHES)


def one_line(text: str) -> str:
    """Text of a one-line field: every run of white space is one space."""
    return " ".join(text.split())


def looks_lossy(text: str) -> bool:
    """Whether a ? or □ stands where a Chinese character was: 张?, □伟."""
    return bool(re.search(r"[\u3400-\u9fff][?□■]|[?□■][\u3400-\u9fff]", text))
