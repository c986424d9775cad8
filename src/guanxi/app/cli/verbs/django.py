"""Run a management command of the framework (makemigrations, shell, …), for developers."""

import argparse
import sys

from django.core.management import execute_from_command_line

RAW = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Everything after the verb goes to the framework as it stands."""


def run(args: argparse.Namespace) -> int:
    """Hand the words over."""
    execute_from_command_line([sys.argv[0], *args.words])
    return 0
