"""The server's side: what can be looked into, and the answers of the child as bytes for a page."""

import base64
import contextlib
import threading
from collections.abc import Callable, Iterator
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import orjson

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import MB, Limits
from guanxi.exchange.readers.parent import frames

PROGRAM = "guanxi.exchange.previews.child"
MOST_BYTES = 50 * MB
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
# Texts of other encodings than UTF-8 have no kind.
UNKNOWN = "application/octet-stream"
_TABLES, _TEXTS = ("csv", "tsv"), ("txt", "md", "log")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_LIMITS = Limits(
    file_bytes=MOST_BYTES,
    cpu_seconds=20,
    silent_seconds=12.0,
    archive_bytes=300 * MB,
    shared_text_bytes=60 * MB,
)
# A preview is a comfort: two at once in a process, and who waits longer than this gets none.
_TURNS = threading.BoundedSemaphore(2)
PATIENCE = 20.0
Open = Callable[[], BinaryIO]


def showable(kind: str, name: str) -> str | None:
    """How a file can be looked into: "picture", "pdf", "book", "office", "text"; None when it can only be saved."""
    ending = name.rpartition(".")[2].lower()
    if kind in PICTURES:
        return "picture"
    if kind == "application/pdf":
        return "pdf"
    if kind.startswith("text/") or (kind == UNKNOWN and ending in (*_TABLES, *_TEXTS)):
        return "book" if ending in _TABLES else "text"
    if kind == f"{_OFFICE}spreadsheetml.sheet" or ending in ("xls", "xlsb", "ods"):
        return "book"
    if kind in (f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}presentationml.presentation"):
        return "office"
    return None


def look(open_file: Open, size: int, way: str) -> Iterator[bytes]:
    """What is inside, as the JSON of one answer. Begun only when it is read: no working thread waits for it."""
    yield orjson.dumps(_first(open_file, size, {"what": way}) or {"kind": "none", "why": "failed"})


def page(open_file: Open, size: int, number: int) -> Iterator[bytes]:
    """One page as a PNG; nothing when it cannot be drawn, which a browser shows as a broken picture."""
    told = _first(open_file, size, {"what": "page", "page": number}) or {}
    if "png" in told:
        yield base64.b64decode(told["png"])


def _first(open_file: Open, size: int, order: dict[str, Any]) -> dict[str, Any] | None:
    """The child's one answer; what is wrong with the file where that is all there is to say."""
    if size > MOST_BYTES:
        return {"kind": "none", "why": "too_big"}
    if not _TURNS.acquire(timeout=PATIENCE):
        return {"kind": "none", "why": "busy"}
    try:
        with NamedTemporaryFile() as held, open_file() as content:
            while part := content.read(MB):
                held.write(part)
            held.flush()
            with contextlib.closing(frames({"path": held.name, **order}, _LIMITS, PROGRAM)) as given:
                found = next(given, None)
        return None if found is None else {key: value for key, value in found.items() if key != "k"}
    except FileFault as fault:
        return {"kind": "none", "why": fault.kind}
    finally:
        _TURNS.release()
