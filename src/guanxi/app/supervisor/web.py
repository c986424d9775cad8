"""The web server: many threads that wait (bodies in, bodies out, live streams), of which one or two work (`app.front`)."""

import logging
import multiprocessing
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

from guanxi.app.supervisor.binding import Binding
from guanxi.app.supervisor.processes import follow_parent

# A thread that waits costs 0.1 MB and exists only while it is needed.
THREADS = 256


def serve(binding: Binding, workers: int) -> None:
    """Serve in so many processes until told to stop."""
    if sys.platform == "linux":
        # Its workers have what this process has loaded.
        multiprocessing.set_start_method("fork", force=True)
    # The server does not know that most of these threads only wait.
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    server = Granian(
        "guanxi.app.wsgi:application",
        address=binding.host,
        port=binding.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=binding.cert,
        ssl_key=binding.key,
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=15,
        process_name="guanxi web",
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> Any:
    """What a worker serves."""
    follow_parent()
    from guanxi.app.wsgi import application  # lazy: where processes are not forked, each worker loads it

    return application
