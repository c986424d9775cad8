"""Search documents say of which field each token is; those that are there already are made again by a job."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def ask(apps: Any, editor: Any) -> None:
    """Only where there are documents: a new installation has no modules yet."""
    if not apps.get_model("records", "SearchModule").objects.update(marked=False):
        return
    now = timezone.now()
    jobs = apps.get_model("jobs", "Job").objects
    key = "records.reindex:fields"
    jobs.get_or_create(
        effect_key=key, defaults={"kind": "records.reindex", "run_after": now, "created_at": now}
    )


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("records", "0008_handovers"), ("jobs", "0001_initial")]
    operations = [
        migrations.AddField("searchmodule", "fields", models.JSONField(default=dict)),
        migrations.AddField("searchmodule", "marked", models.BooleanField(default=True)),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
