"""Make an account: with a password read from standard input, or with a link by which the person joins."""

import argparse
import sys
from urllib.parse import urlencode

from guanxi.access import accounts
from guanxi.access.models import User
from guanxi.app.supervisor import address
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `user create`."""
    parser.add_argument("--username", required=True, help="login name")
    parser.add_argument(
        "--role", action="append", required=True, dest="roles", metavar="ROLE",
        help="administrator, director, manager, sales, service, marketing or readonly (repeatable)",
    )  # fmt: skip
    parser.add_argument("--name", help="the name that others see (default: the login name)")
    parser.add_argument("--email", default="")
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from the first line of standard input",
    )


def run(args: argparse.Namespace) -> int:
    """Make the account and print its login name, or the join link."""
    name = args.name or args.username
    if args.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        user = accounts.create_user(args.username, name, password, args.roles)
        print(f"Created {user.username}")
        return 0
    if User.objects.filter(username__iexact=args.username).exists():
        raise Refusal("username_taken", "username", status=409)
    _, token = accounts.invite(SYSTEM, name, args.email, None, args.roles)
    print(f"{name} may join by this link, once, within {accounts.INVITE_DAYS} days:")
    print(address.link(f"/join?{urlencode({'token': token, 'username': args.username})}"))
    return 0
