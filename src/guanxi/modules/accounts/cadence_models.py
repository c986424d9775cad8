"""The table of follow-up cadences."""

from django.db import models


class Cadence(models.Model):
    """After how many days without contact an account of a grade is due; no days: never."""

    grade = models.CharField(max_length=60, unique=True)
    days = models.PositiveSmallIntegerField(null=True)
