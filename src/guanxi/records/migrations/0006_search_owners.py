"""On PostgreSQL a search document says whose record it is, and its tokens lie beside the table, which is read in whole
pages for every search."""

from django.db import migrations

from guanxi.records.search_store import OWNED
from guanxi.schema.modules import MODULES

NARROW = (
    "ALTER TABLE search_doc ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "ALTER TABLE search_doc SET (toast_tuple_target = 128)",
)
OWNERS = (
    "UPDATE search_doc SET tokens = tokens || array_to_tsvector(ARRAY[%s || owner_id]) FROM {table} "
    "WHERE module = %s AND record_id = {table}.id AND owner_id IS NOT NULL"
)


def name_owners(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Rewrite the documents with their owners' tokens."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for sql in NARROW:
        schema_editor.execute(sql)
    numbers = dict(apps.get_model("records", "SearchModule").objects.values_list("key", "pk"))
    for owner in MODULES:
        # A number means that the module has had records: its table is there.
        if owner.key in numbers:
            table = schema_editor.quote_name(owner.model._meta.db_table)
            schema_editor.execute(
                OWNERS.format(table=table), [OWNED, numbers[owner.key]]
            )  # per chunk: a module


class Migration(migrations.Migration):
    """Not a model: Django does not know a bare tsvector."""

    dependencies = [("records", "0005_indexes_by_record")]
    operations = [migrations.RunPython(name_owners, migrations.RunPython.noop)]
