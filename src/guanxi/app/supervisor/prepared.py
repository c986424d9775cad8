"""Whether this program has already prepared this database, known without starting Django.

Starting it only to find nothing to migrate would double the time to the first page. The same code, the
same locks, the same migrations applied: then there is nothing to do.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guanxi.access.somebody import SOMEBODY
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
    state = _state()
    return bool(state and known == {"code": _code(), "applied": state[0]})


def has_somebody() -> bool:
    """Whether anybody can sign in; else the set-up link is to be told."""
    state = _state()
    return bool(state and state[1])


def remember() -> None:
    """Note that the database is migrated by this code."""
    part = _stamp().with_suffix(".part")
    state = _state()
    if state is not None:
        part.write_text(json.dumps({"code": _code(), "applied": state[0]}), encoding="utf-8")
        part.replace(_stamp())


def _stamp() -> Path:
    return config.home() / "prepared.json"


def _code() -> str:
    files = [*sorted(PACKAGE.rglob("*.py")), *([LOCK] if LOCK.exists() else [])]
    marks = ((path.name, path.stat()) for path in files)
    return _digest(f"{name} {stat.st_mtime_ns} {stat.st_size}" for name, stat in marks)


def _state() -> tuple[str, bool] | None:
    """The digest of what is applied and whether there is somebody; None for an unprepared database."""
    found = _from_postgres(url) if (url := config.database_url()) else _from_sqlite()
    return (_digest(f"{app} {name}" for app, name in found[0]), bool(found[1])) if found else None


def _from_sqlite() -> tuple[list[Any], list[Any]] | None:
    path = config.home() / "guanxi.sqlite3"
    if not path.exists():
        return None
    import pysqlite3  # lazy: only one of the two drivers is needed

    connection = pysqlite3.connect(path, timeout=20)
    try:
        return list(connection.execute(APPLIED)), list(connection.execute(SOMEBODY))
    except pysqlite3.OperationalError:
        # A table is missing: not prepared.
        return None
    finally:
        connection.close()


def _from_postgres(url: str) -> tuple[list[Any], list[Any]] | None:
    import psycopg  # lazy: only one of the two drivers is needed

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return list(connection.execute(APPLIED)), list(connection.execute(SOMEBODY))
    except psycopg.Error:
        # Preparing says what is wrong, in its own words.
        return None


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
