"""The xlsx and xlsm reader: streams a sheet, so that memory does not grow with its rows."""

from collections.abc import Iterator
from pathlib import Path

from guanxi.exchange.readers.archive import open_archive
from guanxi.exchange.readers.cells import BookInfo, Row, SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.xlsx_layout import read_layout
from guanxi.exchange.readers.xlsx_parts import Package, SharedTexts, formats, workbook_path
from guanxi.exchange.readers.xlsx_sheet import SheetStream


class Book:
    """An xlsx package."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._package = Package(open_archive(path, limits))
        workbook = workbook_path(self._package)
        relations = self._package.relations(workbook)
        self._by_kind = dict(relations.values())
        self._paths: dict[str, str] = {}
        self._shared: SharedTexts | None = None
        self.info = BookInfo("xlsx", [])
        for tag, attributes in self._package.elements(workbook):
            if tag == "workbookPr" and attributes.get("date1904", "0").lower() in {"1", "true"}:
                self.info.date_system = 1904
            elif tag == "sheet":
                self._add(attributes, relations)
        if not self.info.sheets:
            raise FileFault("corrupt")
        self._kinds = formats(self._package, self._by_kind.get("styles"))

    def _add(self, attributes: dict[str, str], relations: dict[str, tuple[str, str]]) -> None:
        kind, path = relations.get(attributes.get("id", ""), ("", ""))
        if kind != "worksheet" or self._package.find(path) is None or len(self._paths) >= self._limits.sheets:
            return
        key = str(len(self._paths))
        hidden = attributes.get("state", "visible") != "visible"
        self._paths[key] = path
        self.info.sheets.append(SheetInfo(key, attributes.get("name", key), hidden))

    def layout(self, key: str) -> SheetInfo:
        """The sheet with its merged ranges and hidden columns filled in."""
        sheet = next((s for s in self.info.sheets if s.key == key), None)
        if sheet is None:
            raise FileFault("no_sheet")
        stored = self._package.find(self._paths[key]) or ""
        read_layout(self._package.archive, stored, sheet, self._limits)
        return sheet

    def rows(self, key: str) -> Iterator[Row]:
        """The rows that hold something."""
        if key not in self._paths:
            raise FileFault("no_sheet")
        if self._shared is None:
            self._shared = SharedTexts(self._package, self._by_kind.get("sharedStrings"), self._limits)
        stored = self._package.find(self._paths[key]) or ""
        stream = SheetStream(self._shared, self._kinds, self.info.date_system, self._limits)
        with self._package.archive.open(stored) as source:
            yield from stream.rows(source)
