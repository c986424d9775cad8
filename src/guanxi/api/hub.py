"""Hands what happens to every open stream of this process: one thread looks, all streams wait."""

import logging
import os
import threading
import time
import weakref
from collections import defaultdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import orjson
from django.db import Error as DatabaseError
from django.db import connection

from guanxi.access import questions, rights
from guanxi.access.signins import SignIn, standing
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records.live import NAMED, News, Tail, missed, seen
from guanxi.schema.modules import MODULES

log = logging.getLogger("guanxi.api")
LOOK_SECONDS = 1.0
# A right or a sign-in that ended is gone within five seconds; what is known of rights is up to five old itself, so
# a sign-in is asked about more often.
CHECK_SECONDS = 2.0
BEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 5000
# Of the server's 256 threads; the rest is for requests.
MOST_STREAMS = 200
MOST_WAITING = 1000


class Stream:
    """The events of one open page, as the bytes of server-sent events; ends when `end` is called."""

    def __init__(self, holder: SignIn, event_id: int = 0, notice_id: int = 0) -> None:
        self.holder = holder
        self.rights: tuple[Actor, rights.Rights] | None = None
        self._place = {"e": event_id, "n": notice_id}
        self._begun = False
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._waiting.put(b"retry: %d\n\n" % RETRY_MILLISECONDS)

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> bytes:
        """The next bytes; a comment when nothing happened for a while, so that a lost connection is noticed."""
        if not self._begun:
            self._begun = True
            HUB.begin()
        try:
            part = self._waiting.get(timeout=BEAT_SECONDS)
        except Empty:
            return b": still here\n\n"
        if part is None:
            raise StopIteration
        return part

    def tell(self, kind: str, data: dict[str, Any], place: str = "") -> None:
        """Let the page know; a page that does not take what it gets is let go."""
        if self._waiting.qsize() > MOST_WAITING:
            self.end()
            return
        if place:
            self._place[place[0]] = max(self._place[place[0]], int(place[1:]))
        mark = f"e{self._place['e']}n{self._place['n']}".encode()
        self._waiting.put(b"id: %s\nevent: %s\ndata: %s\n\n" % (mark, kind.encode(), orjson.dumps(data)))

    def end(self) -> None:
        """Close the stream after what is waiting."""
        self._waiting.put(None)

    def close(self) -> None:
        """Called by the server when the connection is gone."""
        HUB.leave(self)


class Hub:
    """The open streams of this process. While any is being read, a thread looks once a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: weakref.WeakSet[Stream] = weakref.WeakSet()
        self._tail: Tail | None = None
        self._looking = False
        self._closing = False

    def join(self, stream: Stream) -> None:
        """Tell a stream what happens from now on. Raises Refusal (503) when there are too many, or at the end."""
        with self._lock:
            if self._closing or len(self._streams) >= MOST_STREAMS:
                raise Refusal("busy", status=503)
            if not self._looking and not self._streams:
                self._tail = Tail()
            self._streams.add(stream)

    def begin(self) -> None:
        """Called when a stream is read for the first time: from now on somebody looks."""
        with self._lock:
            if self._looking or self._tail is None:
                return
            self._looking = True
            threading.Thread(target=self._look_on, args=(self._tail,), name="events", daemon=True).start()

    def leave(self, stream: Stream) -> None:
        """Forget a stream."""
        with self._lock:
            self._streams.discard(stream)

    def close(self) -> None:
        """End all streams and take no new ones: the server stops."""
        self._closing = True
        for stream in list(self._streams):
            stream.end()

    def catch_up(self, stream: Stream, event_id: int, notice_id: int) -> None:
        """Tell a stream that was interrupted what it missed; hints without ids when that is too much."""
        news = missed(event_id, notice_id)
        if news is not None:
            _deliver(news, [stream])
            return
        stream.tell("notification", {})
        for item in MODULES:
            if questions.can(_actor(stream), "view", item.key):
                stream.tell("record", {"module": item.key})

    def _look_on(self, tail: Tail) -> None:
        """The thread's work until the last stream is gone."""
        checked = time.monotonic()
        try:
            while self._goes_on():
                time.sleep(LOOK_SECONDS)
                if _stopping():
                    self.close()
                news = tail.look()
                # Only now: somebody who joined a moment ago must not miss what came after that.
                streams = self._present()
                if time.monotonic() - checked >= CHECK_SECONDS:
                    streams = _check(streams)
                    checked = time.monotonic()
                _deliver(news, streams)
        except DatabaseError:
            # Pages come back by themselves; whether they are still allowed cannot be known now.
            log.warning("live events wait for the database", exc_info=True)
            self._end_all()
        except Exception:
            log.exception("live events failed")
            self._end_all()
        finally:
            connection.close()

    def _goes_on(self) -> bool:
        """Whether there is anybody to look for; if not, the thread ends and the next stream begins another."""
        with self._lock:
            self._looking = bool(self._streams)
            return self._looking

    def _present(self) -> list[Stream]:
        with self._lock:
            return list(self._streams)

    def _end_all(self) -> None:
        with self._lock:
            ending = list(self._streams)
            self._streams.clear()
            self._looking = False
        for stream in ending:
            stream.end()


HUB = Hub()


def _check(streams: list[Stream]) -> list[Stream]:
    """End what is not allowed any more, tell those whose rights changed; returns the others."""
    good = standing({stream.holder for stream in streams})
    kept = []
    for stream in streams:
        actor = _actor(stream) if stream.holder in good else None
        if actor is None or actor.user_id is None:
            stream.end()
            continue
        known = (actor, rights.rights_of(actor))
        if stream.rights not in (None, known):
            stream.tell("schema", {})
        stream.rights = known
        kept.append(stream)
    return kept


def _stopping() -> bool:
    """Whether the supervisor has said that the server is about to stop."""
    mark = os.environ.get("GUANXI_STOP_MARK")
    return mark is not None and Path(mark).exists()


def _deliver(news: list[News], streams: list[Stream]) -> None:
    """Tell every stream what concerns its person; of records only those that the person sees."""
    by_person: dict[int, list[Stream]] = defaultdict(list)
    for stream in streams:
        by_person[stream.holder.user_id].append(stream)
    for item in news:
        if item.kind != "record":
            for stream in by_person.get(item.user_id or 0, ()):
                stream.tell(item.kind, item.data, item.place)
    batches = _batches(item for item in news if item.kind == "record")
    for user_id, own in by_person.items() if batches else ():
        _deliver_records(batches, user_id, own)


def _deliver_records(batches: list[list[News]], user_id: int, streams: list[Stream]) -> None:
    actor = _actor(streams[0])
    for batch in batches:
        ids = seen(actor, batch[0].module, (one for item in batch for one in item.ids))
        if not ids:
            continue
        seen_ids = set(ids)
        mine = all(item.user_id == user_id for item in batch if not seen_ids.isdisjoint(item.ids))
        data: dict[str, Any] = {**batch[0].data, "mine": mine}
        if len(ids) <= NAMED:
            data["ids"] = [str(one) for one in ids]
        for stream in streams:
            stream.tell("record", data, batch[-1].place)


def _batches(news: Any) -> list[list[News]]:
    """Neighbours of one module and verb together: an import of many chunks is one piece of news."""
    found: list[list[News]] = []
    for item in news:
        if found and (found[-1][0].module, found[-1][0].verb) == (item.module, item.verb):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _actor(stream: Stream) -> Actor:
    try:
        return rights.actor_of(stream.holder.user_id, "web")
    except Refusal:
        return Actor(user_id=None)
