"""Tables of signing in: what holds for everybody, and what is remembered for a while."""

from django.db import models


class SignInPolicy(models.Model):
    """What signing in asks for; one row. A second factor is asked of everybody, or of who holds one of `roles` (keys)."""

    second_factor_everyone = models.BooleanField(default=False)
    second_factor_roles = models.JSONField(default=list)


class Remembered(models.Model):
    """A value that all processes share until it expires: counted attempts, codes that were used."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)
