"""The search stores: an FTS5 table without content on SQLite, tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')"
)
POSTGRES = (
    (
        "CREATE TABLE search_doc (module smallint NOT NULL, record_id bigint NOT NULL, "
        "tokens tsvector NOT NULL, PRIMARY KEY (module, record_id))"
    ),
    "CREATE INDEX search_doc_tokens ON search_doc USING gin (tokens)",
)


def create(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Create the store of the database in use."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    for statement in POSTGRES:
        schema_editor.execute(statement)


def drop(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Drop it again."""
    table = "search_fts" if schema_editor.connection.vendor == "sqlite" else "search_doc"
    schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    """Not a model: Django knows neither FTS5 nor a bare tsvector."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
