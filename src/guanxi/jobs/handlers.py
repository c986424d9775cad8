"""Declare what a kind of job does.

    @job("exchange.import", lane="long")
    class RunImport:
        def run(self, ctx: JobContext) -> dict[str, Any] | None:
            for chunk in chunks_after(ctx.cursor):
                ctx.proceed()
                with transaction.atomic():
                    store(chunk)
                    ctx.checkpoint(chunk.last, done=chunk.end, total=size)
            return {"stored": size}

The cursor is saved in the transaction of the work, so a killed run goes on after the last chunk
that was committed, and no chunk happens twice. What leaves the database (a mail, a file) must be
repeatable. `Refusal` ends a job at once; any other exception is tried again later.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from django.db import transaction

from guanxi.jobs import lease
from guanxi.jobs.models import Job
from guanxi.kernel.registry import Shelf

Lane = Literal["quick", "long"]


class JobStopped(Exception):
    """The run ends here on purpose; the committed chunks stay."""


class JobCancelled(JobStopped):
    """Someone asked to cancel."""


class JobPaused(JobStopped):
    """The worker is being stopped; the next one goes on from the cursor."""


class Handler(Protocol):
    """What a job's class offers."""

    def run(self, ctx: "JobContext") -> dict[str, Any] | None:
        """Do the work from `ctx.cursor` on and return the result to show."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A declared kind: `long` ones never take the slot that is kept free for `quick` ones."""

    key: str
    handler: Callable[[], Handler]
    lane: Lane = "quick"


KINDS: Shelf[JobKind] = Shelf("jobs")
_FINISHED: list[Callable[[Job], None]] = []
H = TypeVar("H", bound=type)


def job(key: str, *, lane: Lane = "quick") -> Callable[[H], H]:
    """Class decorator: jobs of kind `key` are run by this class."""

    def register(handler: H) -> H:
        KINDS.add(JobKind(key, handler, lane))
        return handler

    return register


def on_finished(listener: Callable[[Job], None]) -> Callable[[Job], None]:
    """Function decorator: called with every job that ended, in the transaction that ends it."""
    _FINISHED.append(listener)
    return listener


def tell_finished(row: Job) -> None:
    """Call the listeners; one that fails keeps the job from ending, and it is tried again."""
    for listener in _FINISHED:
        listener(row)


@dataclass(slots=True)
class JobContext:
    """What a running handler knows and may say."""

    job_id: int
    kind: str
    payload: dict[str, Any]
    cursor: Any
    owner_id: int | None
    fence: int
    stopping: threading.Event = field(default_factory=threading.Event)
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Whether someone asked to cancel; known within a second or at the next checkpoint."""
        return self.cancel.is_set()

    def proceed(self) -> None:
        """Call between chunks, outside a transaction. Raises JobCancelled or JobPaused when the run should end."""
        if self.cancel.is_set():
            raise JobCancelled
        if self.stopping.is_set():
            raise JobPaused

    def checkpoint(self, cursor: Any, done: int | None = None, total: int | None = None) -> None:
        """Save how far the work is, inside the transaction of the work.

        Raises LeaseLost when another worker has the job by now: the transaction must roll back.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("checkpoint() belongs into the transaction of the work")
        if lease.save_progress(self.job_id, self.fence, cursor, done, total):
            self.cancel.set()
        self.cursor = cursor
