"""One sheet of an xlsx package as a stream of rows."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO

from guanxi.exchange.readers.cells import Cell, CellError, Row
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.numfmt import plain, typed
from guanxi.exchange.readers.xlsx_layout import column_number
from guanxi.exchange.readers.xlsx_parts import SharedTexts, unescape
from guanxi.exchange.readers.xml_stream import parser, pump

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class SheetStream:
    """Turns sheet XML into rows; holds no more than the rows of one piece of the file."""

    def __init__(self, shared: SharedTexts, kinds: list[str], date_system: int, limits: Limits) -> None:
        self._shared, self._kinds, self._system, self._limits = shared, kinds, date_system, limits
        self._done: deque[Row] = deque()
        self._cells: list[Cell] = []
        self._text: list[str] = []
        self._columns: dict[str, int] = {}
        self._number = self._column = self._count = self._next = self._length = 0
        self._hidden = self._on = self._keep = False
        self._kind = ""
        self._style = -1
        self._formula = self._valued = False
        self._ruby = 0

    def rows(self, source: IO[bytes]) -> Iterator[Row]:
        """Each row that holds something."""
        reader = parser()
        reader.StartElementHandler = self._start
        reader.CharacterDataHandler = self._data
        reader.EndElementHandler = self._end
        for _ in pump(source, reader):
            yield from self._done
            self._done.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self._on = self._valued = self._keep = True
        elif name == "t" and not self._ruby:
            self._on = self._valued = True
            self._keep = attributes.get("xml:space") == "preserve"
        elif name == "row":
            self._open_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._ruby += 1

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._number = int(number) if number.isdigit() and len(number) < 9 else self._number + 1
        if self._number > self._limits.rows:
            raise FileFault("too_many_cells", limit=self._limits.cells)
        self._hidden = attributes.get("hidden") in {"1", "true"}
        self._cells = []
        self._next = 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters, -1)
            if column < 0:
                column = self._learn(letters)
            self._column = column
        else:
            self._column = self._next
        self._next = self._column + 1
        self._kind = attributes.get("t", "n")
        style = attributes.get("s")
        self._style = int(style) if style and style.isdigit() else -1
        self._formula = self._valued = False
        self._text.clear()
        self._length = 0

    def _learn(self, letters: str) -> int:
        if not letters or len(letters) > 3 or any(c not in _LETTERS for c in letters):
            raise FileFault("corrupt")
        self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _data(self, data: str) -> None:
        if self._on:
            self._text.append(data)
            self._length += len(data)
            if self._length > self._limits.cell_text:
                raise FileFault("too_big", limit=self._limits.file_bytes >> 20)

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v":
            self._on = False
        elif name == "t" and self._on:
            self._on = False
            if not self._keep and self._text:
                self._text[:] = ["".join(self._text).strip(" \t\r\n")]
        elif name == "c":
            if self._valued or self._formula:
                self._close_cell()
        elif name == "row":
            self._close_row()
        elif name == "rPh":
            self._ruby -= 1

    def _close_cell(self) -> None:
        value = self._value("".join(self._text))
        if value is None or value == "":
            return
        if self._column >= self._limits.columns:
            raise FileFault("too_many_cells", limit=self._limits.cells)
        missing = self._column - len(self._cells)
        if missing >= 0:
            self._cells.extend([None] * missing)
            self._cells.append(value)
        else:
            self._cells[self._column] = value

    def _close_row(self) -> None:
        if not self._cells:
            return
        self._count += len(self._cells)
        if self._count > self._limits.cells:
            raise FileFault("too_many_cells", limit=self._limits.cells)
        self._done.append(Row(self._number, self._cells, ("hidden",) if self._hidden else ()))
        self._cells = []

    def _value(self, text: str) -> Cell:
        reader = _READERS.get(self._kind)
        if reader is not None:
            return reader(self, text)
        if not text:
            return CellError("#FORMULA") if self._formula and not self._valued else None
        try:
            number = float(text)
        except ValueError as error:
            raise FileFault("corrupt") from error
        kind = self._kinds[self._style] if 0 <= self._style < len(self._kinds) else "number"
        return plain(number) if kind == "number" else typed(number, kind, self._system)

    def _shared_text(self, text: str) -> Cell:
        text = text.strip()
        if not text:
            return None
        value = self._shared[int(text)] if text.isdigit() and len(text) < 10 else None
        if value is None:
            raise FileFault("corrupt")
        return value

    def _instant(self, text: str) -> Cell:
        try:
            moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
        except ValueError:
            return text
        return moment if moment.time() != datetime.min.time() else moment.date()


_READERS: dict[str, Callable[[SheetStream, str], Cell]] = {
    "s": SheetStream._shared_text,
    "inlineStr": lambda _, text: unescape(text),
    "str": lambda _, text: unescape(text),
    "b": lambda _, text: text.strip() in {"1", "true"} if text else None,
    "e": lambda _, text: CellError(text or "#VALUE!"),
    "d": SheetStream._instant,
}
