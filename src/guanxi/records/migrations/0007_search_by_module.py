"""On PostgreSQL the documents of every module have an index of their own: one for all of them gave the hits of other
modules too, and each was looked at before it was passed over. `number_modules` makes those of new modules."""

from django.db import migrations

INDEX = (
    "CREATE INDEX IF NOT EXISTS search_doc_{0} ON search_doc USING gin (tokens) "
    "WITH (gin_pending_list_limit = 128) WHERE module = {0}"
)


def divide(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """An index for each module that has a number, in place of the one for all."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for number in apps.get_model("records", "SearchModule").objects.values_list("pk", flat=True):
        schema_editor.execute(INDEX.format(int(number)))  # per chunk: a module; safe sql: a number
    schema_editor.execute("DROP INDEX IF EXISTS search_doc_tokens")


class Migration(migrations.Migration):
    """Not a model: Django does not know a bare tsvector."""

    dependencies = [("records", "0006_search_owners")]
    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]
