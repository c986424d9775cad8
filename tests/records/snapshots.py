"""Everything that the database holds, to compare before and after."""

from django.apps import apps
from django.db import connection

SEARCH = {
    "sqlite": "SELECT id, block FROM search_fts_data",
    "postgresql": "SELECT module, record_id, tokens::text FROM search_doc",
}


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, and the search index byte for byte."""
    tables = {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
    }
    with connection.cursor() as cursor:
        cursor.execute(SEARCH[connection.vendor])
        tables["search"] = sorted(cursor.fetchall(), key=repr)
    return tables
