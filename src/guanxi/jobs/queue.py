"""Ask for background work, cancel it, try it again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guanxi.jobs.handlers import KINDS, tell_finished
from guanxi.jobs.models import Job, State
from guanxi.kernel.clock import now


def enqueue(
    kind: str,
    payload: dict[str, Any],
    owner_id: int | None = None,
    *,
    effect_key: str | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Ask for a job in the caller's transaction: it exists exactly when that commits.

    A second call with the same `effect_key` returns the first job, whatever became of it. Raises
    NotFound for a kind that nobody declared.
    """
    KINDS.get(kind)
    at = now()
    row = Job(
        kind=kind,
        payload=payload,
        owner_id=owner_id,
        effect_key=effect_key,
        run_after=run_after or at,
        created_at=at,
    )
    if effect_key is None:
        row.save(force_insert=True)
        return row
    Job.objects.bulk_create([row], ignore_conflicts=True)
    return Job.objects.get(effect_key=effect_key)


def cancel(job_id: int) -> bool:
    """Cancel a waiting job at once and ask a running one to end at its next chunk; False when it has ended."""
    with transaction.atomic():
        waiting = Job.objects.filter(pk=job_id, state=State.QUEUED)
        if waiting.update(state=State.CANCELLED, cancel_requested=True, finished_at=now()) == 1:
            tell_finished(Job.objects.get(pk=job_id))
            return True
        return Job.objects.filter(pk=job_id, state=State.RUNNING).update(cancel_requested=True) == 1


def retry(job_id: int) -> bool:
    """Put a failed or cancelled job back in the queue from its cursor; False when it is neither."""
    ended = Job.objects.filter(pk=job_id, state__in=(State.FAILED, State.CANCELLED))
    return (
        ended.update(
            state=State.QUEUED,
            attempts=0,
            cancel_requested=False,
            run_after=now(),
            finished_at=None,
            error=None,
        )
        == 1
    )
