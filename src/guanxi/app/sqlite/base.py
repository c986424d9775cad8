"""SQLite as Django knows it, with a fair lock between processes before anything is written.

SQLite lets those who wait for its write lock sleep and try again, longer each time: with writers in several
processes the unlucky ones wait for seconds. A lock on a file beside the database wakes them as soon as it is free.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

_WRITES = ("insert", "update", "delete", "replace")


class _Cursor(base.SQLiteCursorWrapper):
    """A cursor that waits for its turn with a write that is a transaction by itself."""

    def __init__(self, connection: Any, database: "DatabaseWrapper") -> None:
        super().__init__(connection)
        self._database = database

    def execute(self, query: str, params: Any = None) -> Any:
        with self._database.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self._database.turn_for(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that writes when it is its turn: one transaction after the other, whichever process they are of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: int | None = None

    def create_cursor(self, name: str | None = None) -> _Cursor:
        """A cursor of the driver."""
        cursor: _Cursor = self.connection.cursor(factory=lambda connection: _Cursor(connection, self))
        return cursor

    @contextmanager
    def turn_for(self, query: str) -> Iterator[None]:
        """Around a statement: the turn, if it writes and no transaction has it already."""
        if self._turn is not None or not query.lstrip()[:7].lower().startswith(_WRITES):
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._leave_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _take_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._turn is not None or self.is_in_memory_db():
            return
        turn = os.open(f"{name}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(turn, fcntl.LOCK_EX)
        except BaseException:
            os.close(turn)
            raise
        self._turn = turn

    def _leave_turn(self) -> None:
        if self._turn is not None:
            # The lock ends with its file.
            turn, self._turn = self._turn, None
            os.close(turn)
