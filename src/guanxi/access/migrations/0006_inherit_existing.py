"""What lies below records that are there already is brought in by a job."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def ask(apps: Any, editor: Any) -> None:
    """Only where somebody works already: a new installation has no records."""
    if not apps.get_model("access", "User").objects.exists():
        return
    now = timezone.now()
    jobs = apps.get_model("jobs", "Job").objects
    key = "records.inheriting:first"
    jobs.get_or_create(
        effect_key=key, defaults={"kind": "records.inheriting", "run_after": now, "created_at": now}
    )


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("access", "0005_inherited"), ("jobs", "0001_initial")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
