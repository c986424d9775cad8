"""The table of employments."""

from django.db import models

from guanxi.records.models import Child


class Employment(Child):
    """Where a contact works or worked."""

    account = models.ForeignKey("accounts.Account", models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=200, default="")
    department = models.CharField(max_length=200, default="")
    decision_role = models.CharField(max_length=60, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record_id", "module"], name="employment_record")]
