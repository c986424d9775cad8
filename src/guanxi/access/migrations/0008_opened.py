"""Records that meet sharing rules are kept one by one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("access", "0007_identities")]
    operations = [
        migrations.AddField("sharingrule", "kept", models.IntegerField(default=0)),
        migrations.CreateModel(
            name="Opened",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=30)),
                ("record_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("by", "record_id"), name="opened_once")]
            },
        ),
    ]
