"""The parent's side: starts the child, watches its memory and its silence, and turns its death into a fault."""

import contextlib
import json
import selectors
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.cells import BookInfo, Row, SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.frames import decode_cells, parse
from guanxi.exchange.readers.limits import MB, Limits

_SOURCES = Path(__file__).resolve().parents[3]
_RESIDENT_LIMIT = 300 * MB
_POLL = 0.25
_READ = 1 << 16
READER = "guanxi.exchange.readers.child"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person settled about a text file; None lets the reader decide."""

    encoding: str | None = None
    delimiter: str | None = None


@dataclass(slots=True)
class Survey:
    """A file at a glance: what it is, and the first rows of each sheet by its key."""

    info: BookInfo
    rows: dict[str, list[Row]] = field(default_factory=dict)


def survey(
    path: Path, choice: Choice | None = None, *, first: int = 300, limits: Limits | None = None
) -> Survey:
    """What is in the file, with up to `first` non-blank rows of each sheet."""
    order = {"path": str(path), "first": first, **_chosen(choice)}
    found: Survey | None = None
    sheet = ""
    for frame in frames(order, limits or Limits()):
        kind = frame["k"]
        if kind == "book":
            found = Survey(_info(frame))
        elif kind == "sheet" and found:
            sheet = frame["key"]
            _lay_out(found.info, frame)
            found.rows[sheet] = []
        elif kind == "rows" and found:
            found.rows[sheet].extend(_row(r) for r in frame["rows"])
    if found is None:
        raise FileFault("corrupt")
    return found


def read_rows(
    path: Path, sheet: str, choice: Choice | None = None, *, after: int = 0, limits: Limits | None = None
) -> Iterator[Row]:
    """The rows of one sheet with a number above `after`, in order; the child ends when the iterator is closed."""
    order = {"path": str(path), "sheet": sheet, "after": after, **_chosen(choice)}
    known = False
    with contextlib.closing(frames(order, limits or Limits())) as given:
        for frame in given:
            known = known or frame["k"] == "sheet"
            if frame["k"] == "rows":
                yield from map(_row, frame["rows"])
    if not known:
        raise FileFault("no_sheet")


def _chosen(choice: Choice | None) -> dict[str, str | None]:
    return {"encoding": choice.encoding, "delimiter": choice.delimiter} if choice else {}


def _row(frame: list[Any]) -> Row:
    return Row(frame[0], decode_cells(frame[1]), tuple(frame[2]))


def _info(frame: dict[str, Any]) -> BookInfo:
    sheets = [SheetInfo(key, name, hidden) for key, name, hidden in frame["sheets"]]
    return BookInfo(frame["format"], sheets, frame["date_system"], frame["encoding"], frame["delimiter"])


def _lay_out(info: BookInfo, frame: dict[str, Any]) -> None:
    for sheet in info.sheets:
        if sheet.key == frame["key"]:
            sheet.merges = [(m[0], m[1], m[2], m[3]) for m in frame["merges"]]
            sheet.hidden_columns = frame["hidden_columns"]


def frames(
    order: dict[str, Any], limits: Limits, program: str = READER
) -> Generator[dict[str, Any], None, None]:
    """What a child answers to an order, frame by frame; it ends when the generator is closed. Raises FileFault."""
    child = _start(order, limits, program)
    try:
        yield from _listen(child, limits)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _start(order: dict[str, Any], limits: Limits, program: str) -> "subprocess.Popen[bytes]":
    text = json.dumps({**order, "limits": limits.as_dict()})
    environment = {
        "PYTHONPATH": str(_SOURCES),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    if sys.pycache_prefix:
        # Else every child would compile its sources again.
        environment["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    return subprocess.Popen(
        [sys.executable, "-m", program, text],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, cwd="/", close_fds=True, bufsize=0,
    )  # fmt: skip


def _listen(child: "subprocess.Popen[bytes]", limits: Limits) -> Iterator[dict[str, Any]]:
    assert child.stdout is not None
    heard, rest = time.monotonic(), b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(_POLL):
                _watch(child, limits, heard)
                continue
            chunk = child.stdout.read(_READ)
            if not chunk:
                raise _death(child, limits)
            rest += chunk
            if b"\n" not in chunk:
                continue
            heard = time.monotonic()
            *lines, rest = rest.split(b"\n")
            for text in lines:
                frame = parse(text)
                if frame["k"] == "fault":
                    raise FileFault(frame["code"], **frame["params"])
                if frame["k"] == "end":
                    return
                if frame["k"] != "beat":
                    yield frame
            heard = time.monotonic()
            _watch(child, limits, heard)


def _watch(child: "subprocess.Popen[bytes]", limits: Limits, heard: float) -> None:
    if _resident(child.pid) > _RESIDENT_LIMIT:
        raise FileFault("too_big", limit=limits.file_bytes // MB)
    if time.monotonic() - heard > limits.silent_seconds:
        raise FileFault("too_slow")


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0  # gone already, or no such file system: the child's own limits hold
    return int(pages) * 4096


def _death(child: "subprocess.Popen[bytes]", limits: Limits) -> FileFault:
    """The child ended without a word: a crash of the parser, its memory or its time."""
    code = child.wait()
    if code in {-9, -24}:
        return FileFault("too_slow")
    # an abort (-6) is what calamine does on a failed allocation; both mean too much was asked
    return FileFault("too_big", limit=limits.file_bytes // MB) if code == -6 else FileFault("corrupt")
