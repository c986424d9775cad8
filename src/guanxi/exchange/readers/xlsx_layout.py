"""Merged ranges and hidden columns of a sheet, found by a fast look at its text.

Merged ranges stand after the rows, so that a streaming reader meets them too late; this
look only inflates the part and searches it for three tags.
"""

import re
import zipfile
import zlib

from guanxi.exchange.readers.cells import SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.pulse import beat

_COL = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_ATTRIBUTE = re.compile(rb"\b(min|max|hidden)=[\"']([^\"']*)[\"']")
_OVERLAP = 400


def column_number(letters: str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_layout(archive: zipfile.ZipFile, stored: str, sheet: SheetInfo, limits: Limits) -> None:
    """Fill in the sheet's merged ranges and hidden columns."""
    sheet.merges, hidden, tail = [], set(), b""
    try:
        with archive.open(stored) as stream:
            while chunk := stream.read(1 << 18):
                beat()
                text = tail + chunk
                # both patterns need one of these words: most pieces of a big sheet have neither
                if b"mergeCell" in text:
                    sheet.merges.extend(_merges(text))
                if b"hidden" in text:
                    hidden.update(_hidden_columns(text, limits))
                tail = text[-_OVERLAP:]
                if len(sheet.merges) > limits.merges:
                    break
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise FileFault("corrupt") from error
    sheet.merges = sorted(set(sheet.merges))[: limits.merges]
    sheet.hidden_columns = sorted(hidden)


def _merges(text: bytes) -> list[tuple[int, int, int, int]]:
    return [
        (int(m[2]), column_number(m[1].decode()), int(m[4]), column_number(m[3].decode()))
        for m in _MERGE.finditer(text)
    ]


def _hidden_columns(text: bytes, limits: Limits) -> set[int]:
    found: set[int] = set()
    for tag in _COL.finditer(text):
        values = {m[1]: m[2] for m in _ATTRIBUTE.finditer(tag[0])}
        low, high = values.get(b"min", b""), values.get(b"max", b"")
        if values.get(b"hidden") in {b"1", b"true"} and low.isdigit() and high.isdigit():
            found.update(range(int(low) - 1, min(int(high), limits.columns)))
    return found
