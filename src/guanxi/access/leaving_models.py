"""The table of what may leave the house, and how much of it."""

from django.db import models


class LeavingPolicy(models.Model):
    """What holds when data leaves; one row.

    `limits` maps roles to {"approval": from how many rows a second person approves, or null, "rows": how many rows a
    day, or null}; "*" is every other role. `approver` is "right" (whoever may approve) or "manager" (the asker's
    manager, too). `alerts` maps measures of `access.leaving` to numbers of records, or null.
    """

    limits = models.JSONField(default=dict)
    approver = models.CharField(max_length=10, default="right")
    approval_days = models.PositiveSmallIntegerField(default=3)
    reveals = models.PositiveIntegerField(default=100)
    csv = models.BooleanField(default=True)
    screen_mark = models.BooleanField(default=False)
    alerts = models.JSONField(default=dict)
    contact = models.ForeignKey("access.User", models.SET_NULL, null=True, related_name="+")
