"""Every activity has a date, and one's own are listed by it."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def date_all(apps: Any, editor: Any) -> None:
    """What was left without a date has that of its making."""
    apps.get_model("activities", "Activity").objects.filter(at__isnull=True).update(at=F("created_at"))


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("activities", "0004_fresh_by_owner")]
    operations = [
        migrations.RunPython(date_all, migrations.RunPython.noop),
        migrations.AddIndex(
            "activity",
            models.Index(
                fields=["owner", "at", "id"], condition=Q(deleted_at__isnull=True), name="activity_own_at"
            ),
        ),
    ]
