from django.conf import settings
from django.db import migrations

from guanxi.records.migration_steps import unindex_people


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [unindex_people("contacts", "contact", ("created_by", "owner", "updated_by"))]
