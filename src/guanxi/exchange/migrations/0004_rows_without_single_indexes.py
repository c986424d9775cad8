from django.db import migrations, models

from guanxi.records.migration_steps import drop_single_indexes

COLUMNS = ("project_id", "file_id")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_mended")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunPython(
                    drop_single_indexes("exchange", "importrow", COLUMNS), migrations.RunPython.noop
                )
            ],
            [
                migrations.AlterField(
                    "importrow",
                    "project",
                    models.ForeignKey(
                        "exchange.importproject", models.CASCADE, related_name="rows", db_index=False
                    ),
                ),
                migrations.AlterField(
                    "importrow",
                    "file",
                    models.ForeignKey("exchange.importfile", models.CASCADE, db_index=False),
                ),
            ],
        )
    ]
