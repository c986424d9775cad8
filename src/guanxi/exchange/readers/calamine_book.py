"""The reader of xls, xlsb and ods: python-calamine, which holds a whole sheet in memory."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.cells import BookInfo, Cell, CellError, Row, SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.numfmt import plain
from guanxi.exchange.readers.ods_errors import ods_errors
from guanxi.exchange.readers.xls_errors import Places, xls_errors
from guanxi.exchange.readers.xlsb_errors import xlsb_errors


class Book:
    """A workbook in one of the older or rarer formats."""

    def __init__(self, path: Path, limits: Limits, kind: str) -> None:
        import python_calamine as calamine  # lazy: only this reader pays for it

        self._calamine, self._limits = calamine, limits
        try:
            self._book = calamine.CalamineWorkbook.from_path(path)
        except Exception as error:
            raise self._fault(error) from error
        self.info = BookInfo(kind, [])
        self._path = path
        self._errors: list[Places] | None = None
        for index, sheet in enumerate(self._book.sheets_metadata[: limits.sheets]):
            hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
            self.info.sheets.append(SheetInfo(str(index), sheet.name, hidden))

    def layout(self, key: str) -> SheetInfo:
        """The sheet with its merged ranges, as far as the format tells them."""
        info, sheet = self._sheet(key)
        found = sheet.merged_cell_ranges or []
        info.merges = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in found]
        info.merges = info.merges[: self._limits.merges]
        return info

    def rows(self, key: str) -> Iterator[Row]:
        """The rows that hold something."""
        _, sheet = self._sheet(key)
        if sheet.start is None or sheet.end is None:
            return
        if sheet.width > self._limits.columns or sheet.width * sheet.height > self._limits.cells:
            raise FileFault("too_many_cells", limit=self._limits.cells)
        # calamine fills in the rows above the first cell, but not the columns before it
        indent: list[Cell] = [None] * sheet.start[1]
        errors = self._errors_of(int(key))
        faulty = {row for row, _ in errors}
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = [*indent, *(cell_of(value) for value in values)]
            if number - 1 in faulty:
                _put_errors(cells, number - 1, errors)
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                yield Row(number, cells)

    def _errors_of(self, index: int) -> Places:
        """Where errors stand in a sheet: calamine gives such cells as blank."""
        if self._errors is None:
            read = {"xls": xls_errors, "ods": ods_errors, "xlsb": xlsb_errors}.get(self.info.format)
            self._errors = read(self._path) if read else []
        return self._errors[index] if index < len(self._errors) else {}

    def _sheet(self, key: str) -> tuple[SheetInfo, Any]:
        info = next((s for s in self.info.sheets if s.key == key), None)
        if info is None:
            raise FileFault("no_sheet")
        try:
            return info, self._book.get_sheet_by_index(int(key))
        except Exception as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> FileFault:
        if isinstance(error, self._calamine.PasswordError):
            return FileFault("encrypted")
        if re.search(r"limit exceeded|too (big|large|many)", str(error), re.IGNORECASE):
            return FileFault("too_many_cells", limit=self._limits.cells)
        return FileFault("corrupt")


def _put_errors(cells: list[Cell], row: int, errors: Places) -> None:
    for (at, column), text in errors.items():
        if at == row:
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = CellError(text)


def cell_of(value: Any) -> Cell:
    """A calamine value as a cell; durations and times become the text that a person sees."""
    if isinstance(value, str):
        return value.replace("\x00", "") or None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, datetime):
        return value if value.time() != time.min else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return str(value) if value is not None else None
