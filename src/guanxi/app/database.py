"""The database of the installation: SQLite in the home folder, or PostgreSQL by `DATABASE_URL`."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connections
from django.db.backends.sqlite3 import base

from guanxi.kernel import config

SQLITE_INIT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; "
    # Four times the usual: a chunk of an import touches so many pages that every commit would copy them.
    "PRAGMA wal_autocheckpoint=4000;"
)


def settings() -> dict[str, Any]:
    """Django's DATABASES entry."""
    url = config.database_url()
    return _postgres(url) if url else _sqlite()


def _sqlite() -> dict[str, Any]:
    # The standard library parses an instant eight times as fast as the framework's pattern.
    driver: Any = base
    driver.Database.register_converter("datetime", lambda raw: datetime.fromisoformat(raw.decode()))
    return {
        "ENGINE": "guanxi.app.sqlite",
        "NAME": config.home() / "guanxi.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_INIT},
        "CONN_MAX_AGE": None,
    }


def map_nothing() -> None:
    """From now on this process opens SQLite without mapping its pages: who reads all of a table once would count
    them as memory of its own. Call it before the first connection."""
    options = connections.settings["default"]["OPTIONS"]
    if "init_command" in options:
        options["init_command"] += "PRAGMA mmap_size=0;"


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    # What the planner takes for a long statement is mostly a list of a few milliseconds: compiling it takes hundreds.
    options.setdefault("options", "-c jit=off")
    return {
        "ENGINE": "guanxi.app.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {**options, "server_side_binding": False},
        "CONN_MAX_AGE": None,
    }
