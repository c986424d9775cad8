"""The head of the chain outside the database: a file that only grows, `audit/anchor.log` in the home folder.

A line is `time sequence head`. Who puts an old copy of the database back has an older head than the file; who means to
says so once (`verify-audit --accept-restore`), by a line `time accept sequence head agreed reason`: what the file knew
beyond the number `agreed` is given up.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guanxi.kernel import config

# A line is 110 bytes: at a line a second, a day of eight hours takes 3 MB.
MOST_BYTES = 64 << 20
TAIL = 4096
HEAD = 64


@dataclass(frozen=True, slots=True)
class Anchored:
    """What one line says: the chain up to the row number `sequence` has this head."""

    at: str
    sequence: int
    head: str
    agreed: int | None = None


def folder() -> Path:
    """The folder of the anchor, made on first use."""
    path = config.home() / "audit"
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def last() -> Anchored | None:
    """The last line of the file."""
    path = _current()
    if not path.exists():
        return None
    with path.open("rb") as file:
        return _last_of(file.fileno())


def append(sequence: int, head: str) -> None:
    """Add a line and see it on the disk, unless one of this machine's workers has said as much already."""
    with _locked() as descriptor:
        known = _last_of(descriptor)
        if known is None or known.sequence < sequence:
            _write(descriptor, f"{_now()} {sequence} {head}\n")
    _turn_over()


def accept(sequence: int, head: str, agreed: int, reason: str) -> None:
    """Say that what the file knows beyond the number `agreed` was given up on purpose, for a chain with this end."""
    with _locked() as descriptor:
        _write(descriptor, f"{_now()} accept {sequence} {head} {agreed} {' '.join(reason.split())[:200]}\n")


def entries() -> Iterator[Anchored]:
    """What still holds, in the order of the sequence: lines that were given up later are left out."""
    given_up = [(place, line.agreed) for place, line in enumerate(_lines()) if line.agreed is not None]
    for number, line in enumerate(_lines()):
        # Number 0: an empty database was accepted.
        if line.sequence and all(line.sequence <= agreed for place, agreed in given_up if place > number):
            yield line


def _lines() -> Iterator[Anchored]:
    for path in (*sorted(folder().glob("anchor-*.log")), _current()):
        if path.exists():
            with path.open("rb") as file:
                yield from (found for line in file if (found := _read(line)))


def _current() -> Path:
    return folder() / "anchor.log"


@contextmanager
def _locked() -> Iterator[int]:
    """The file, open for adding, while no other worker of this machine adds to it."""
    descriptor = os.open(_current(), os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, line: str) -> None:
    size = os.fstat(descriptor).st_size
    # A power cut may have left half a line.
    torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
    os.write(descriptor, ("\n" if torn else "").encode() + line.encode())
    os.fsync(descriptor)


def _last_of(descriptor: int) -> Anchored | None:
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, TAIL, max(size - TAIL, 0))
    lines = [found for line in tail.splitlines(keepends=True) if (found := _read(line))]
    return lines[-1] if lines else None


def _read(line: bytes) -> Anchored | None:
    """A line; None for one that a power cut left half."""
    words = line.decode("utf-8", "replace").split(" ", 5)
    if not line.endswith(b"\n"):
        return None
    if len(words) == 3 and words[1].isdigit() and len(words[2]) == HEAD + 1:
        return Anchored(words[0], int(words[1]), words[2].strip())
    if len(words) == 6 and words[1] == "accept" and words[2].isdigit() and words[4].isdigit():
        return Anchored(words[0], int(words[2]), words[3], int(words[4]))
    return None


def _turn_over() -> None:
    """A file that has become large keeps its lines under a name of its own; the new one begins with its last line."""
    path = _current()
    if path.stat().st_size < MOST_BYTES:
        return
    known = last()
    if known is not None:
        path.rename(folder() / f"anchor-{known.sequence:018d}.log")
        append(known.sequence, known.head)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
