"""The rows of background work."""

from django.db import models


class State(models.TextChoices):
    """Where a job stands; `failed` is the dead letter box, kept until someone retries or it is cleaned."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """One piece of work that survives crashes.

    `fence` grows with every claim: a worker writes only while its number is the row's number, so one
    that lost its lease can change nothing. `attempts` counts claims without progress since the last
    checkpoint, so that a long job may be interrupted any number of times but a poisonous step ends it.
    """

    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    owner_id = models.BigIntegerField(null=True)
    effect_key = models.CharField(max_length=200, null=True, unique=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    cursor = models.JSONField(null=True)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    cancel_requested = models.BooleanField(default=False)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_holder = models.CharField(max_length=120, default="")
    fence = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "job"
        indexes = [
            models.Index(fields=["state", "run_after", "id"], name="job_runnable"),
            models.Index(fields=["state", "lease_until"], name="job_lease"),
            models.Index(fields=["owner_id", "-id"], name="job_owner"),
        ]


class ScheduleMark(models.Model):
    """When a declared schedule was due last; whoever moves it forward enqueues the run."""

    key = models.CharField(max_length=80, unique=True)
    last_due = models.DateTimeField()

    class Meta:
        db_table = "job_schedule"


class WorkerMark(models.Model):
    """A worker process that lives, by its last sign of life."""

    holder = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "job_worker"
