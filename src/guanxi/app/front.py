"""Between the server and Django: one request is worked on, and a second beside a slow one, however many wait.

The server gives every request a thread of its own. There a body is received, so that a slow sender holds up nobody, and
there a streamed answer (a file, live events) is sent. What lies between is done in a seat, of which there are two: the
database sees only their connections.
"""

import tempfile
import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# Two threads that both have Python to run take the interpreter from each other, which costs a third of the rate of
# lists. So requests are worked on one after the other, and who has waited so long (seconds) for a slow one goes beside it.
PATIENCE = 0.02
# Beyond this nobody reads a body: ten files of an import, with room.
MOST_BODY = 1010 * 1024 * 1024
IN_MEMORY = 1024 * 1024
_PART = 256 * 1024

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class _Seat:
    """A place to work, with a database connection of its own: whichever thread sits there has it."""

    def __init__(self) -> None:
        self.free = threading.Lock()
        self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        # One after the other: whoever uses it has the seat.
        self._connection.inc_thread_sharing()

    def work(self, application: Application, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Work on one request and leave the seat; a stream is what it is, everything else is whole."""
        own = next(iter(connections.all(initialized_only=True)), None)
        connections[DEFAULT_DB_ALIAS] = self._connection
        try:
            return _answer(application(environ, start_response))
        finally:
            if own is None:
                del connections[DEFAULT_DB_ALIAS]
            else:
                connections[DEFAULT_DB_ALIAS] = own
            self.free.release()


class Front:
    """A WSGI application that lets `application`, which is Django's, work on one request, or on two."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._first, self._second = _Seat(), _Seat()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        _receive(environ)
        return self._free_seat().work(self._application, environ, start_response)

    def _free_seat(self) -> _Seat:
        """Wait for a seat and take it."""
        while not self._first.free.acquire(timeout=PATIENCE):
            if self._second.free.acquire(blocking=False):
                return self._second
        return self._first


def _answer(response: Any) -> Iterable[bytes]:
    if getattr(response, "streaming", False):
        return response
    try:
        return [b"".join(response)]
    finally:
        response.close()


def _receive(environ: Environ) -> None:
    """Put a body at hand of which the length is known."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or not 0 < int(length) <= MOST_BODY:
        return
    left, source = int(length), environ["wsgi.input"]
    if left <= IN_MEMORY:
        environ["wsgi.input"] = BytesIO(source.read(left))
        return
    held = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the request, when nobody holds it any more
    while left and (part := source.read(min(left, _PART))):
        held.write(part)
        left -= len(part)
    held.seek(0)
    environ["wsgi.input"] = held
