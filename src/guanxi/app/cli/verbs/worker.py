"""Run the background worker: jobs, schedules and what happens after a change."""

import argparse
import signal
import threading
from types import FrameType

from guanxi.app.database import map_nothing
from guanxi.jobs.worker import run_worker


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `worker`."""
    parser.add_argument(
        "--slots", type=int, default=2, help="jobs at the same moment (one stays free for short ones)"
    )


def run(args: argparse.Namespace) -> int:
    """Work until told to stop; what is not finished goes on in the next worker."""
    work(args.slots)
    return 0


def work(slots: int = 2) -> None:
    """Work until a signal says stop."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    map_nothing()
    run_worker(stop, slots=slots)
