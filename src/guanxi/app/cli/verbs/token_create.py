"""Make a bearer token for a program that acts as a person; it is shown once, as the last word."""

import argparse

from guanxi.access import accounts
from guanxi.app.cli.person import user_named


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `token create`."""
    parser.add_argument("--user", required=True, help="login name of the person whose rights it has")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument("--days", type=int, default=accounts.TOKEN_DAYS, help="days until it expires (365)")


def run(args: argparse.Namespace) -> int:
    """Print the token; it cannot be shown again."""
    token = accounts.new_token(user_named(args.user), args.name, max(args.days, 1))
    print(f"Token {args.name!r} of {args.user}, valid for {max(args.days, 1)} days: {token}")
    return 0
