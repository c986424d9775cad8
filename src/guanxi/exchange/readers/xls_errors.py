"""Error cells of xls files, which calamine gives as blank: a walk over the records that hold them.

Whatever is not as expected ends the walk with what was found: the cells themselves are calamine's work.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

Places = dict[tuple[int, int], str]

WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FREE = 0xFFFFFFFA
_EOF, _SHEET, _BOOLERR, _FORMULA = 0x000A, 0x0085, 0x0205, 0x0006
_MOST = 100_000


def xls_errors(path: Path) -> list[Places]:
    """By sheet, in their order: where error cells stand (row and column from 0), and which errors."""
    data = path.read_bytes()
    try:
        stream = _workbook(data)
        return [_errors(stream, offset) for offset in _sheets(stream)]
    except (struct.error, IndexError, ValueError):
        return []


def _workbook(data: bytes) -> bytes:
    """The workbook's stream; of an old file without a container the file itself."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = _allocation(data, size)
    directory = _chain(data, size, table, struct.unpack_from("<I", data, 48)[0])
    for place in range(0, len(directory) - 127, 128):
        entry = directory[place : place + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", entry, 116)
            return _chain(data, size, table, start)[:length]
    raise ValueError("no workbook")


def _allocation(data: bytes, size: int) -> list[int]:
    sectors = [one for one in struct.unpack_from("<109I", data, 76) if one < _FREE]
    following, left = struct.unpack_from("<II", data, 68)
    while following < _FREE and left > 0:
        words = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += [one for one in words[:-1] if one < _FREE]
        following, left = words[-1], left - 1
    table: list[int] = []
    for sector in sectors:
        table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, size: int, table: list[int], sector: int) -> bytes:
    found, seen = bytearray(), 0
    while sector < _FREE and seen <= len(table):
        found += data[(sector + 1) * size : (sector + 2) * size]
        sector, seen = table[sector], seen + 1
    return bytes(found)


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; a part within a part (a chart) is passed over whole."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        offset += 4 + length
        if kind in (0x0809, 0x0409, 0x0209, 0x0009):
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[offset - length : offset]


def _sheets(stream: bytes) -> list[int]:
    return [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET]


def _errors(stream: bytes, offset: int) -> Places:
    found: Places = {}
    for kind, body in _records(stream, offset):
        code = None
        if kind == _BOOLERR and len(body) >= 8 and body[7]:
            code = body[6]
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", body)
            found[row, column] = WORDS.get(code, "#ERR")
            if len(found) >= _MOST:
                break
    return found
