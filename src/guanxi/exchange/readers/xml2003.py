"""The reader of XML spreadsheets of Excel 2003 (SpreadsheetML), another common disguise of .xls."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from guanxi.exchange.readers.cells import BookInfo, Cell, CellError, Row, SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.numfmt import plain
from guanxi.exchange.readers.xml_stream import local, parser, pump


class Book:
    """A workbook in one XML file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self.info = BookInfo("xml2003", [])
        for _ in _Stream(self.info.sheets, None, limits).rows(path):
            pass
        if not self.info.sheets:
            raise FileFault("unsupported")

    def layout(self, key: str) -> SheetInfo:
        """The sheet with its merged ranges and hidden columns."""
        sheet = next((s for s in self.info.sheets if s.key == key), None)
        if sheet is None:
            raise FileFault("no_sheet")
        return sheet

    def rows(self, key: str) -> Iterator[Row]:
        """The rows that hold something."""
        self.layout(key)
        yield from _Stream([], key, self._limits).rows(self._path)


class _Stream:
    """One pass over the file: notes the sheets, and gives the rows of the wanted one."""

    def __init__(self, sheets: list[SheetInfo], wanted: str | None, limits: Limits) -> None:
        self._sheets, self._wanted, self._limits = sheets, wanted, limits
        self._done: deque[Row] = deque()
        self._cells: list[Cell] = []
        self._text: list[str] | None = None
        self._kind = ""
        self._number = self._column = self._next_column = self._table_column = self._count = 0
        self._hidden = False

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the wanted sheet."""
        reader = parser()
        reader.StartElementHandler, reader.EndElementHandler = self._start, self._end
        reader.CharacterDataHandler = self._data
        with path.open("rb") as stream:
            for _ in pump(stream, reader):
                yield from self._done
                self._done.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        given = {local(key): value for key, value in attributes.items()} if attributes else attributes
        if name == "Worksheet":
            self._sheets.append(SheetInfo(str(len(self._sheets)), given.get("Name", "")))
            self._number = self._table_column = 0
        elif name == "Column":
            self._table_column = _place(given, self._table_column)
            if given.get("Hidden") == "1":
                self._sheets[-1].hidden_columns.append(self._table_column - 1)
        elif name == "Row":
            self._number = _place(given, self._number)
            self._hidden = given.get("Hidden") == "1"
            self._cells, self._next_column = [], 0
        elif name == "Cell":
            self._open_cell(given)
        elif name == "Data":
            self._text, self._kind = [], given.get("Type", "String")
        elif name == "Visible" or name == "Comment":
            self._text = None

    def _open_cell(self, given: dict[str, str]) -> None:
        self._column = _place(given, self._next_column)
        across, down = _whole(given.get("MergeAcross")), _whole(given.get("MergeDown"))
        self._next_column = self._column + across
        if (across or down) and self._sheets and len(self._sheets[-1].merges) < self._limits.merges:
            left = self._column - 1
            self._sheets[-1].merges.append((self._number, left, self._number + down, left + across))
        if self._column > self._limits.columns:
            raise FileFault("too_many_cells", limit=self._limits.cells)

    def _data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "Data" and self._text is not None:
            value = _value("".join(self._text), self._kind)
            self._text = None
            if value is not None:
                self._cells.extend([None] * (self._column - 1 - len(self._cells)))
                self._cells.append(value)
        elif name == "Row" and self._cells:
            self._count += len(self._cells)
            if self._count > self._limits.cells or self._number > self._limits.rows:
                raise FileFault("too_many_cells", limit=self._limits.cells)
            if self._wanted is not None and self._sheets[-1].key == self._wanted:
                self._done.append(Row(self._number, self._cells, ("hidden",) if self._hidden else ()))
            self._cells = []


def _place(given: dict[str, str], before: int) -> int:
    return _whole(given.get("Index")) or before + 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _value(text: str, kind: str) -> Cell:
    if not text:
        return None
    if kind == "Number":
        try:
            return plain(float(text))
        except ValueError as error:
            raise FileFault("corrupt") from error
    if kind == "DateTime":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return moment if moment.time() != datetime.min.time() else moment.date()
    if kind == "Boolean":
        return text.strip() == "1"
    return CellError(text) if kind == "Error" else text
