"""The reader of CSV and its relatives: any usual encoding and delimiter, one record after the other.

A record that cannot be decoded or whose quote never closes is given with a note, and the
next line starts afresh: one bad row never takes its neighbours with it.
"""

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from guanxi.exchange.readers.cells import BookInfo, Cell, Row, SheetInfo
from guanxi.exchange.readers.delimiter import quoting, sniff
from guanxi.exchange.readers.encoding import detect
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits

_HEAD = 1 << 20
_LONGEST_RECORD_LINES = 500
_BAD_SHARE = 0.2

_Line = tuple[str, list[str]]


class Book:
    """A delimited text file: one sheet whose row numbers count records, the first line being 1."""

    def __init__(self, path: Path, limits: Limits, encoding: str | None, delimiter: str | None) -> None:
        self._path, self._limits = path, limits
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        whole = len(head) < _HEAD
        found = encoding or detect(head, whole=whole)
        if not (found or "utf-8").startswith(("utf-16", "utf-32")) and _binary(head):
            raise FileFault("unsupported")
        if found is None:
            raise FileFault("bad_encoding", row=1)
        try:
            codecs.lookup(found)
        except LookupError as error:
            raise FileFault("unsupported") from error
        self._encoding = found
        sample = head.decode(found, "replace").splitlines(keepends=True)
        self._directive = _directive(sample[0] if sample else "")
        self._delimiter = delimiter or self._directive or sniff(sample[:300])
        sheet = SheetInfo("0", path.name)
        self.info = BookInfo("delimited", [sheet], encoding=found, delimiter=self._delimiter)

    def layout(self, key: str) -> SheetInfo:
        """The one sheet."""
        if key != "0":
            raise FileFault("no_sheet")
        return self.info.sheets[0]

    def rows(self, key: str) -> Iterator[Row]:
        """Every record, blank ones too."""
        self.layout(key)
        cells_seen = bad = number = 0
        for number, (text, notes) in enumerate(self._records(), start=1):
            cells = self._split(text, notes)
            cells_seen += len(cells)
            if cells_seen > self._limits.cells or len(cells) > self._limits.columns:
                raise FileFault("too_many_cells", limit=self._limits.cells)
            if number == 1 and self._directive:
                cells = []
            if "bad_encoding" in notes:
                bad += 1
                if bad > 50 and bad > _BAD_SHARE * number:
                    raise FileFault("bad_encoding", row=number)
            yield Row(number, cells, tuple(notes))

    def _records(self) -> Iterator[tuple[str, list[str]]]:
        """Lines put together into records; `again` holds lines that a broken record gives back."""
        source = self._lines()
        again: deque[_Line] = deque()
        waiting: list[_Line] = []
        while True:
            line = again.popleft() if again else next(source, None)
            if line is not None:
                waiting.append(line)
            elif not waiting:
                return
            text = waiting[0][0] if len(waiting) == 1 else "".join(part for part, _ in waiting)
            state = quoting(text, self._delimiter) if '"' in text else "closed"
            if state == "open" and line is not None and self._may_grow(waiting, text):
                continue
            if state == "closed" or (state == "broken" and len(waiting) == 1):
                yield text, _together(waiting)
            else:
                # the quote of the first line never closes: it stands alone, the others start afresh
                first, notes = waiting[0]
                yield first, [*notes, "unclosed_quote"]
                again.extendleft(reversed(waiting[1:]))
            waiting = []

    def _may_grow(self, waiting: list[_Line], text: str) -> bool:
        return len(waiting) <= _LONGEST_RECORD_LINES and len(text) <= self._limits.cell_text

    def _split(self, text: str, notes: list[str]) -> list[Cell]:
        text = text.rstrip("\r\n")
        if not text:
            return []
        if '"' not in text or "unclosed_quote" in notes:
            return [part or None for part in text.split(self._delimiter)]
        try:
            return [part or None for part in next(csv.reader([text], delimiter=self._delimiter))]
        except (csv.Error, StopIteration):
            notes.append("unclosed_quote")
            return [part or None for part in text.split(self._delimiter)]

    def _lines(self) -> Iterator[tuple[str, list[str]]]:
        if self._encoding.replace("_", "-").startswith(("utf-16", "utf-32")):
            yield from self._wide_lines()
            return
        name = "utf-8" if self._encoding == "utf-8-sig" else self._encoding
        with self._path.open("rb") as stream:
            first = True
            for raw in _physical(stream, self._limits):
                line = raw.removeprefix(b"\xef\xbb\xbf") if first else raw
                first = False
                notes: list[str] = []
                try:
                    text = line.decode(name)
                except UnicodeDecodeError:
                    text = line.decode(name, "replace")
                    notes.append("bad_encoding")
                yield _clean(text, notes), notes

    def _wide_lines(self) -> Iterator[tuple[str, list[str]]]:
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as stream:
            while text := stream.readline(self._limits.cell_text * 10):
                notes = ["bad_encoding"] if "\ufffd" in text else []
                yield _clean(text.removeprefix("\ufeff"), notes), notes


def _physical(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Lines by LF, CRLF or lone CR."""
    while raw := stream.readline(limits.cell_text * 10):
        if b"\r" in raw[:-2] and raw.count(b"\r") > 1:
            yield from raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True)
        else:
            yield raw


def _clean(text: str, notes: list[str]) -> str:
    if "\x00" in text:
        notes.append("nul_removed")
        text = text.replace("\x00", "")
    if "bad_encoding" not in notes and any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text):
        # characters that were lost before the file came to us; private-use ones are what a wrong code page leaves
        notes.append("lossy_text")
    return text


def _together(waiting: list[_Line]) -> list[str]:
    return list(dict.fromkeys(note for _, notes in waiting for note in notes))


def _directive(line: str) -> str | None:
    """The delimiter that Excel's first line sep=; names."""
    text = line.strip().lstrip("\ufeff").strip('"')
    return text[4] if len(text) == 5 and text.lower().startswith("sep=") else None


def _binary(head: bytes) -> bool:
    sample = head[:4000]
    odd = sum(1 for b in sample if b < 9 or 13 < b < 32)
    return odd > 0.05 * len(sample)
