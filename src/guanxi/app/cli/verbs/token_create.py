"""Make a bearer token for a program that acts as a person; it is shown once, as the last word."""

import argparse

from guanxi.access import accounts
from guanxi.access.token_scopes import SCOPES
from guanxi.app.cli.person import user_named


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `token create`."""
    parser.add_argument("--user", required=True, help="login name of the person whose rights it has")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument(
        "--days", type=int, default=accounts.TOKEN_DAYS, help="days until it expires (365, the most)"
    )
    parser.add_argument(
        "--scope", action="append", dest="scopes", metavar="SCOPE", choices=SCOPES,
        help="read, write, export or admin (repeatable; all by default, never more than the person may)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Print the token; it cannot be shown again."""
    days = min(max(args.days, 1), accounts.TOKEN_DAYS)
    token = accounts.new_token(user_named(args.user), args.name, days, args.scopes or SCOPES)
    print(f"Token {args.name!r} of {args.user}, valid for {days} days: {token}")
    return 0
