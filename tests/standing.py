"""Data that several tests of a file look at, made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection, transaction


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """What is written at the beginning stands until the end, then it is rolled back: the transactions of the tests in
    between are savepoints above it. `blocker` is pytest-django's."""
    # Each test ends by closing its connection, which here is the one of all.
    with blocker.unblock(), mock.patch.object(connection, "close"), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
