"""On PostgreSQL a search document says of everybody for whom it is kept that they see its record, not of its owner alone."""

from django.db import migrations

from guanxi.records.search_store import OWNED

SEERS = """
UPDATE search_doc SET tokens = tokens || array_to_tsvector(seen.marks) FROM (
  SELECT s.id AS module, kept.record_id, array_agg(%s || kept.mark) AS marks FROM (
    SELECT module, record_id, owner_id::text AS mark FROM access_inherited
    UNION ALL
    SELECT r.module, o.record_id, o.by FROM access_opened o JOIN access_sharingrule r ON o.by = r.id || '/' || r.version
  ) kept JOIN records_searchmodule s ON s.key = kept.module GROUP BY s.id, kept.record_id
) seen WHERE search_doc.module = seen.module AND search_doc.record_id = seen.record_id
"""


def name_seers(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Add what is kept to the documents that are there."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(SEERS, [OWNED])


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("records", "0010_leaving"), ("access", "0012_meaning")]
    operations = [migrations.RunPython(name_seers, migrations.RunPython.noop)]
