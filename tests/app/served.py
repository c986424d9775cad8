"""A Guanxi of its own for tests that need a real server: processes, sockets, threads."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from tests.journeys.house import ROOT, House, environment, prepare

PASSWORD = "korrekt-pferd-9"
PEOPLE = f"""
import json, os
from guanxi.access import accounts
wanted = json.loads(os.environ["PEOPLE"]).items()
people = {{login: accounts.create_user(login, login, {PASSWORD!r}, [role]) for login, role in wanted}}
print(json.dumps({{login: accounts.new_token(user, "test") for login, user in people.items()}}))
"""


@contextmanager
def served(folder: Path) -> Iterator["Served"]:
    """A running server in `folder`, on a database of its own of the kind that the tests run on."""
    with _database(folder.name) as url:
        if url:
            os.environ["GUANXI_TEST_DATABASE"] = url
        template, dist = folder / "template", folder / "dist"
        template.mkdir()
        house = House(prepare(template, dist), folder / "home", dist)
        try:
            house.start()
            yield Served(house)
        finally:
            house.stop()
            os.environ.pop("GUANXI_TEST_DATABASE", None)


class Served:
    """A running server and its people."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.tokens: dict[str, str] = {}

    def people(self, **roles: str) -> None:
        """People of these login names and roles, who may sign in, each with a token."""
        command = [sys.executable, "-m", "guanxi.app.cli", "django", "shell", "--no-imports", "-c", PEOPLE]
        env = {**environment(self.house.home, self.house.dist), "PEOPLE": json.dumps(roles)}
        done = subprocess.run(command, check=False, env=env, cwd=ROOT, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        self.tokens |= json.loads(done.stdout.splitlines()[-1])

    def call(self, username: str, method: str, path: str, body: Any = None) -> Any:
        """The JSON answer to a call by the person's token."""
        headers = {"Authorization": f"Bearer {self.tokens[username]}", "Content-Type": "application/json"}
        response = self.ask(method, f"/api/v1{path}", headers, body)
        text = response.read()
        assert response.status < 300, text
        return json.loads(text) if text else None

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: Any = None
    ) -> http.client.HTTPResponse:
        """The raw answer; its socket stands in `sock`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=10)
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        response.sock = connection.sock  # type: ignore[attr-defined]
        return response


@contextmanager
def _database(name: str) -> Iterator[str | None]:
    """An empty database beside the one of the tests; None for SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield None
        return
    own = "served_" + "".join(letter for letter in name if letter.isalnum())[:40].lower()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{own}"')
        yield urlunsplit(urlsplit(url)._replace(path=f"/{own}"))
        connection.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
