"""Check that nobody has changed, deleted, inserted or reordered what the audit says."""

import argparse

from guanxi.kernel import clock
from guanxi.trail.verify import Report, accept_restore, verify

WHOLE, BROKEN, NOT_ANCHORED = 0, 1, 3
# Longer than a busy second.
LATE_SECONDS = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `verify-audit`."""
    parser.add_argument(
        "--accept-restore",
        metavar="REASON",
        help="an old copy of the database was put back on purpose: the anchor gives up what it knows beyond it",
    )


def run(args: argparse.Namespace) -> int:
    """0: whole; 1: the first fault is printed; 3: whole, but this machine has no anchor to hold it against."""
    if args.accept_restore:
        done = accept_restore(args.accept_restore)
        print("The anchor follows this database from now on." if done else "There is nothing to accept.")
    report = verify()
    if report.finding is not None:
        found = report.finding
        row = "" if found.row_id is None else f", row {found.row_id}"
        print(f"BROKEN at number {found.sequence}{row} ({found.kind}): {found.text}")
        return BROKEN
    print(f"{report.rows} rows are as they were sealed; {report.anchored} heads of the anchor agree.")
    _tell_unsealed(report)
    if report.rows and not report.anchored:
        print(
            "This machine has no anchor (audit/anchor.log): an old copy of the database would not be noticed."
        )
        return NOT_ANCHORED
    return WHOLE


def _tell_unsealed(report: Report) -> None:
    if not report.unsealed:
        return
    late = report.oldest is not None and (clock.now() - report.oldest).total_seconds() > LATE_SECONDS
    more = " or more" if report.unsealed >= 1000 else ""
    print(f"{report.unsealed}{more} rows are not sealed yet{'; is the worker running?' if late else '.'}")
