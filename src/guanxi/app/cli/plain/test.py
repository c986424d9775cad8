"""Check everything: lint, types, floors, house rules, tests on both databases, the web UI, journeys."""

import argparse
import os
import sys
from pathlib import Path

RAW = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The runner reads its own options."""


def run(args: argparse.Namespace) -> int:
    """Become the runner, which stands with the tests."""
    os.chdir(Path(os.environ["GUANXI_ROOT"]))
    os.execv(sys.executable, [sys.executable, "-m", "tests.runner", *args.words])
