"""A private PostgreSQL server on a socket in a temporary folder, for tests only."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.runner.machine import postgres_folder

# Data that nobody keeps need not survive a power cut.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=50",
)
START_SECONDS = 30.0


@contextlib.contextmanager
def private_server() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, stop it and remove its data afterwards. Raises Missing."""
    binaries = postgres_folder()
    folder = Path(tempfile.mkdtemp(prefix="gx-pg-", dir="/tmp"))
    account = _account(folder)
    data = folder / "data"
    options = ["--auth=trust", "--username=guanxi", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(
        [binaries / "initdb", "-D", data, *options], check=True, stdout=subprocess.DEVNULL, **account
    )
    settings = [word for setting in FAST for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *settings], stdout=log, stderr=log, **account
        )
        try:
            _wait(binaries, folder, server)
            yield f"postgresql://guanxi@/postgres?host={quote(str(folder), safe='')}"
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            if server.poll() is None:
                server.kill()
            shutil.rmtree(folder, ignore_errors=True)


def _account(folder: Path) -> Mapping[str, Any]:
    """PostgreSQL refuses to run as root: another account runs it then."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": folder}


def _wait(binaries: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    ready = [binaries / "pg_isready", "-q", "-h", folder, "-U", "guanxi"]
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start:\n" + (folder / "log").read_text()[-3000:])
        time.sleep(0.1)
