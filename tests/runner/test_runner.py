"""The runner counts what the tools say and fails when one of them does."""

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runner.__main__ import count_tests, hear_interrupts, run_stage, summary
from tests.runner.machine import Missing
from tests.runner.stages import ROOT, Stage, plan


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Interrupts reach the commands, though this run may be one of the background."""
    before = signal.getsignal(signal.SIGINT)
    hear_interrupts()
    yield
    signal.signal(signal.SIGINT, before)


def shell(code: str, name: str = "tests, x") -> Stage:
    return Stage(name, (sys.executable, "-c", code))


def test_counts() -> None:
    assert count_tests("..\n3 passed, 1 failed, 2 errors, 1 skipped in 0.1s\n") == {
        "passed": 3,
        "failed": 3,
        "skipped": 1,
    }
    vitest = (
        " Test Files  1 failed | 2 passed (3)\n      Tests  \x1b[32m1 failed\x1b[39m | 167 passed (168)\n"
    )
    assert count_tests(vitest) == {"passed": 167, "failed": 1, "skipped": 0}
    assert count_tests("") == {"passed": 0, "failed": 0, "skipped": 0}


def test_a_failed_stage_shows_its_output_and_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    good = run_stage(shell("print('2 passed in 1s')"))
    bad = run_stage(shell("print('why'); raise SystemExit(1)", "types"))
    assert (good.verdict, good.passed, bad.verdict) == ("passed", 2, "failed")
    assert summary([good, bad], 1) == 1
    out = capsys.readouterr().out
    assert "why" in out
    assert out.splitlines()[-1] == "2 passed, 1 failed, 0 skipped"
    assert summary([good], 1) == 0


def test_a_stage_that_hangs_is_ended() -> None:
    stage = Stage("types", (sys.executable, "-c", "import time; time.sleep(30)"), seconds=1)
    outcome = run_stage(stage)
    assert outcome.verdict == "failed"
    assert outcome.seconds < 10


def test_a_stage_that_is_cut_off_names_what_had_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_it.py").write_text(
        "import time\ndef test_wrong():\n    assert not 'a reason'\ndef test_slow():\n    time.sleep(60)\n"
    )
    command = (sys.executable, "-m", "pytest", "-n2", "--dist=loadfile", "-p", "no:django")
    outcome = run_stage(Stage("journeys", command, folder=tmp_path, seconds=10))
    assert (outcome.verdict, outcome.failed) == ("failed", 1)
    assert "test_it.py::test_wrong" in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "verdict"), [("true", "failed"), ("", "skipped")])
def test_what_is_missing_is_named(ci: str, verdict: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def around() -> None:
        raise Missing("Chromium")

    monkeypatch.setenv("CI", ci)
    outcome = run_stage(Stage("journeys", ("true",), around))  # type: ignore[arg-type]
    assert (outcome.verdict, outcome.note) == (verdict, "missing: Chromium")


@pytest.mark.parametrize(("unwanted", "folder"), [("1", str(ROOT / ".venv" / "compiled")), ("", "None")])
def test_what_python_compiled_is_kept(unwanted: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(name, unwanted)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    runpy.run_path(str(ROOT / "guanxi"), run_name="command")["keep_compiled"]()
    said = subprocess.check_output(
        [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"], text=True
    )
    assert said.split() == ["False", folder]


def test_every_stage_can_be_named() -> None:
    chosen = plan(full=False)
    names = [stage.name for lane in [*chosen.lanes, chosen.last] for stage in lane]
    assert len(names) == len(set(names))


def test_the_bootstrap_is_quick_once_all_is_there() -> None:
    root = Path(__file__).resolve().parents[2]
    if not (root / ".venv" / "guanxi-stamp.json").exists():
        pytest.skip("not in an environment that the bootstrap made")
    help_text = subprocess.run(
        [str(root / "guanxi"), "--help"], capture_output=True, text=True, check=True, env={**os.environ}
    ).stdout
    assert "build web" in help_text
