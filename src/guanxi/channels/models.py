"""What people were told inside the product."""

from django.db import models


class Notification(models.Model):
    """One message to one person; the text is made when it is read, in the reader's language.

    `effect` makes it unique: the same reason tells the same person once.
    """

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    module = models.CharField(max_length=60, default="")
    record_id = models.BigIntegerField(null=True)
    effect = models.CharField(max_length=200, null=True, unique=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-id"], name="notice_by_user"),
            models.Index(fields=["user_id"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]
