"""Runs one claimed job from its cursor to its end."""

import logging
import threading
import traceback
from dataclasses import dataclass, field
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection, transaction

from guanxi.jobs import lease, messages  # noqa: F401 - registers the messages
from guanxi.jobs.handlers import KINDS, JobCancelled, JobContext, JobPaused, tell_finished
from guanxi.jobs.lease import LeaseLost
from guanxi.jobs.models import Job, State
from guanxi.kernel.errors import Refusal

log = logging.getLogger("guanxi.jobs")
WATCH_SECONDS = 1.0
TRACE_LIMIT = 4000


def run_claimed(row: Job, stopping: threading.Event) -> None:
    """Run the job of a claimed row and write how it ended; a lost lease writes nothing."""
    if row.attempts > row.max_attempts:
        _end(row, State.FAILED, error={"code": "job_worker_lost", "params": {}})
        return
    if row.cancel_requested:
        _end(row, State.CANCELLED)
        return
    ctx = JobContext(row.pk, row.kind, row.payload, row.cursor, row.owner_id, row.fence, stopping)
    with _Watch(ctx):
        _attempt(row, ctx)


def _attempt(row: Job, ctx: JobContext) -> None:
    try:
        result = KINDS.get(row.kind).handler().run(ctx)
    except JobCancelled:
        _end(row, State.CANCELLED)
    except JobPaused:
        lease.give_back(row)
    except LeaseLost:
        log.warning("job %s (%s): another worker went on with it", row.pk, row.kind)
    except Refusal as refusal:
        _end(row, State.FAILED, error=_told(refusal))
    except Exception as error:
        log.exception("job %s (%s) failed", row.pk, row.kind)
        _retry_or_fail(row, error)
    else:
        _end(row, State.DONE, result=result)


def _retry_or_fail(row: Job, error: Exception) -> None:
    trace = "".join(traceback.format_exception(error))[-TRACE_LIMIT:]
    told = {
        "code": "job_crashed",
        # What an exception says may hold anybody's values; the trace is for those who run the house.
        "params": {"why": type(error).__name__},
        "trace": trace,
    }
    # The row as it is now: a checkpoint may have reset the attempts.
    fresh = lease.held(row.pk, row.fence).first()
    if fresh is not None and not lease.try_again(fresh, told):
        _end(row, State.FAILED, error=told)


def _end(row: Job, state: State, *, result: Any = None, error: Any = None) -> None:
    with transaction.atomic():
        if lease.end(row, state, result=result, error=error):
            tell_finished(Job.objects.get(pk=row.pk))


def _told(refusal: Refusal) -> dict[str, Any]:
    plain = {
        key: value if isinstance(value, (int, float, str)) else str(value)
        for key, value in refusal.params.items()
    }
    return {"code": refusal.code, "field": refusal.field, "params": plain}


@dataclass(slots=True)
class _Watch:
    """Renews the lease and looks for a cancel request while the handler works."""

    ctx: JobContext
    over: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def __enter__(self) -> None:
        self.thread = threading.Thread(target=self._loop, name=f"job-{self.ctx.job_id}-watch", daemon=True)
        self.thread.start()

    def __exit__(self, *exc_info: object) -> None:
        self.over.set()
        if self.thread is not None:
            self.thread.join()

    def _loop(self) -> None:
        beats = 0
        every = int(lease.LEASE.total_seconds() / 3 / WATCH_SECONDS)
        while not self.over.wait(WATCH_SECONDS):
            beats += 1
            try:
                if lease.cancel_asked(self.ctx.job_id):
                    self.ctx.cancel.set()
                if beats % every == 0 and not lease.renew(self.ctx.job_id, self.ctx.fence):
                    return
            except DatabaseError:
                # The database is away; the lease ends by itself if it stays so.
                log.warning("job %s: no heartbeat", self.ctx.job_id, exc_info=True)
                connection.close()
        connection.close()
