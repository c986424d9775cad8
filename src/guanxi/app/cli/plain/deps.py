"""Install what the locks name, tests included, and nothing else."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """`deps` has no options."""


def run(args: argparse.Namespace) -> int:
    """The bootstrap has done the work before this verb starts."""
    print("guanxi: the environment is up to date")
    return 0
