"""What was done (audit) and what must still be reacted to (outbox)."""

from django.db import models


class AuditRow(models.Model):
    """One act on one record (or on none): who, from where, when, what, before → after.

    `whence` tells what is known of the way it came (`kernel.whence`): address, token, on whose behalf.
    """

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, default="")
    origin = models.CharField(max_length=40, default="")
    verb = models.CharField(max_length=40)
    module = models.CharField(max_length=60, default="")
    record_id = models.BigIntegerField(null=True)
    version = models.IntegerField(null=True)
    changes = models.JSONField(default=dict)
    # NULL and no default: such a column is added to a large table in an instant.
    whence = models.JSONField(null=True)

    class Meta:
        indexes = [
            # Writes have a version, what else happens to a record has none: a history does not wade through readings.
            models.Index(
                fields=["module", "record_id", "-id"],
                name="audit_writes_by_record",
                condition=models.Q(version__isnull=False),
            ),
            models.Index(
                fields=["module", "record_id", "-id"],
                name="audit_reads_by_record",
                condition=models.Q(version__isnull=True, record_id__isnull=False),
            ),
            models.Index(fields=["actor_id", "-at", "-id"], name="audit_by_person"),
            # What is not a write is rare enough to be looked for by what it is.
            models.Index(
                fields=["verb", "-at", "-id"],
                name="audit_by_verb",
                condition=~models.Q(verb__in=("create", "edit")),
            ),
        ]


class Seal(models.Model):
    """A batch of audit rows in their order for ever: ids, digests and salts of `count` rows, the first of which has the
    number `sequence`. `head` covers ids, digests and the head before it; salts are outside, so that values can go."""

    sequence = models.BigIntegerField(primary_key=True)
    count = models.IntegerField()
    last_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    ids = models.BinaryField()
    digests = models.BinaryField()
    salts = models.BinaryField()
    head = models.CharField(max_length=64)


class Erasure(models.Model):
    """What is left of a sealed row whose values were erased: the digest of what it said, and salt and digest of what it
    says now. `act_id` is the audit row that tells of the erasure and covers this one."""

    row_id = models.BigIntegerField(primary_key=True)
    act_id = models.BigIntegerField()
    said = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    says = models.CharField(max_length=64)


class Touched(models.Model):
    """One record that an act on many (an export) handed out."""

    act_id = models.BigIntegerField()
    module = models.CharField(max_length=60)
    record_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["module", "record_id", "-act_id"], name="touched_by_record"),
            models.Index(fields=["act_id", "record_id"], name="touched_by_act"),
        ]


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
