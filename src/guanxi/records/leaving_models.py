"""Tables of what leaves the house in bulk: exports with their way to the file, and who looked at very much."""

from django.db import models


class Export(models.Model):
    """An export from the asking to the file: what was asked, how many rows that was, who let it out.

    `payload` is the job's; `job_id` is set once it is let out. `counted` rows stand in the asker's quota of
    `counted_day`, and go back there when no file comes of it.
    """

    WAITING, REFUSED, EXPIRED, WITHDRAWN, RELEASED = "waiting", "refused", "expired", "withdrawn", "released"

    asker_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    module = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    rows = models.IntegerField(default=0)
    reason = models.CharField(max_length=500, default="")
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, default="")
    job_id = models.BigIntegerField(null=True)
    counted = models.IntegerField(default=0)
    counted_day = models.DateField(null=True)

    class Meta:
        db_table = "record_export"
        indexes = [
            models.Index(fields=["asker_id", "-id"], name="export_by_asker"),
            models.Index(fields=["decided_by", "-id"], name="export_by_decider"),
            models.Index(fields=["id"], name="export_waiting", condition=models.Q(state="waiting")),
        ]


class ViewAlert(models.Model):
    """That others were told of how much a person looked at; not again before `until`."""

    user_id = models.BigIntegerField()
    measure = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        db_table = "record_view_alert"
        constraints = [models.UniqueConstraint(fields=["user_id", "measure"], name="one_alert_a_measure")]
