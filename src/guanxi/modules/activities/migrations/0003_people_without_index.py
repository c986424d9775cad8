from django.conf import settings
from django.db import migrations

from guanxi.records.migration_steps import unindex_people


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0002_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [unindex_people("activities", "activity", ("created_by", "owner", "updated_by"))]
