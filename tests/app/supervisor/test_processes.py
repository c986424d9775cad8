"""The supervisor keeps its children alive and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SUPERVISOR = """
import os, sys, time
from guanxi.app.supervisor.processes import Child, Supervisor

def work():
    with open({path!r}, "a") as file:
        file.write(str(os.getpid()) + chr(10))
    time.sleep(60)

sys.exit(Supervisor([Child("child", work)]).run(lambda: print("ready", flush=True)))
"""


def start(path: Path) -> "subprocess.Popen[str]":
    code = SUPERVISOR.format(path=str(path))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)


def pids(path: Path, count: int) -> list[int]:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        found = path.read_text().split() if path.exists() else []
        if len(found) >= count:
            return [int(word) for word in found]
        time.sleep(0.05)
    pytest.fail(f"no child number {count}")


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_dead_child_starts_again_and_a_stop_ends_all(tmp_path: Path) -> None:
    path = tmp_path / "pids"
    supervisor = start(path)
    os.kill(pids(path, 1)[0], signal.SIGKILL)
    second = pids(path, 2)[1]
    supervisor.terminate()
    assert supervisor.wait(15) == 0
    assert gone(second)


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's death signal")
def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    path = tmp_path / "pids"
    supervisor = start(path)
    child = pids(path, 1)[0]
    supervisor.kill()
    supervisor.wait()
    assert gone(child)
