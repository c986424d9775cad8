"""Records that meet the rules that are there already are brought in by a job for each."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def ask(apps: Any, editor: Any) -> None:
    """The same that a change of a rule asks for."""
    now = timezone.now()
    jobs = apps.get_model("jobs", "Job").objects
    for rule in apps.get_model("access", "SharingRule").objects.filter(active=True):
        about = {"kind": "records.opening", "payload": {"rule": rule.pk, "version": rule.version}}
        key = f"records.opening:{rule.pk}:{rule.version}"
        jobs.get_or_create(effect_key=key, defaults={**about, "run_after": now, "created_at": now})


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("access", "0008_opened"), ("jobs", "0001_initial")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
