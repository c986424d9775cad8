"""The loop of a background worker."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from guanxi.jobs import lease
from guanxi.jobs.handlers import KINDS
from guanxi.jobs.models import WorkerMark
from guanxi.jobs.runner import run_claimed
from guanxi.jobs.schedules import TICKERS, enqueue_due
from guanxi.kernel.clock import now

log = logging.getLogger("guanxi.jobs")
POLL_SECONDS = 0.5
SCHEDULE_SECONDS = 5.0
BEAT_SECONDS = 10.0
ALIVE = timedelta(seconds=45)


def run_worker(stop: threading.Event, slots: int = 2) -> None:
    """Work until `stop` is set: jobs in `slots` threads, schedules and tickers in this one.

    With two or more slots one is kept for quick kinds, so that a long import delays no reminder.
    """
    calm_collector()
    lease.release_dead()
    holder = lease.holder_name()
    every = [kind.key for kind in KINDS]
    quick = [kind.key for kind in KINDS if kind.lane == "quick"]
    lanes = [quick if slots > 1 and number == 0 else every for number in range(slots)]
    threads = [
        threading.Thread(target=_slot, args=(stop, kinds, holder), name=f"slot-{number}")
        for number, kinds in enumerate(lanes)
    ]
    for thread in threads:
        thread.start()
    _keep_time(stop, holder)
    for thread in threads:
        thread.join()
    WorkerMark.objects.filter(holder=holder).delete()


def calm_collector() -> None:
    """For a process of many rows: what is loaded by now stays: looking through it again and again cost a third of an import."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def worker_alive() -> bool:
    """Whether some worker gave a sign of life lately."""
    return WorkerMark.objects.filter(seen_at__gt=now() - ALIVE).exists()


def run_until_idle(limit: int = 1000) -> int:
    """Run every job that is due now in this thread and return how many; for tests and commands."""
    stopping = threading.Event()
    every = [kind.key for kind in KINDS]
    for count in range(limit):
        row = lease.claim(every, lease.holder_name())
        if row is None:
            return count
        run_claimed(row, stopping)
    return limit


def _slot(stop: threading.Event, kinds: Sequence[str], holder: str) -> None:
    while not stop.is_set():
        if not _guarded(lambda: _one(kinds, holder, stop), "claim"):
            stop.wait(POLL_SECONDS)
    connection.close()


def _one(kinds: Sequence[str], holder: str, stop: threading.Event) -> bool:
    row = lease.claim(kinds, holder)
    if row is not None:
        run_claimed(row, stop)
    return row is not None


def _keep_time(stop: threading.Event, holder: str) -> None:
    steps: list[tuple[float, Callable[[], object], str]] = [
        (SCHEDULE_SECONDS, enqueue_due, "schedules"),
        (SCHEDULE_SECONDS, lease.release_dead, "release"),
        (BEAT_SECONDS, lambda: _beat(holder), "beat"),
        *((item.every.total_seconds(), item.step, item.key) for item in TICKERS),
    ]
    due = [0.0] * len(steps)
    while not stop.is_set():
        for number, (seconds, step, name) in enumerate(steps):
            if time.monotonic() >= due[number]:
                _guarded(step, name)
                due[number] = time.monotonic() + seconds
        stop.wait(max(min(due) - time.monotonic(), 0.05))
    connection.close()


def _beat(holder: str) -> None:
    at = now()
    WorkerMark.objects.update_or_create(
        holder=holder, defaults={"seen_at": at}, create_defaults={"started_at": at, "seen_at": at}
    )
    WorkerMark.objects.filter(seen_at__lt=at - timedelta(hours=1)).delete()


def _guarded(step: Callable[[], object], name: str) -> bool:
    """Take one step; a failure is logged and the loop lives on."""
    close_old_connections()
    try:
        return bool(step())
    except DatabaseError:
        log.warning("worker: %s waits for the database", name, exc_info=True)
        connection.close()
    except Exception:
        log.exception("worker: %s failed", name)
    return False
