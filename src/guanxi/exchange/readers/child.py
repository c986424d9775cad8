"""The child process: reads one file and writes frames to its output. Started by parent.py only.

It gives itself limits before it touches the file, opens no socket, and whatever
happens ends in a fault frame or in its death, both of which the parent understands.
"""

import ctypes
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.frames import encode_cells, line
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.opening import open_book
from guanxi.exchange.readers.pulse import listen

BATCH = 200


def serve(make: Callable[[dict[str, Any]], Iterator[dict[str, Any]]]) -> None:
    """Answer the order of the first argument with the frames that `make` gives for it."""
    order = json.loads(sys.argv[1])
    _confine(order["limits"])

    out = sys.stdout.buffer
    last = time.monotonic()

    def tell() -> None:
        nonlocal last
        if time.monotonic() - last > 1:
            out.write(line({"k": "beat"}))
            out.flush()
            last = time.monotonic()

    listen(tell)
    try:
        for frame in make(order):
            out.write(line(frame))
            out.flush()
        out.write(line({"k": "end"}))
    except FileFault as fault:
        out.write(line({"k": "fault", "code": fault.kind, "params": fault.params}))
    except MemoryError:
        out.write(
            line({"k": "fault", "code": "too_big", "params": {"limit": order["limits"]["file_bytes"] >> 20}})
        )
    except RecursionError:
        out.write(line({"k": "fault", "code": "corrupt", "params": {}}))
    out.flush()
    # no clean-up of big tables: the parent waits
    os._exit(0)


def _confine(limits: dict[str, Any]) -> None:
    memory = int(limits["memory_bytes"])
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits["cpu_seconds"]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_AS, (memory * 4, memory * 4))
        _leave_network()


def _leave_network() -> None:
    """Into a network namespace without interfaces where the system allows it; no reader opens a socket anyway."""
    clone_newuser, clone_newnet = 0x10000000, 0x40000000
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(clone_newnet) != 0:
            libc.unshare(clone_newuser | clone_newnet)
    except (OSError, AttributeError):
        return


def _frames(order: dict[str, Any]) -> Iterator[dict[str, Any]]:

    book = open_book(
        Path(order["path"]), Limits(**order["limits"]), order.get("encoding"), order.get("delimiter")
    )
    info = book.info
    yield {
        "k": "book", "format": info.format, "date_system": info.date_system,
        "encoding": info.encoding, "delimiter": info.delimiter,
        "sheets": [[s.key, s.name, s.hidden] for s in info.sheets],
    }  # fmt: skip
    first = order.get("first")
    for sheet in info.sheets:
        if order.get("sheet") not in {None, sheet.key}:
            continue
        laid = book.layout(sheet.key)
        yield {"k": "sheet", "key": sheet.key, "merges": laid.merges, "hidden_columns": laid.hidden_columns}
        rows = book.rows(sheet.key)
        after = order.get("after", 0)
        if after:
            rows = (row for row in rows if row.number > after)
        if first is not None:
            rows = islice(rows, first)
        while batch := [[r.number, encode_cells(r.cells), r.notes] for r in islice(rows, BATCH)]:
            yield {"k": "rows", "rows": batch}
        yield {"k": "done", "key": sheet.key}


if __name__ == "__main__":
    serve(_frames)
