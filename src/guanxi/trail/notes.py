"""What was read: noted in memory, written within a second by a thread of the process, never in a request's own transaction.

A list costs no write, and one that is refused changes nothing. A process that is killed loses the notes of that second.
"""

import atexit
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from multiprocessing.util import Finalize
from typing import Any

from django.db import close_old_connections, connection, transaction

from guanxi.kernel import bulk, clock, whence
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.trail.models import AuditRow
from guanxi.trail.service import Act, row_of

log = logging.getLogger("guanxi.trail")
GATHER_SECONDS = 0.5
# A database that does not answer for long: what comes then is counted, not kept.
MOST = 20_000
# Who is not signed in could fill the disk: what comes beyond so many a minute and process is counted.
STRANGERS = 120
STRANGER_SECONDS = 60.0
CHUNK = 1000
# What somebody is shown in lists is told together, so long after the first of it or when it is so many records.
HOLD_SECONDS = 20.0
HEAP = 1000
Note = tuple[datetime, Actor, Act, dict[str, Any] | None]


@dataclass
class _Heap:
    """Records of one kind that somebody was shown, not told yet."""

    actor: Actor
    act: Act
    way: dict[str, Any] | None
    at: datetime
    since: float
    ids: list[int] = field(default_factory=list)


@dataclass
class _Desk:
    """The notes of this process, and the thread that writes them."""

    waiting: "deque[Note]" = field(default_factory=deque)
    wake: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)
    heaps: "dict[tuple[Any, ...], _Heap]" = field(default_factory=dict)
    hand: threading.Lock = field(default_factory=threading.Lock)
    serving: bool = False
    pid: int = 0
    lost: int = 0
    strangers: int = 0
    more_strangers: int = 0
    since: float = 0.0


_desk = _Desk()


def note(actor: Actor, act: Act) -> None:
    """Remember that `actor` did this; it is written within a second where `begin` was called, else by `flush`."""
    if len(_desk.waiting) >= MOST:
        _desk.lost += 1
        return
    _begin_here()
    _desk.waiting.append((clock.now(), actor, act, whence.here()))
    _wake()


def gather(actor: Actor, act: Act, ids: Sequence[int]) -> None:
    """Remember that `actor` was shown these records; one row tells of all that come within some seconds."""
    way = whence.here()
    key = (actor.user_id, actor.origin, act.verb, act.module, repr(way))
    _begin_here()
    with _desk.hand:
        heap = _desk.heaps.get(key)
        if heap is None:
            heap = _desk.heaps[key] = _Heap(actor, act, way, clock.now(), time.monotonic())
        heap.ids.extend(ids)
    _wake()


def _begin_here() -> None:
    if _desk.serving and _desk.pid != os.getpid():
        _start()


def _wake() -> None:
    if _desk.serving and not _desk.wake.is_set():
        _desk.wake.set()


def note_stranger(act: Act) -> None:
    """The same for somebody who is not signed in, at most so many a minute; of the rest their number is told."""
    if time.monotonic() - _desk.since > STRANGER_SECONDS:
        _tell_more()
        _desk.since, _desk.strangers = time.monotonic(), 0
    _desk.strangers += 1
    if _desk.strangers > STRANGERS:
        _desk.more_strangers += 1
    else:
        note(Actor(None, origin="web"), act)


def begin() -> None:
    """From now on this process and those that it forks write their notes by themselves, to the last one at their end."""
    _desk.serving = True


def flush(everything: bool = True) -> int:
    """Write what was noted; returns how much. What is still gathered waits unless it is `everything`."""
    with _desk.turn:
        _tell_heaps(everything)
        _tell_lost()
        done = 0
        while some := _take():
            try:
                _write(some)
            except BaseException:
                _desk.waiting.extendleft(reversed(some))
                raise
            done += len(some)
        return done


def _take() -> list[Note]:
    return [_desk.waiting.popleft() for _ in range(min(CHUNK, len(_desk.waiting)))]


def _write(some: Sequence[Note]) -> None:
    rows = [row_of(actor, act, at, way) for at, actor, act, way in some]
    with transaction.atomic():
        bulk.insert(AuditRow, rows)


def _tell_heaps(everything: bool) -> None:
    moment = time.monotonic()
    with _desk.hand:
        for key, heap in list(_desk.heaps.items()):
            if everything or moment - heap.since >= HOLD_SECONDS or len(heap.ids) >= HEAP:
                del _desk.heaps[key]
                told = replace(heap.act, changes={"ids": [None, heap.ids]})
                _desk.waiting.append((heap.at, heap.actor, told, heap.way))


def _tell_more() -> None:
    if _desk.more_strangers:
        count, _desk.more_strangers = _desk.more_strangers, 0
        note(SYSTEM, Act("refused_more", "", None, {"count": [None, count]}))


def _tell_lost() -> None:
    if _desk.lost:
        count, _desk.lost = _desk.lost, 0
        log.error("audit: %s notes of reading were lost while the database did not answer", count)
        _desk.waiting.append((clock.now(), SYSTEM, Act("lost", "", None, {"count": [None, count]}), None))


def _start() -> None:
    """A process of its own begins with an empty desk: what it was forked with is its parent's to write."""
    with _desk.turn:
        if _desk.pid == os.getpid():
            return
        if _desk.pid:
            _desk.waiting, _desk.heaps = deque(), {}
        _desk.pid = os.getpid()
        threading.Thread(target=_keep_writing, name="notes", daemon=True).start()
    # A child of a fork ends without `atexit`, the program's own process without finalizers.
    Finalize(None, _write_last, exitpriority=100)
    atexit.register(_write_last)


def _keep_writing() -> None:
    while True:
        _desk.wake.wait(HOLD_SECONDS if _desk.heaps else None)
        time.sleep(GATHER_SECONDS)
        _desk.wake.clear()
        close_old_connections()
        try:
            flush(everything=False)
        except Exception:
            log.exception("audit: notes wait for the database")
            connection.close()
            _desk.wake.set()


def _write_last() -> None:
    try:
        flush()
    except Exception:
        log.exception("audit: the last notes were not written")
