"""Who holds a job: claim, keep, give back. Every write names the fence that it was given."""

import os
import random
import secrets
import socket
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from guanxi.jobs.models import Job, State
from guanxi.kernel.clock import now

# Long enough for one chunk of work; the heartbeat renews it three times within.
LEASE = timedelta(seconds=30)
HOST = socket.gethostname()[:80]
BACKOFF_FIRST = timedelta(seconds=5)
BACKOFF_MOST = timedelta(minutes=30)


class LeaseLost(Exception):
    """Another worker holds the job by now; nothing of this run may be committed any more."""


def holder_name() -> str:
    """This process, by machine, process id and a token of its own."""
    return f"{HOST}:{os.getpid()}:{_token(os.getpid())}"


@cache
def _token(pid: int) -> str:
    """Tells this process from an earlier one with the same number, as containers give it out again; a forked child
    makes its own."""
    return secrets.token_hex(4)


def runnable(kinds: Sequence[str]) -> QuerySet[Job]:
    """Jobs of these kinds that may start: due ones and those whose worker is gone."""
    at = now()
    waiting = Q(state=State.QUEUED, run_after__lte=at)
    orphaned = Q(state=State.RUNNING, lease_until__lt=at)
    return Job.objects.filter(waiting | orphaned, kind__in=kinds).order_by("run_after", "id")


def claim(kinds: Sequence[str], holder: str) -> Job | None:
    """One job for this worker, or None. No two workers ever hold the same job with the same fence."""
    # A look without a lock first: an idle worker must not take SQLite's write lock twice a second.
    if not runnable(kinds).exists():
        return None
    with transaction.atomic():
        candidates = runnable(kinds)
        if connection.features.has_select_for_update_skip_locked:
            candidates = candidates.select_for_update(skip_locked=True)
        row = candidates.first()
        if row is None:
            return None
        at = now()
        taken = Job.objects.filter(pk=row.pk, fence=row.fence, state=row.state).update(
            state=State.RUNNING,
            fence=row.fence + 1,
            attempts=F("attempts") + 1,
            lease_until=at + LEASE,
            lease_holder=holder,
            started_at=row.started_at or at,
        )
    return Job.objects.get(pk=row.pk) if taken else None


def held(job_id: int, fence: int) -> QuerySet[Job]:
    """The row, if this fence still holds it."""
    return Job.objects.filter(pk=job_id, fence=fence, state=State.RUNNING)


def save_progress(job_id: int, fence: int, cursor: Any, done: int | None, total: int | None) -> bool:
    """Save cursor and progress and renew the lease; return whether cancelling was asked. Raises LeaseLost."""
    changes: dict[str, Any] = {"cursor": cursor, "attempts": 1, "lease_until": now() + LEASE}
    if done is not None:
        changes["done"] = done
    if total is not None:
        changes["total"] = total
    if held(job_id, fence).update(**changes) != 1:
        raise LeaseLost(job_id)
    return cancel_asked(job_id)


def cancel_asked(job_id: int) -> bool:
    """Whether someone asked to cancel the job."""
    return Job.objects.filter(pk=job_id, cancel_requested=True).exists()


def renew(job_id: int, fence: int) -> bool:
    """Keep the lease; False when it is lost."""
    return held(job_id, fence).update(lease_until=now() + LEASE) == 1


def give_back(row: Job) -> bool:
    """Put a paused job back in the queue; the pause does not count as an attempt."""
    return held(row.pk, row.fence).update(state=State.QUEUED, lease_until=None, attempts=0) == 1


def try_again(row: Job, error: dict[str, Any]) -> bool:
    """Put a failed run back in the queue for later; False when its attempts are used up."""
    if row.attempts >= row.max_attempts:
        return False
    return (
        held(row.pk, row.fence).update(
            state=State.QUEUED, lease_until=None, error=error, run_after=now() + backoff(row.attempts)
        )
        == 1
    )


def backoff(attempts: int) -> timedelta:
    """How long to wait before the next attempt: doubling, with some chance so that crowds spread."""
    most = min(BACKOFF_FIRST * 2 ** max(attempts - 1, 0), BACKOFF_MOST)
    return most * random.uniform(0.75, 1.0)


def end(row: Job, state: State, *, result: Any = None, error: Any = None) -> bool:
    """Write the final state; False when the lease is lost."""
    return (
        held(row.pk, row.fence).update(
            state=state, result=result, error=error, lease_until=None, finished_at=now()
        )
        == 1
    )


def release_dead() -> int:
    """Let go of jobs whose worker ran on this machine and is dead, so that nobody waits for the lease to end.

    A wrong guess (a machine of the same name) costs one repeated chunk: the fence keeps it harmless.
    """
    running = Job.objects.filter(state=State.RUNNING, lease_holder__startswith=f"{HOST}:")
    dead = [row.pk for row in running.only("pk", "lease_holder") if not _alive(row.lease_holder)]
    return (
        Job.objects.filter(pk__in=dead, state=State.RUNNING).update(lease_until=now() - timedelta(seconds=1))
        if dead
        else 0
    )


def _alive(holder: str) -> bool:
    pid, token = (*holder.split(":")[1:], "", "")[:2]
    if pid == str(os.getpid()):
        return token == _token(os.getpid())
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return True
