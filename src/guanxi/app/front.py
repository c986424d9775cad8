"""Between the server and Django: two threads work, however many requests wait.

The server gives every request a thread of its own. There a body is received, so that a slow sender holds up nobody, and
there a streamed answer (a file, live events) is sent. What lies between is done by a few working threads: the database
sees only their connections.
"""

import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

WORKING = 2
# Beyond this nobody reads a body: ten files of an import, with room.
MOST_BODY = 1010 * 1024 * 1024
IN_MEMORY = 1024 * 1024
_PART = 256 * 1024

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class Front:
    """A WSGI application that lets `application`, which is Django's, work in `working` threads."""

    def __init__(self, application: Application, working: int = WORKING) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(working, thread_name_prefix="work")

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        _receive(environ)
        return self._threads.submit(self._work, environ, start_response).result()

    def _work(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        response: Any = self._application(environ, start_response)
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
