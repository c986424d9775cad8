"""Steps of migrations that the framework takes by copying whole tables."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations import AlterField, RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation


def unindex_people(app: str, model: str, names: Sequence[str]) -> Operation:
    """Drop the single indexes of these fields that point at people: a moment on a table of any size."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    state = [AlterField(model, name, person.clone()) for name in names]
    forwards = RunPython(drop_single_indexes(app, model, [f"{name}_id" for name in names]), RunPython.noop)
    return SeparateDatabaseAndState([forwards], state)


def drop_single_indexes(app: str, model: str, columns: Sequence[str]) -> Callable[[Any, Any], None]:
    """Code of a RunPython that drops the indexes of these columns alone; those of several columns stay."""

    def drop(apps: Any, editor: Any) -> None:
        table = apps.get_model(app, model)._meta.db_table
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table)
        for name, about in found.items():
            plain = about["index"] and not about["unique"] and not about["primary_key"]
            if plain and len(about["columns"]) == 1 and about["columns"][0] in columns:
                editor.execute(f"DROP INDEX {editor.quote_name(name)}")  # safe sql: an index's own name

    return drop
