"""Error cells of ods files, which calamine gives as blank."""

import zipfile
from pathlib import Path

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.xls_errors import Places
from guanxi.exchange.readers.xml_stream import local, parser, pump

_MOST = 100_000
_REPEATED = 2_000


def ods_errors(path: Path) -> list[Places]:
    """By sheet, in their order: where error cells stand (row and column from 0), and what they show."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
            walk = _Walk()
            reader = parser()
            reader.StartElementHandler, reader.EndElementHandler = walk.start, walk.end
            reader.CharacterDataHandler = walk.text
            for _ in pump(stream, reader):
                if walk.count >= _MOST:
                    break
            return walk.sheets
    except (FileFault, KeyError, OSError, zipfile.BadZipFile):
        return []


class _Walk:
    """Counts rows and columns on the way through a sheet."""

    def __init__(self) -> None:
        self.sheets: list[Places] = []
        self.count = 0
        self._row = self._column = 0
        self._width = self._height = 1
        self._shown: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, a row or a cell begins."""
        told = {local(key): value for key, value in attributes.items()}
        name = local(name)
        if name == "table":
            self.sheets.append({})
            self._row = 0
        elif name == "table-row":
            self._height = _number(told.get("number-rows-repeated"))
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._width = _number(told.get("number-columns-repeated"))
            failed = attributes.get("calcext:value-type") == "error"
            self._shown = [] if failed else None

    def text(self, data: str) -> None:
        """What a cell shows."""
        if self._shown is not None:
            self._shown.append(data)

    def end(self, name: str) -> None:
        """A cell or a row is complete."""
        name = local(name)
        if name in ("table-cell", "covered-table-cell"):
            if self._shown is not None and self.sheets:
                for column in range(self._column, self._column + min(self._width, _REPEATED)):
                    self.sheets[-1][self._row, column] = "".join(self._shown).strip() or "#ERR"
                    self.count += 1
            self._shown = None
            self._column += self._width
        elif name == "table-row":
            self._row += self._height


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1
