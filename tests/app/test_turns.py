"""Transactions of all processes begin one after the other: a lock on a file beside the database."""

import fcntl
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections

from guanxi.app.sqlite.base import DatabaseWrapper


def connection(path: Path) -> DatabaseWrapper:
    """A connection of its own to a database file."""
    held = {**connections.settings["default"], "NAME": str(path), "ENGINE": "guanxi.app.sqlite"}
    # Without patience of its own, so that what goes round the lock fails at once.
    held["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 0}
    made = DatabaseWrapper(held, "turns")
    made.inc_thread_sharing()
    return made


def written(path: Path) -> int:
    """How many rows the table has."""
    made = connection(path)
    with made.cursor() as cursor:
        found: int = cursor.execute("SELECT count(*) FROM note").fetchone()[0]
    made.close()
    return found


def free(path: Path) -> bool:
    """Whether nobody has the turn."""
    with Path(f"{path}-turn").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_transaction_waits_for_its_turn_and_leaves_it(
    tmp_path: Path, end: str, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        _wait_and_leave(tmp_path / "turns.sqlite3", end)


def _wait_and_leave(path: Path, end: str) -> None:
    begun = threading.Event()
    made = connection(path)
    made.connect()

    def begin() -> None:
        made.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        begun.set()

    with Path(f"{path}-turn").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_EX)
        waiting = threading.Thread(target=begin)
        waiting.start()
        assert not begun.wait(0.1)
    assert begun.wait(5)
    waiting.join(5)
    assert not free(path)
    getattr(made, end)()
    assert free(path)
    made.close()


@pytest.mark.parametrize(
    "statement", ["INSERT INTO note VALUES (2) RETURNING id", "UPDATE note SET id = 3", "  delete from note"]
)
def test_a_write_without_a_transaction_waits_for_its_turn_too(
    tmp_path: Path, statement: str, django_db_blocker: Any
) -> None:
    """A sign of life beside an import: SQLite itself would let it try again and again, and lose each time."""
    with django_db_blocker.unblock():
        _write_beside(tmp_path / "turns.sqlite3", statement)


def _write_beside(path: Path, statement: str) -> None:
    failed: list[DatabaseError] = []
    busy, beside = connection(path), connection(path)
    with busy.cursor() as cursor:
        cursor.execute("CREATE TABLE note (id INTEGER)")
        cursor.execute("INSERT INTO note VALUES (1)")

    def write() -> None:
        try:
            with beside.cursor() as cursor:
                cursor.execute(statement).fetchall()
        except DatabaseError as error:
            failed.append(error)

    busy.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    # Who reads waits for nobody.
    assert written(path) == 1
    waiting = threading.Thread(target=write)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    busy.commit()
    waiting.join(5)
    assert failed == []
    assert free(path)
    busy.close()
    beside.close()
