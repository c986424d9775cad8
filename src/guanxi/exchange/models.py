"""An import as a project: its files, its rows, what became of each."""

from django.conf import settings
from django.db import models


class ImportProject(models.Model):
    """Files on their way in. States: planned, checking, checked, running, done, cancelled, failed, undoing, undone.

    `audit_from` is the newest act before the run began, `undone` what taking it back did.
    """

    module = models.CharField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    state = models.CharField(max_length=12, default="planned")
    options = models.JSONField(default=dict)
    value_maps = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    conflicts = models.JSONField(default=list)
    unknown_owners = models.JSONField(default=list)
    unknown_values = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    job_id = models.BigIntegerField(null=True)
    audit_from = models.BigIntegerField(null=True)
    undone = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)


class ImportFile(models.Model):
    """One uploaded file with what was understood of it; `sheets` is in the form of the API."""

    project = models.ForeignKey(ImportProject, models.CASCADE, related_name="files")
    position = models.SmallIntegerField(default=0)
    name = models.CharField(max_length=255)
    path = models.CharField(max_length=255)
    encoding = models.CharField(max_length=40, null=True)
    delimiter = models.CharField(max_length=4, null=True)
    date_system = models.SmallIntegerField(default=1900)
    sheets = models.JSONField(default=list)
    error = models.JSONField(null=True)


class ImportRow(models.Model):
    """One physical row: ok, partial (good but for some values), waiting (a required field is bad) or skipped.

    `fields` are normalised values by target key, `fixed` what somebody corrected in the grid, `mended` which targets that was, `source` the
    cells as texts, `digest` that of the cells: by it the same row of the same file is known again.
    `outcome` says what the run did: created, updated, unchanged, failed.
    """

    # The indexes below begin with these two: single ones would only slow down a hundred thousand inserts.
    project = models.ForeignKey(ImportProject, models.CASCADE, related_name="rows", db_index=False)
    file = models.ForeignKey(ImportFile, models.CASCADE, db_index=False)
    sheet = models.CharField(max_length=120)
    row = models.IntegerField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=30, default="")
    fields = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    other = models.JSONField(default=dict)
    source = models.JSONField(default=list)
    fixed = models.JSONField(default=dict)
    mended = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, default="")
    digest = models.CharField(max_length=32, default="")
    record_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["project", "state", "id"], name="import_row_state"),
            models.Index(fields=["project", "id"], name="import_row_order"),
            models.Index(
                fields=["digest"], name="import_row_digest", condition=models.Q(record_id__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet", "row"], name="import_row_once"),
        ]
