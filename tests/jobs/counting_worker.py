"""A worker process for the kill test; its argument names the database as JSON."""

import json
import signal
import sys
import threading
import time
from typing import Any

from django.db import connection, connections, transaction

from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.worker import run_worker


class Counting:
    """Inserts the numbers up to `payload["upto"]`, one transaction each."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """Go on from the cursor."""
        upto = ctx.payload["upto"]
        for number in range(ctx.cursor or 0, upto):
            ctx.proceed()
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO test_landed (number) VALUES (%s)", [number])
                ctx.checkpoint(number + 1, done=number + 1, total=upto)
            time.sleep(0.003)
        return {"upto": upto}


def main() -> None:
    """Work until told to stop."""
    connections.databases["default"].update(json.loads(sys.argv[1]))
    job("test.counting", lane="long")(Counting)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    run_worker(stop)
