"""Whether this program has already prepared this database, known without starting Django.

Starting it only to find nothing to migrate would double the time to the first page. The same code, the
same locks, the same migrations applied and somebody who can sign in: then there is nothing to do.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guanxi.kernel import config

PACKAGE = Path(__file__).resolve().parents[2]
LOCK = PACKAGE.parents[1] / "requirements.txt"
APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"


def is_prepared() -> bool:
    """Whether nothing has changed since `remember`; any doubt is a no."""
    try:
        known = json.loads(_stamp().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known == {"code": _code(), "applied": _applied()})


def remember() -> None:
    """Note that the database is migrated by this code and that somebody can sign in."""
    part = _stamp().with_suffix(".part")
    part.write_text(json.dumps({"code": _code(), "applied": _applied()}), encoding="utf-8")
    part.replace(_stamp())


def _stamp() -> Path:
    return config.home() / "prepared.json"


def _code() -> str:
    files = [*sorted(PACKAGE.rglob("*.py")), *([LOCK] if LOCK.exists() else [])]
    marks = ((path.name, path.stat()) for path in files)
    return _digest(f"{name} {stat.st_mtime_ns} {stat.st_size}" for name, stat in marks)


def _applied() -> str | None:
    rows = _from_postgres(url) if (url := config.database_url()) else _from_sqlite()
    return _digest(f"{app} {name}" for app, name in rows) if rows else None


def _from_sqlite() -> list[Any]:
    path = config.home() / "guanxi.sqlite3"
    if not path.exists():
        return []
    import pysqlite3  # lazy: only one of the two drivers is needed

    connection = pysqlite3.connect(path, timeout=20)
    try:
        return list(connection.execute(APPLIED))
    except pysqlite3.OperationalError:
        # An empty file has no such table: not prepared.
        return []
    finally:
        connection.close()


def _from_postgres(url: str) -> list[Any]:
    import psycopg  # lazy: only one of the two drivers is needed

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return list(connection.execute(APPLIED))
    except psycopg.Error:
        # Preparing says what is wrong, in its own words.
        return []


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
