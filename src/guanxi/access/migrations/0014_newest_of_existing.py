"""What lies below records is told when each changed by a job."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def ask(apps: Any, editor: Any) -> None:
    """Only where something lies below: a new installation has no records."""
    if not apps.get_model("access", "Inherited").objects.exists():
        return
    now = timezone.now()
    jobs = apps.get_model("jobs", "Job").objects
    key = "records.inheriting.times:first"
    jobs.get_or_create(
        effect_key=key, defaults={"kind": "records.inheriting.times", "run_after": now, "created_at": now}
    )


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("access", "0013_newest"), ("jobs", "0001_initial")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
