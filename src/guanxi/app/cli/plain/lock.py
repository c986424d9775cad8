"""Compile the requirements*.in files into locks, complete the web lock, install (developers)."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from guanxi.app.cli.web_lock import complete_file

NAMES = ("requirements-tools", "requirements", "requirements-dev", "requirements-build")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `lock`."""
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")


def run(args: argparse.Namespace) -> int:
    """Compile each lock with hashes and without the name of any index, then let the bootstrap install."""
    root = Path(os.environ["GUANXI_ROOT"])
    uv = Path(sys.prefix) / "bin" / "uv"
    options = [
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
        "--universal",
        "--python-version=3.11",
    ]
    if args.upgrade:
        options.append("--upgrade")
    for name in NAMES:
        command = [str(uv), "pip", "compile", "-q", *options, f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(command, cwd=root, check=True)
    web = root / "web" / "package-lock.json"
    if web.exists() and (added := complete_file(web)):
        print(f"web/package-lock.json: added {', '.join(added)}")
    return subprocess.call([str(root / "guanxi"), "deps"])
