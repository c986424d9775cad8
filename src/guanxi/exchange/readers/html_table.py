"""The reader of web pages with tables: what many Chinese systems export under the name .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from guanxi.exchange.readers.cells import BookInfo, Cell, Row, SheetInfo
from guanxi.exchange.readers.encoding import detect
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import MB, Limits

_LARGEST = 60 * MB
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "cp950"}
_SILENT = {"script", "style", "title"}


class Book:
    """A page; each table that stands in no other is a sheet."""

    def __init__(self, path: Path, limits: Limits) -> None:
        if path.stat().st_size > _LARGEST:
            raise FileFault("too_big", limit=_LARGEST >> 20)
        data = path.read_bytes()
        encoding = _encoding(data)
        parser = _Tables(limits)
        try:
            parser.feed(data.decode(encoding))
            parser.close()
        except UnicodeDecodeError as error:
            raise FileFault("bad_encoding", row=data[: error.start].lower().count(b"<tr") or 1) from error
        found = [table for table in parser.tables if table.rows]
        if not found:
            raise FileFault("unsupported")
        self._tables = found[: limits.sheets]
        sheets = [SheetInfo(str(n), f"{path.stem} {n + 1}") for n in range(len(self._tables))]
        for sheet, table in zip(sheets, self._tables, strict=True):
            sheet.merges = table.merges[: limits.merges]
        self.info = BookInfo("html", sheets, encoding=encoding)

    def layout(self, key: str) -> SheetInfo:
        """The sheet with its merged ranges."""
        sheet = next((s for s in self.info.sheets if s.key == key), None)
        if sheet is None:
            raise FileFault("no_sheet")
        return sheet

    def rows(self, key: str) -> Iterator[Row]:
        """The rows that hold something."""
        self.layout(key)
        for number, cells in enumerate(self._tables[int(key)].rows, start=1):
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                yield Row(number, cells)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._taken: dict[int, int] = {}

    def begin_row(self) -> None:
        self.rows.append([])

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.begin_row()
        row, number = self.rows[-1], len(self.rows)
        while self._taken.get(len(row), 0) >= number:
            row.append(None)
        left = len(row)
        row.append(text.strip() or None)
        row.extend([None] * (across - 1))
        for column in range(left, left + across):
            self._taken[column] = number + down - 1
        if across > 1 or down > 1:
            self.merges.append((number, left, number + down - 1, left + across - 1))


class _Tables(HTMLParser):
    """Collects the cells of the outermost tables."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._limits = limits
        self._depth = self._silent = self._cells = 0
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1 and tag == "tr":
            self._finish()
            self.tables[-1].begin_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._finish()
            given = dict(attrs)
            self._span = (self._number(given.get("colspan")), self._number(given.get("rowspan")))
            self._text = []
        elif tag in {"br", "p", "div"} and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._finish()
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def _finish(self) -> None:
        if self._text is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
        self.tables[-1].add("\n".join(line for line in lines if line), *self._span)
        self._text = None
        self._cells += self._span[0]
        if self._cells > self._limits.cells // 20:
            raise FileFault("too_many_cells", limit=self._limits.cells // 20)

    def _number(self, text: str | None) -> int:
        return (
            min(int(text), self._limits.columns)
            if text and text.isdigit() and len(text) < 6 and int(text)
            else 1
        )


def _encoding(data: bytes) -> str:
    named = _CHARSET.search(data[:4000])
    name = named[1].decode("ascii").lower() if named else ""
    name = _CHINESE.get(name, name)
    for candidate in (name, detect(data[: 1 << 20], whole=len(data) <= 1 << 20) or "utf-8"):
        try:
            data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        return candidate
    return name if name in {"utf-8", "gb18030", "cp950"} else "utf-8"
