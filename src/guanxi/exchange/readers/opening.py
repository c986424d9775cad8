"""Opening a file with the reader of its family. Runs in the child only."""

from pathlib import Path
from typing import Protocol

from guanxi.exchange.readers import calamine_book, delimited, html_table, xlsx, xml2003
from guanxi.exchange.readers.cells import SheetInfo
from guanxi.exchange.readers.kit import Book, family
from guanxi.exchange.readers.limits import Limits


class LaidOut(Book, Protocol):
    """A book that also knows the layout of its sheets."""

    def layout(self, key: str) -> SheetInfo:
        """The sheet with its merged ranges and hidden columns."""
        ...


def open_book(path: Path, limits: Limits, encoding: str | None, delimiter: str | None) -> LaidOut:
    """The file as a book, whatever its family."""
    kind = family(path, limits)
    if kind == "xlsx":
        return xlsx.Book(path, limits)
    if kind == "html":
        return html_table.Book(path, limits)
    if kind == "xml2003":
        return xml2003.Book(path, limits)
    if kind == "delimited":
        return delimited.Book(path, limits, encoding, delimiter)
    return calamine_book.Book(path, limits, kind)
