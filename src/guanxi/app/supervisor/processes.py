"""Start children, start them again when they die, stop them gracefully."""

import ctypes
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from guanxi.app.supervisor.binding import Binding

# A web server gets this long to finish its requests, a worker to reach its next checkpoint.
GRACE_SECONDS = 20.0
POLL_SECONDS = 0.25
# A child that lived this long starts again at once; one that dies at birth waits longer each time.
HEALTHY_SECONDS = 5.0
LONGEST_WAIT = 30.0
SET_DEATH_SIGNAL = 1


def web_command(binding: Binding, workers: int = 1) -> list[str]:
    """The command of the web server."""
    command = [sys.executable, "-m", "guanxi.app.supervisor.web", "--workers", str(workers)]
    command += ["--host", binding.host, "--port", str(binding.port)]
    if binding.cert and binding.key:
        command += ["--cert", str(binding.cert), "--key", str(binding.key)]
    return command


def worker_command() -> list[str]:
    """The command of the background worker."""
    return [sys.executable, "-m", "guanxi.app.cli", "worker"]


@dataclass(slots=True)
class Child:
    """One process that must be there."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    wait: float = field(default=0.5)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the process; it gets a signal when this one dies."""
        die = partial(_die_with_parent, os.getpid())
        self.process = subprocess.Popen(self.command, env=dict(environment), preexec_fn=die)  # noqa: PLW1509
        self.started = time.monotonic()

    def look_after(self, environment: Mapping[str, str]) -> None:
        """Start it again when it has died, later and later when it dies at birth."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lived = now - self.started
            self.wait = 0.5 if lived > HEALTHY_SECONDS else min(self.wait * 2, LONGEST_WAIT)
            _say(
                f"{self.name} ended with code {self.process.returncode}; starting it again in {self.wait:.1f} s"
            )
            self.process, self.next_start = None, now + self.wait
        if self.process is None and now >= self.next_start:
            self.start(environment)


class Supervisor:
    """Holds the children until a signal says stop."""

    def __init__(self, children: Sequence[Child], environment: Mapping[str, str]) -> None:
        self.children = children
        # Open streams would hold up a graceful stop: their process looks for this file.
        self.stop_mark = Path(tempfile.gettempdir()) / f"guanxi-stop-{os.getpid()}-{secrets.token_hex(4)}"
        self.environment = {**environment, "GUANXI_STOP_MARK": str(self.stop_mark)}
        self.stopping = False

    def run(self, ready: Callable[[], None]) -> int:
        """Start all, call `ready` once, keep them alive; return 0 after a graceful stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for child in self.children:
            child.start(self.environment)
        ready()
        while not self.stopping:
            for child in self.children:
                child.look_after(self.environment)
            time.sleep(POLL_SECONDS)
        return self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> int:
        self.stop_mark.touch()
        try:
            self._end_children()
        finally:
            self.stop_mark.unlink(missing_ok=True)
        return 0

    def _end_children(self) -> None:
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                _say(f"process {process.pid} did not stop in time")
                process.kill()
                process.wait()


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
