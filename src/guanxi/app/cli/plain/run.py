"""Serve Guanxi: migrates, prints the address and, the first time, a one-time set-up link."""

import argparse
import os
import subprocess
import sys
from dataclasses import fields

from guanxi.app.supervisor.binding import Wish, decide
from guanxi.app.supervisor.prepared import is_prepared
from guanxi.app.supervisor.processes import Child, Supervisor, web_command, worker_command
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
    parser.add_argument("--web-workers", type=int, help="web processes (1 on SQLite, 2 on PostgreSQL)")
    parser.add_argument("--demo", action="store_true", help="fill in a demonstration company")


def run(args: argparse.Namespace) -> int:
    """Prepare the database, then keep web server and worker running until told to stop."""
    binding = decide(Wish(**{item.name: getattr(args, item.name) for item in fields(Wish)}), config.home())
    environment = {**os.environ, **binding.environment, "GUANXI_URL": binding.url}
    environment["GUANXI_SUPERVISED"] = "1"
    if args.demo or not is_prepared():
        prepare = [sys.executable, "-m", "guanxi.app.cli", "prepare", *(["--demo"] if args.demo else [])]
        if (code := subprocess.call(prepare, env=environment)) != 0:
            return code
    workers = args.web_workers or (2 if config.database_url() else 1)
    children = [Child("web", web_command(binding, workers)), Child("worker", worker_command())]

    def ready() -> None:
        print(f"Guanxi: {binding.url}", flush=True)

    return Supervisor(children, environment).run(ready)
