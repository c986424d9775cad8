"""Between the server and Django: one thread works, and a second beside a slow request, however many requests wait.

The server gives every request a thread of its own. There a body is received, so that a slow sender holds up nobody, and
there a streamed answer (a file, live events) is sent. What lies between is done by the working threads: the
database sees only their connections.
"""

import tempfile
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import Any

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
Work = Future[Iterable[bytes]]


class Front:
    """A WSGI application that lets `application`, which is Django's, work on one request, or on two."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._first = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._second = ThreadPoolExecutor(1, thread_name_prefix="work-beside")
        # Held while the second thread works: who waits for it might wait beside an idle first one.
        self._idle = threading.Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        _receive(environ)
        work = self._first.submit(self._work, environ, start_response)
        while True:
            try:
                return work.result(PATIENCE)
            except TimeoutError:
                if work.running() or work.done():
                    return work.result()
            if self._idle.acquire(blocking=False):
                return self._beside(work, environ, start_response)

    def _beside(self, work: Work, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Work in the second thread on what has not begun in the first."""
        try:
            if work.cancel():
                work = self._second.submit(self._work, environ, start_response)
            return work.result()
        finally:
            self._idle.release()

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
