"""Transactions of all processes begin one after the other: a lock on a file beside the database."""

import fcntl
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from guanxi.app.sqlite.base import DatabaseWrapper


def connection(path: Path) -> DatabaseWrapper:
    """A connection of its own to a database file."""
    held = {**connections.settings["default"], "NAME": str(path), "ENGINE": "guanxi.app.sqlite"}
    held["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
    made = DatabaseWrapper(held, "turns")
    made.inc_thread_sharing()
    return made


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
