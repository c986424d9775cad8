"""Measure this machine: makes a large database once and prints each figure beside its budget."""

import argparse
import subprocess
import sys
from pathlib import Path

RAW = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Options are read by the bench itself."""


def run(args: argparse.Namespace) -> int:
    """Hand over to the bench folder of the checkout."""
    root = Path(__file__).resolve().parents[5]
    if not (root / "bench").is_dir():
        print("The measurements are part of a checkout, not of an installed package.", file=sys.stderr)
        return 2
    return subprocess.call([sys.executable, "-m", "bench", *args.words], cwd=root)
