"""PostgreSQL as Django knows it, with instants read by the driver: the framework's own reader takes longer than
the rest of a list."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

# Compiled where the driver is. The zone of a connection is always UTC (`USE_TZ`), and so is what it reads.
_INSTANT = psycopg.adapters.get_loader(psycopg.adapters.types["timestamptz"].oid, psycopg.pq.Format.TEXT)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose instants come as the driver reads them, in UTC."""

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor; with a name one that the server keeps."""
        cursor = super().create_cursor(name)
        cursor.adapters.register_loader("timestamptz", _INSTANT)
        return cursor
