"""Serve Guanxi: migrates, prints the address and, the first time, a one-time set-up link."""

import argparse
import gc
import os
import subprocess
import sys
from dataclasses import fields
from functools import partial
from importlib import import_module

from django.db import connections

from guanxi.app.supervisor import address
from guanxi.app.supervisor.binding import Binding, Wish, decide
from guanxi.app.supervisor.prepared import has_somebody, is_prepared
from guanxi.app.supervisor.processes import Child, Supervisor
from guanxi.kernel import config


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `run`."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--tls-cert", help="certificate file (PEM)")
    parser.add_argument("--tls-key", help="its key file (PEM, PKCS #8)")
    parser.add_argument("--tls-self-signed", action="store_true", help="make a certificate, for trials")
    parser.add_argument("--behind-proxy", metavar="CIDR", help="a proxy in this network speaks TLS in front")
    parser.add_argument(
        "--public-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name under which people reach it",
    )
    parser.add_argument("--web-workers", type=int, default=2, help="web processes (default: 2)")
    parser.add_argument("--demo", action="store_true", help="fill in a demonstration company")


def run(args: argparse.Namespace) -> int:
    """Prepare the database, then keep web server and worker running until told to stop."""
    binding = decide(Wish(**{item.name: getattr(args, item.name) for item in fields(Wish)}), config.home())
    os.environ.update(binding.environment)
    address.settle(binding.people_url)
    preparing = args.demo or not is_prepared()
    if preparing:
        prepare = [sys.executable, "-m", "guanxi.app.cli", "prepare", *(["--demo"] if args.demo else [])]
        if (code := subprocess.call(prepare)) != 0:
            return code
    children = _children(binding, max(args.web_workers, 1))
    if not preparing and not has_somebody():
        _tell_setup_link()
    return Supervisor(children).run(lambda: print(f"Guanxi: {binding.url}", flush=True))


def _tell_setup_link() -> None:
    from guanxi.app.cli.verbs.prepare import tell_setup_link  # lazy: it needs Django

    tell_setup_link()
    # Children must not share it.
    connections.close_all()


def _children(binding: Binding, web_workers: int) -> list[Child]:
    """The web server and the background worker, with all that they need loaded."""
    # It sets Django up, which must not be before the environment is told and the database prepared.
    import_module("guanxi.app.wsgi")
    from guanxi.app.cli.verbs.worker import work  # lazy: it needs Django
    from guanxi.app.supervisor.web import serve  # lazy: 20 MB that a refused start does not need

    gc.freeze()
    return [Child("web", partial(serve, binding, web_workers)), Child("worker", work)]
