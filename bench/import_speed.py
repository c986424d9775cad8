"""`./guanxi bench prove import-speed`: a 20-column workbook through the API of a running server.

Prints rows a second of check and run, the worker's peak memory, and the p95 of another user's list meanwhile,
each beside its limit, as a table and (--json) as JSON. The limit is measured first, in the same run: the leanest
pipeline for the same workbook and tables (`raw_import.py`), alone on the machine.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench import workbook
from bench.figures import Figure, as_json, facts, table
from bench.measure import wait_healthy
from bench.prove_import import WORKER
from bench.serving import Api, person, prepared, processes, serving

# Rows a second of a raw pipeline in a prototype, whose tables had fewer indexes, children and tokens.
PROTOTYPE = {"sqlite": 12_300, "postgresql": 7_900}
SHARE = 0.4
AHEAD = "exchange.projects.ahead_child"
WORKER_MB = 300
LIST_MS = 100
PAUSE = 0.05
_LIST = {"columns": ["name", "account", "stage", "phones"], "limit": 50, "sort": ["-updated_at"]}


def main(words: list[str]) -> int:
    """Measure and print; 1 when a budget is not held or a row is missing."""
    parser = argparse.ArgumentParser(prog="./guanxi bench prove import-speed")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--shape", choices=workbook.SHAPES, default="full")
    parser.add_argument("--port", type=int, default=8097)
    parser.add_argument("--json")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book = home / "people.xlsx"
        workbook.write(book, args.rows, args.shape)
        raw = _raw_limit(home / "raw", book, args.shape)
        environment = prepared(home)
        importer = person(environment, "importer", "director")
        reader = person(environment, "reader", "director")
        base = f"http://127.0.0.1:{args.port}"
        vendor = "postgresql" if environment.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
        with serving(environment, args.port) as server:
            wait_healthy(base, 60)
            speeds, watch, landed = _measure(base, importer, reader, book, server.pid)
    figures = _figures(raw, PROTOTYPE[vendor], speeds, watch)
    about = {**facts(0, vendor), "rows": args.rows, "shape": args.shape, "landed": landed}
    print(json.dumps(about, ensure_ascii=False))
    print(table(figures))
    if args.json:
        Path(args.json).write_text(as_json(figures, about), encoding="utf-8")
    good = landed == args.rows and all(item.held for item in figures)
    return 0 if good else 1


def _raw_limit(home: Path, book: Path, shape: str) -> "_Raw":
    """The speed of the raw pipeline in an empty home of its own."""
    home.mkdir()
    environment = prepared(home)
    person(environment, "raw", "director")
    told = subprocess.run(
        [sys.executable, "-m", "bench.raw_import", str(book), shape],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(told.stdout.splitlines()[-1])
    return _Raw(found["wall"], 1_000_000 / found["busy"])


@dataclass(frozen=True)
class _Raw:
    """Rows a second of the raw pipeline, and its processor time a row in microseconds."""

    speed: float
    busy: float


@dataclass
class _Watch:
    """What is seen while an import runs."""

    own_mb: float = 0.0
    shared_mb: float = 0.0
    child_mb: float = 0.0
    worker_seconds: float = 0.0
    helper_seconds: float = 0.0
    lists: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class _Speeds:
    """Rows a second, the worker's and its helper's processor time a row, and where the run begins among the lists."""

    check: float
    run: float
    both: float
    busy: float
    helper: float
    first_list: int


def _measure(
    base: str, importer: str, reader: str, book: Path, supervisor: int
) -> tuple[_Speeds, _Watch, int]:
    api = Api(base, importer)
    path = api.upload(book)
    watch, stop = _Watch(), threading.Event()
    threads = [
        threading.Thread(target=_watch_memory, args=(supervisor, watch, stop)),
        threading.Thread(target=_watch_lists, args=(base, reader, watch, stop)),
    ]
    for thread in threads:
        thread.start()
    try:
        checked, _ = _step(api, path, "check", "checking")
        before, busy = len(watch.lists), watch.worker_seconds
        run, report = _step(api, path, "run", "running")
        time.sleep(1.0)
        busy = watch.worker_seconds - busy
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    total = report["total"]
    each, helper = busy / total * 1_000_000, watch.helper_seconds / total * 1_000_000
    speeds = _Speeds(total / checked, total / run, total / (checked + run), each, helper, before)
    return speeds, watch, report["created"]


def _step(api: Api, path: str, verb: str, state: str) -> tuple[float, Any]:
    """Seconds from asking for a step to its end, and the import then."""
    start = time.perf_counter()
    api.call("POST", f"{path}/{verb}")
    while (report := api.call("GET", path))["state"] == state:
        time.sleep(0.2)
    return time.perf_counter() - start, report


def _figures(raw: _Raw, prototype: float, speeds: _Speeds, watch: _Watch) -> list[Figure]:
    lists = watch.lists[speeds.first_list :]
    p50, p95 = statistics.median(lists), statistics.quantiles(lists, n=20)[18]
    none, run = "no limit of its own", speeds.run
    rows = [
        ("raw", "rows a second, the raw pipeline (the limit)", raw.speed, raw.speed, none, True),
        ("run", "rows a second, run", run, run, f"≥ {raw.speed * SHARE:.0f} ({SHARE} × limit)",
         run >= raw.speed * SHARE),
        ("prototype", "the same beside the prototype's limit", run, run, f"≥ {prototype * SHARE:.0f}",
         run >= prototype * SHARE),
        ("check", "rows a second, check", speeds.check, speeds.check, none, True),
        ("both", "rows a second, check and run together", speeds.both, speeds.both, none, True),
        ("raw_cpu", "processor time a row, the raw pipeline (µs)", raw.busy, raw.busy, none, True),
        ("cpu", "worker's processor time a row of the run (µs)", speeds.busy, speeds.busy, none, True),
        ("helper_cpu", "its helper's (µs)", speeds.helper, speeds.helper, none, True),
        ("worker", "memory of worker and its helper at the peak, their own (MB)", watch.own_mb, watch.own_mb,
         f"≤ {WORKER_MB}", watch.own_mb <= WORKER_MB),
        ("shared", "the same with their share of mapped database and programs (MB)", watch.shared_mb,
         watch.shared_mb, f"≤ {WORKER_MB}", watch.shared_mb <= WORKER_MB),
        ("child", "reader child's peak memory (MB)", watch.child_mb, watch.child_mb, f"≤ {WORKER_MB}",
         watch.child_mb <= WORKER_MB),
        ("list", "another user's list meanwhile (ms)", p50, p95, f"p95 ≤ {LIST_MS}", p95 <= LIST_MS),
    ]  # fmt: skip
    return [
        Figure(key, what, "director", low, high, limit, held) for key, what, low, high, limit, held in rows
    ]


def _watch_memory(supervisor: int, watch: _Watch, stop: threading.Event) -> None:
    while not stop.wait(0.25):
        running = processes()
        workers = {pid for pid, parent, args in running if parent == supervisor and WORKER in args}
        helpers = {pid for pid, parent, args in running if parent in workers and AHEAD in args}
        together = workers | helpers
        watch.own_mb = max(watch.own_mb, sum(_memory(pid, "status", "RssAnon") for pid in together))
        watch.shared_mb = max(watch.shared_mb, sum(_memory(pid, "smaps_rollup", "Pss") for pid in together))
        for pid in workers:
            watch.worker_seconds = max(watch.worker_seconds, busy(pid))
        for pid in helpers:
            watch.helper_seconds = max(watch.helper_seconds, busy(pid))
        for pid, parent, args in running:
            if parent in workers and "readers.child" in args:
                watch.child_mb = max(watch.child_mb, _memory(pid, "status", "VmHWM"))


def _memory(pid: int, file: str, what: str) -> float:
    """One figure of a process's memory in MB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:")), 0.0)


def busy(pid: int) -> float:
    """Processor seconds that a process has used; 0 when it is gone."""
    try:
        words = (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _watch_lists(base: str, token: str, watch: _Watch, stop: threading.Event) -> None:
    with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        while not stop.wait(PAUSE):
            start = time.perf_counter()
            client.post("/api/v1/records/contacts/query", json=_LIST).raise_for_status()
            watch.lists.append((time.perf_counter() - start) * 1000)
