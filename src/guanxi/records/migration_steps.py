"""Steps of migrations that the framework takes by copying whole tables."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.migrations import RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation


def drop_column_indexes(
    app: str, model: str, columns: Sequence[str], state: Sequence[Operation]
) -> Operation:
    """Drop the indexes of single columns: a moment on a table of any size. `state` is the framework's own account."""
    forwards = RunPython(_dropper(app, model, columns), RunPython.noop)
    return SeparateDatabaseAndState([forwards], list(state))


def _dropper(app: str, model: str, columns: Sequence[str]) -> Callable[[Any, Any], None]:
    def drop(apps: Any, editor: Any) -> None:
        table = apps.get_model(app, model)._meta.db_table
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table)
        for name, about in found.items():
            plain = about["index"] and not about["unique"] and not about["primary_key"]
            if plain and len(about["columns"]) == 1 and about["columns"][0] in columns:
                editor.execute(f"DROP INDEX {editor.quote_name(name)}")  # safe sql: an index's own name

    return drop
