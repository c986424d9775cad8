"""What was done (audit) and what must still be reacted to (outbox)."""

from django.db import models


class AuditRow(models.Model):
    """One act on one record (or on none): who, for whom, from where, when, what, before → after."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, default="")
    origin = models.CharField(max_length=40, default="")
    verb = models.CharField(max_length=40)
    module = models.CharField(max_length=60, default="")
    record_id = models.BigIntegerField(null=True)
    version = models.IntegerField(null=True)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["module", "record_id", "-id"], name="audit_by_record")]


class Event(models.Model):
    """One chunk of writes to react to after commit; `reacted` names the reactions that are done.

    A worker claims an event by `claimed_until`; one that failed too often is done with its `failure` kept.
    """

    at = models.DateTimeField()
    module = models.CharField(max_length=60)
    verb = models.CharField(max_length=20)
    record_ids = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    actor_id = models.BigIntegerField(null=True)
    done = models.BooleanField(default=False)
    reacted = models.JSONField(default=list)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    failure = models.CharField(max_length=500, default="")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_open", condition=models.Q(done=False)),
        ]
