"""What every format reader offers, and how the right one is found by the bytes of a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from guanxi.exchange.readers.archive import zip_family
from guanxi.exchange.readers.cells import BookInfo, Row
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Book(Protocol):
    """An open file: what it holds, and the rows of one sheet; blank rows may be left out."""

    info: BookInfo

    def rows(self, key: str) -> Iterator[Row]:
        """The rows of a sheet in order."""
        ...


def family(path: Path, limits: Limits) -> str:
    """Which reader a file needs: xlsx, xlsb, ods, xls, html, xml2003 or delimited; by content, never by its name."""
    size = path.stat().st_size
    if size == 0:
        raise FileFault("empty")
    if size > limits.file_bytes:
        raise FileFault("too_big", limit=limits.file_bytes >> 20)
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_family(path, limits)
    if head.startswith(OLE) or head[:2] in {b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"}:
        return "xls"
    if _is_foreign(head):
        raise FileFault("unsupported")
    return _markup(head) or "delimited"


def _is_foreign(head: bytes) -> bool:
    if head.startswith(
        (
            b"%PDF",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"Rar!",
            b"7z\xbc\xaf",
            b"\x1f\x8b",
            b"\x7fELF",
            b"MZ",
        )
    ):
        return True
    return head.startswith(b"{\\rtf")


def _markup(head: bytes) -> str | None:
    """html or xml2003 for a page or an XML workbook that only calls itself .xls."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if (
        start.startswith(b"<?xml")
        and b"urn:schemas-microsoft-com:office:spreadsheet" in start
        and b"<html" not in start
    ):
        return "xml2003"
    if not start.startswith(b"<"):
        return None
    if (
        b"<html" in start
        or b"<table" in start
        or start.startswith((b"<!doctype html", b"<meta", b"<head", b"<style", b"<body"))
    ):
        return "html"
    raise FileFault("unsupported")
