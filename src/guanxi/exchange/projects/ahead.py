"""The next rows of a run, made ready in a process of their own while the worker writes the ones before.

The child reads the checked rows itself, puts records together and makes them ready (`records.ready`); it writes nothing.
It says when it has started, is told after which row to begin, and then is one chunk ahead: the pipe holds no more.
Without it - few rows, a child that died - the worker does the same work itself, with the same result.
"""

import logging
import os
import pickle
import select
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from django.conf import settings
from django.db import connection

from guanxi.exchange.models import ImportProject
from guanxi.exchange.plans import Assembled
from guanxi.exchange.projects.checked import CheckedRow, following
from guanxi.exchange.projects.landing import assembled
from guanxi.records.ready import Ready, Workshop

log = logging.getLogger("guanxi.exchange")
CHUNK = 500
READY = ("ok", "partial")
# Below this a run is over before the child has started.
WORTH_A_CHILD = 3000
SIZE = struct.Struct("<Q")
STARTED = b"+"
SILENT_SECONDS = 60
COMMAND = [sys.executable, "-m", "guanxi.exchange.projects.ahead_child"]


@dataclass(slots=True)
class Chunk:
    """The next rows and what they become."""

    rows: list[CheckedRow]
    made: dict[int, Assembled]


def chunks_after(project: ImportProject, last: int) -> Iterator[Chunk]:
    """The rows of a run after row `last`, chunk by chunk, with their records made ready."""
    while rows := following(project, READY, last, CHUNK):
        yield made_ready(project, rows)
        last = rows[-1].pk


def made_ready(project: ImportProject, rows: list[CheckedRow]) -> Chunk:
    """The records of some rows, made ready."""
    workshop, made = Workshop(), assembled(project, rows)
    for item in made.values():
        around = {}
        if item.account:
            item.account_ready = workshop.make("accounts", item.account)
            around = _titled("account", item.account_ready)
        item.ready = workshop.make(project.module, item.main, around)
        around |= _titled("contact", item.ready)
        item.activities_ready = [workshop.make("activities", told, around) for told in item.activities]
    for row in rows:
        # They are in the records now; what need not be sent is not.
        row.fields = {}
    return Chunk(rows, made)


def _titled(lookup: str, pointed: Ready) -> dict[str, str]:
    name = pointed.clean.get("name")
    return {lookup: name} if name else {}


class Ahead:
    """The worker's side: a context in which `after` gives chunk by chunk."""

    def __init__(self, project: ImportProject, total: int) -> None:
        self._project = project
        self._child: subprocess.Popen[bytes] | None = None
        self._begun = False
        self._worth = total >= WORTH_A_CHILD

    def __enter__(self) -> Self:
        if self._worth:
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
            self._child = subprocess.Popen(
                [*COMMAND, str(self._project.pk), str(connection.settings_dict["NAME"])],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=0,
            )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def after(self, last: int) -> Chunk:
        """The rows after row `last`; none when all are done."""
        if self._child is not None and self._begin(last):
            chunk = self._receive()
            if chunk is not None:
                return chunk
        rows = following(self._project, READY, last, CHUNK)
        return Chunk(rows, assembled(self._project, rows))

    def _begin(self, last: int) -> bool:
        """Whether the child is at work; the first time that it has started it is told where to begin."""
        assert self._child is not None
        assert self._child.stdin is not None
        if self._begun:
            return True
        if not select.select([self._stream()], [], [], 0)[0]:
            return False
        try:
            self._begun = exactly(self._stream(), len(STARTED)) == STARTED
            if self._begun:
                self._child.stdin.write(SIZE.pack(last))
        except BrokenPipeError:
            self._begun = False
        if not self._begun:
            self._lost()
        return self._begun

    def _receive(self) -> Chunk | None:
        chunk = receive(self._stream())
        if chunk is None:
            self._lost()
        return chunk

    def _stream(self) -> BinaryIO:
        assert self._child is not None
        assert self._child.stdout is not None
        return self._child.stdout  # type: ignore[return-value]

    def _lost(self) -> None:
        log.warning("import %s: the process that prepares rows is gone", self._project.pk)
        self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()


def send(out: BinaryIO, chunk: Chunk) -> None:
    """Write one chunk; pickled, as it goes to the process that started this one alone."""
    body = pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL)
    out.write(SIZE.pack(len(body)))
    out.write(body)
    out.flush()


def receive(source: BinaryIO) -> Chunk | None:
    """Read one chunk; None when it does not come whole."""
    head = exactly(source, SIZE.size)
    body = exactly(source, SIZE.unpack(head)[0]) if head else None
    return pickle.loads(body) if body else None  # noqa: S301 - of our own child


def exactly(source: BinaryIO, size: int) -> bytes | None:
    """So many bytes of an unbuffered stream; None when it ends before or says nothing for long."""
    found = bytearray()
    while len(found) < size:
        if not select.select([source], [], [], SILENT_SECONDS)[0]:
            return None
        piece = source.read(size - len(found))
        if not piece:
            return None
        found += piece
    return bytes(found)
