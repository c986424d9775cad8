"""Bring the database to this version of the program."""

import argparse

from django.core.management import call_command


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `migrate`."""
    parser.add_argument("--plan", action="store_true", help="show what would be done")


def run(args: argparse.Namespace) -> int:
    """Apply all migrations that are missing."""
    call_command("migrate", interactive=False, plan=args.plan, verbosity=1)
    return 0
