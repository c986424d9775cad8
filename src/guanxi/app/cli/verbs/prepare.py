"""Get ready to serve: migrate and, while nobody can sign in, print the one-time set-up link."""

import argparse

from django.core.management import call_command

from guanxi.access.accounts import needs_setup, setup_link_token
from guanxi.app.supervisor import address, prepared
from guanxi.modules.demo import company
from guanxi.records.shipped_tags import ship_tags


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `prepare`."""
    parser.add_argument("--demo", action="store_true", help="fill in a demonstration company")


def run(args: argparse.Namespace) -> int:
    """Migrate, fill in the demonstration when asked, print the link."""
    call_command("migrate", interactive=False, verbosity=0)
    if needs_setup():
        ship_tags()
    if args.demo and company.fill():
        print("A demonstration company is in place; it goes away by one click in the web UI.", flush=True)
    prepared.remember()
    tell_setup_link()
    return 0


def tell_setup_link() -> None:
    """Print the one-time set-up link while nobody can sign in."""
    token = setup_link_token()
    if token is not None:
        print(f"Set up (one-time link): {address.link(f'/setup?token={token}')}", flush=True)
