"""kill -9 of workers at any moment: the job goes on and every row lands exactly once."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from tests.jobs.counting_worker import Counting

from guanxi.jobs.handlers import KINDS, JobKind
from guanxi.jobs.queue import enqueue

ROOT = Path(__file__).resolve().parents[2]
UPTO = 400
START = "import django; django.setup(); from tests.jobs.counting_worker import main; main()"
KILLS = 20 if os.environ.get("GUANXI_FULL") else 3


@pytest.fixture
def shared(tmp_path: Path) -> Any:
    """A database that other processes reach too: the PostgreSQL one, or a file copy of the SQLite one."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE test_landed (number integer NOT NULL)")
    enqueue("test.counting", {"upto": UPTO})
    if connection.vendor != "sqlite":
        name = {key: connection.settings_dict[key] for key in ("NAME", "USER", "HOST", "PORT")}
        yield Shared(name, connection)
    else:
        file = tmp_path / "shared.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        copy = type(connections["default"])({**connection.settings_dict, "NAME": str(file)}, "default")
        yield Shared({"NAME": str(file)}, copy)
        copy.close()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE test_landed")


class Shared:
    """The database as the workers and as this test see it."""

    def __init__(self, name: dict[str, Any], own: Any) -> None:
        self.name = name
        self.own = own

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker process on it."""
        folders = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
        command = [sys.executable, "-c", START, json.dumps(self.name)]
        return subprocess.Popen(command, cwd=ROOT, env=environment)

    def look(self) -> tuple[str, int, list[int]]:
        """The job's state and progress, and the numbers that landed."""
        with self.own.cursor() as cursor:
            cursor.execute("SELECT state, done FROM job WHERE kind = 'test.counting'")
            state, done = cursor.fetchone()
            cursor.execute("SELECT number FROM test_landed ORDER BY number")
            return state, done, [row[0] for row in cursor.fetchall()]

    def wait(self, upto: int, seconds: float = 60) -> None:
        """Wait until so many steps are done."""
        deadline = time.monotonic() + seconds
        while self.look()[1] < upto:
            assert time.monotonic() < deadline, "no progress"
            time.sleep(0.02)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_every_row_lands_once(shared: Shared) -> None:
    state, done, landed = shared.look()
    chance = random.Random(7)
    for _ in range(KILLS):
        worker = shared.worker()
        shared.wait(done + chance.randint(5, UPTO // KILLS // 2))
        worker.kill()
        worker.wait()
        state, done, landed = shared.look()
        assert state == "running"
        assert landed == list(range(done))
    pair = [shared.worker(), shared.worker()]
    shared.wait(UPTO)
    deadline = time.monotonic() + 20
    while shared.look()[0] != "done" and time.monotonic() < deadline:
        time.sleep(0.05)
    for worker in pair:
        worker.terminate()
        assert worker.wait(20) == 0
    assert shared.look() == ("done", UPTO, list(range(UPTO)))


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KINDS, "_kits", {"test.counting": JobKind("test.counting", Counting, "long")})
