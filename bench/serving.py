"""A server of its own for measurements and proofs: an empty home, people with tokens, calls that outlive it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

_CLI = [sys.executable, "-m", "guanxi.app.cli"]


def prepared(home: Path) -> dict[str, str]:
    """The environment of a new, migrated home."""
    environment = {**os.environ, "GUANXI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "guanxi.app.settings"}
    subprocess.run([*_CLI, "migrate"], env=environment, check=True, capture_output=True)
    return environment


def person(environment: dict[str, str], name: str, role: str) -> str:
    """Make a user of a role; returns a token."""
    user = [*_CLI, "user", "create", "--username", name, "--role", role, "--password-stdin"]
    subprocess.run(user, env=environment, check=True, capture_output=True, input=b"a-long-password-9")
    made = subprocess.run(
        [*_CLI, "token", "create", "--user", name, "--name", "bench"],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return made.stdout.split()[-1]


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A running server; it is asked to end afterwards."""
    server = subprocess.Popen([*_CLI, "run", "--port", str(port)], env=environment)
    try:
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def processes() -> list[tuple[int, int, str]]:
    """Process id, parent's id and command line of everything that runs."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]


class Api:
    """Calls that outlive a killed web server."""

    def __init__(self, base: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self.client = httpx.Client(base_url=f"{base}/api/v1", headers=headers, timeout=120)

    def call(self, method: str, path: str, **more: Any) -> Any:
        """The JSON answer; tried again while nobody listens."""
        for _ in range(200):
            try:
                response = self.client.request(method, path, **more)
            except httpx.TransportError:
                time.sleep(0.3)
                continue
            return response.raise_for_status().json()
        raise TimeoutError(path)

    def upload(self, book: Path) -> str:
        """Plan an import of contacts; returns its path."""
        with book.open("rb") as file:
            plan = self.call(
                "POST", "/imports", files={"file": (book.name, file)}, data={"module": "contacts"}
            )
        return f"/imports/{plan['id']}"

    def exact(self, module: str) -> int:
        """How many records of a module there are."""
        body = {"columns": [], "limit": 1, "count": "exact"}
        return int(self.call("POST", f"/records/{module}/query", json=body)["count"]["value"])
