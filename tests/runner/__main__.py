"""Run the stages, two lanes beside each other, and close with the counts."""

import argparse
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from tests.runner.machine import Missing
from tests.runner.stages import PYTHON, ROOT, Stage, plan

COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHOWN = 20_000
LAST_WORDS_SECONDS = 30
PRINTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage ended."""

    stage: Stage
    verdict: str
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""


def main() -> int:
    """Run what was asked for; 0 when everything passed."""
    args = read_options()
    if args.paths:
        return subprocess.call([PYTHON, "-m", "pytest", *args.paths], cwd=ROOT)
    hear_interrupts()
    began = time.monotonic()
    chosen = plan(args.full)
    lanes = [[stage for stage in lane if wanted(stage, args.only)] for lane in chosen.lanes]
    with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
        outcomes = [outcome for lane in pool.map(run_lane, lanes) for outcome in lane]
    outcomes += run_lane([stage for stage in chosen.last if wanted(stage, args.only)])
    return summary(outcomes, time.monotonic() - began)


def hear_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and so would every command that is run from here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def read_options() -> argparse.Namespace:
    """The options of `./guanxi test`."""
    parser = argparse.ArgumentParser(prog="./guanxi test", description=__doc__)
    parser.add_argument("--full", action="store_true", help="everything, the slow tests too (up to an hour)")
    parser.add_argument(
        "--only", action="append", default=[], metavar="STAGE", help="a stage by (part of) its name"
    )
    parser.add_argument("paths", nargs="*", help="only these tests, on SQLite, with pytest's own output")
    args = parser.parse_args()
    if args.full:
        os.environ["GUANXI_FULL"] = "1"
    return args


def wanted(stage: Stage, only: list[str]) -> bool:
    """Whether the stage was asked for."""
    return not only or any(part in stage.name for part in only)


def run_lane(stages: list[Stage]) -> list[Outcome]:
    """One stage after the other; a failed one does not stop the rest."""
    return [run_stage(stage) for stage in stages]


def run_stage(stage: Stage) -> Outcome:
    """Run one stage and say how it went, with its whole output when it failed."""
    began = time.monotonic()
    if stage.absent:
        return told(Outcome(stage, "skipped", 0.0, note=stage.absent), "")
    try:
        with stage.around() as environment:
            code, output = run_command(stage, {**os.environ, **environment})
    except Missing as missing:
        verdict = "failed" if os.environ.get("CI") == "true" else "skipped"
        return told(Outcome(stage, verdict, time.monotonic() - began, note=f"missing: {missing}"), "")
    except Exception as error:  # noqa: BLE001 - shown as a failed stage
        return told(
            Outcome(stage, "failed", time.monotonic() - began, note=f"{type(error).__name__}: {error}"), ""
        )
    # Only pytest answers 5; a project part without tests yet is no failure.
    by_pytest = "pytest" in stage.command
    verdict = "passed" if code == 0 or (code == 5 and by_pytest) else "failed"
    counts = count_tests(output) if by_pytest or "tests" in stage.name else {}
    outcome = Outcome(stage, verdict, time.monotonic() - began, **counts)
    return told(outcome, "" if verdict == "passed" else output)


def run_command(stage: Stage, environment: dict[str, str]) -> tuple[int, str]:
    """The command's exit code and output; a command that hangs is ended with all its children."""
    process = subprocess.Popen(
        stage.command,
        cwd=stage.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=stage.seconds)
        return process.returncode, output.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return 1, last_words(process) + f"\nended after {stage.seconds} s"
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def last_words(process: subprocess.Popen[bytes]) -> str:
    """What an interrupted command has said: pytest names the tests that had failed by then."""
    process.send_signal(signal.SIGINT)
    try:
        output, _ = process.communicate(timeout=LAST_WORDS_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return output.decode(errors="replace")


def count_tests(output: str) -> dict[str, int]:
    """Passed, failed and skipped tests from the runner's closing line."""
    lines = [
        line for line in ANSI.sub("", output).splitlines() if COUNT.search(line) and "Test Files" not in line
    ]
    found = {word.rstrip("s"): int(number) for number, word in COUNT.findall(lines[-1])} if lines else {}
    return {
        "passed": found.get("passed", 0),
        "failed": found.get("failed", 0) + found.get("error", 0),
        "skipped": found.get("skipped", 0),
    }


def told(outcome: Outcome, output: str) -> Outcome:
    """Print the outcome as it comes."""
    with PRINTING:
        note = f"  {outcome.note}" if outcome.note else ""
        print(f"{outcome.verdict:<8} {outcome.seconds:7.1f} s  {outcome.stage.name}{note}", flush=True)
        if output:
            print(output[-SHOWN:], flush=True)
    return outcome


def summary(outcomes: list[Outcome], seconds: float) -> int:
    """The table of all stages and, as the last line, the counts: a check without tests of its own counts as one."""
    print(f"\n{'stage':<20} {'verdict':<8} {'time':>9} {'passed':>8} {'failed':>8} {'skipped':>8}")
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for item in outcomes:
        row = {"passed": item.passed, "failed": item.failed, "skipped": item.skipped}
        if not any(row.values()):
            row[item.verdict] = 1
        elif item.verdict == "failed" and not item.failed:
            row["failed"] = 1
        for key, value in row.items():
            total[key] += value
        print(f"{item.stage.name:<20} {item.verdict:<8} {item.seconds:7.1f} s", end=" ")
        print(" ".join(f"{row[key]:>8}" for key in total), item.note)
    print(f"\nin {seconds:.0f} s")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
