"""The tables of handovers: what somebody who leaves gives to whom, and what each record was before and after."""

from django.conf import settings
from django.db import models


class Handover(models.Model):
    """The records of one person going to others. `duties` are the changes of managers and of the owners of shared views
    that go with them (`handover.succession`), `successor` who gets them. `summary` counts what went where; `before` and
    `after` are digests over the marks of all records that moved; the certificate lies among the files under `paper`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    reason = models.CharField(max_length=500, default="", blank=True)
    rules = models.JSONField(default=dict)
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    duties = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="queued")
    job_id = models.BigIntegerField(null=True)
    # The last act of the audit before the records were looked at: later ones tell who changed something meanwhile.
    audit_from = models.BigIntegerField(default=0)
    total = models.IntegerField(default=0)
    summary = models.JSONField(default=dict)
    before = models.CharField(max_length=64, default="", blank=True)
    after = models.CharField(max_length=64, default="", blank=True)
    paper = models.CharField(max_length=64, default="", blank=True)
    paper_size = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="handover_of_person")]


class HandoverItem(models.Model):
    """One record of a handover, in the order of work. `marks` are the digests of its parts until they were compared;
    `before` and `after` digests of the whole; `differences` the parts that are not as they were."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    position = models.IntegerField()
    module = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    rule = models.CharField(max_length=40, default="", blank=True)
    state = models.CharField(max_length=10, default="waiting")
    reason = models.CharField(max_length=60, default="", blank=True)
    before = models.CharField(max_length=64, default="", blank=True)
    after = models.CharField(max_length=64, default="", blank=True)
    marks = models.JSONField(default=dict)
    differences = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "position"], name="handover_item_place")]
        indexes = [models.Index(fields=["module", "record_id"], name="handover_item_record")]
