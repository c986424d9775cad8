"""Error cells of xlsb files, which calamine gives as blank: a walk over the records of each sheet.

Whatever is not as expected ends the walk with what was found: the cells themselves are calamine's work.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.xls_errors import WORDS, Places
from guanxi.exchange.readers.xml_stream import parser, pump

_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_BOOK = "xl/workbook.bin"
_MOST = 100_000


def xlsb_errors(path: Path) -> list[Places]:
    """By sheet, in their order: where error cells stand (row and column from 0), and which errors."""
    try:
        with zipfile.ZipFile(path) as archive:
            targets = _targets(archive)
            names = [targets.get(key, "") for key in _sheets(archive.read(_BOOK))]
            held = set(archive.namelist())
            return [_errors(archive.read(name)) if name in held else {} for name in names]
    except (FileFault, KeyError, OSError, ValueError, struct.error, zipfile.BadZipFile):
        return []


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Relation -> the part of the archive that it names."""
    found: dict[str, str] = {}

    def start(_name: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and "Target" in attributes:
            target = attributes["Target"]
            found[attributes["Id"]] = target[1:] if target[:1] == "/" else str(PurePosixPath("xl") / target)

    reader = parser()
    reader.StartElementHandler = start
    with archive.open("xl/_rels/workbook.bin.rels") as stream:
        for _ in pump(stream, reader):
            pass
    return found


def _sheets(book: bytes) -> list[str]:
    """The relations of the sheets, in their order."""
    return [_wide(body, 8) for kind, body in _records(book) if kind == _SHEET]


def _wide(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", body, at)
    return body[at + 4 : at + 4 + 2 * min(length, 255)].decode("utf-16-le", "replace")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both numbers before the body are written seven bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _packed(data, at, 2)
        length, at = _packed(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        byte = data[at + place] if at + place < len(data) else 0
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at + place + 1
    return number, at + most


def _errors(sheet: bytes) -> Places:
    found: Places = {}
    row = 0
    for kind, body in _records(sheet):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in (_ERROR, _FORMULA_ERROR):
            (column,) = struct.unpack_from("<I", body)
            found[row, column] = WORDS.get(body[8] if len(body) > 8 else -1, "#ERR")
            if len(found) >= _MOST:
                break
    return found
