"""Start children, start them again when they die, stop them gracefully.

Children are forks: what they need is loaded once, in the supervisor, before the first of them. A start pays for
it once, an end of a child costs no second load, and what is loaded lies in memory once.
"""

import ctypes
import multiprocessing
import os
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from setproctitle import setproctitle

# A web server gets this long to finish its requests, a worker to reach its next checkpoint.
GRACE_SECONDS = 20.0
POLL_SECONDS = 0.25
# A child that lived this long starts again at once; one that dies at birth waits longer each time.
HEALTHY_SECONDS = 5.0
LONGEST_WAIT = 30.0
SET_DEATH_SIGNAL = 1
STOP = (signal.SIGTERM, signal.SIGINT)


@dataclass(slots=True)
class Child:
    """One process that must be there: `work` is what it does, until SIGTERM."""

    name: str
    work: Callable[[], None]
    process: ForkProcess | None = None
    started: float = 0.0
    next_start: float = 0.0
    wait: float = field(default=0.5)

    def start(self) -> None:
        """Start the process; it gets a signal when this one dies."""
        # A stop that comes while the child has not yet its own ways of stopping waits until it has.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        try:
            self.process = multiprocessing.get_context("fork").Process(
                target=_live, args=(self.name, self.work, os.getpid()), name=self.name
            )
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
        self.started = time.monotonic()

    def look_after(self) -> None:
        """Start it again when it has died, later and later when it dies at birth."""
        now = time.monotonic()
        if self.process is not None and not self.process.is_alive():
            lived = now - self.started
            self.wait = 0.5 if lived > HEALTHY_SECONDS else min(self.wait * 2, LONGEST_WAIT)
            _say(
                f"{self.name} ended with code {self.process.exitcode}; starting it again in {self.wait:.1f} s"
            )
            self.process, self.next_start = None, now + self.wait
        if self.process is None and now >= self.next_start:
            self.start()


class Supervisor:
    """Holds the children until a signal says stop."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        # Open streams would hold up a graceful stop: their process looks for this file.
        self.stop_mark = Path(tempfile.gettempdir()) / f"guanxi-stop-{os.getpid()}-{secrets.token_hex(4)}"
        os.environ["GUANXI_STOP_MARK"] = str(self.stop_mark)
        self.stopping = False

    def run(self, ready: Callable[[], None]) -> int:
        """Start all, call `ready` once, keep them alive; return 0 after a graceful stop."""
        for number in STOP:
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            ready()
            while not self.stopping:
                for child in self.children:
                    child.look_after()
                time.sleep(POLL_SECONDS)
        finally:
            # Whatever ends this process, nobody would look after its children.
            self._end()
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> None:
        self.stop_mark.touch()
        try:
            self._end_children()
        finally:
            self.stop_mark.unlink(missing_ok=True)

    def _end_children(self) -> None:
        running = [child.process for child in self.children if child.process and child.process.is_alive()]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            process.join(max(deadline - time.monotonic(), 0.1))
            if process.is_alive():
                _say(f"process {process.pid} did not stop in time")
                process.kill()
                process.join()


def _live(name: str, work: Callable[[], None], parent: int) -> None:
    """A child's whole life."""
    _die_with_parent(parent)
    for number in STOP:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
    setproctitle(f"guanxi {name}")
    work()


def _die_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
        # The parent may have died before the request.
        if os.getppid() != parent:
            os._exit(1)


def follow_parent() -> None:
    """Called by the web server's worker: when its parent is killed it goes too, and leaves the port free."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGKILL)


def _say(message: str) -> None:
    sys.stderr.write(f"guanxi: {message}\n")
    sys.stderr.flush()
