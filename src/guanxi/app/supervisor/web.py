"""The web server: many threads that wait (bodies in, bodies out, live streams), of which two work (`app.front`)."""

import argparse
import logging
import multiprocessing
import os
import signal
from pathlib import Path
from types import FrameType

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

# A thread that waits costs 0.1 MB and exists only while it is needed.
THREADS = 256
# Says good-bye to open streams, which would hold up a graceful stop.
FAREWELL = signal.SIGUSR1


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--cert", type=Path)
    parser.add_argument("--key", type=Path)
    args = parser.parse_args()
    # The server does not know that most of these threads only wait.
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    server = Granian(
        "guanxi.app.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=args.cert,
        ssl_key=args.key,
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=15,
    )
    server.on_startup(say_farewell_first)
    server.serve()


def say_farewell_first() -> None:
    """Let every stop begin with a word to the workers that open streams are to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        _prepend(number)


def _prepend(number: signal.Signals) -> None:
    stop = signal.getsignal(number)

    def both(received: int, frame: FrameType | None) -> None:
        for worker in multiprocessing.active_children():
            if worker.pid is not None:
                os.kill(worker.pid, FAREWELL)
        if callable(stop):
            stop(received, frame)

    signal.signal(number, both)


if __name__ == "__main__":
    main()
