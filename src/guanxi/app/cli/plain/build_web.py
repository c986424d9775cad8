"""Build the web UI when its sources changed, and nothing else."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """`build-web` has no options."""


def run(args: argparse.Namespace) -> int:
    """The bootstrap has done the work before this verb starts."""
    print("guanxi: the web UI is up to date")
    return 0
