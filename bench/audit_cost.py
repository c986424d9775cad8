"""`./guanxi bench prove audit-cost`: what the audit costs writes and lists, with and without it in the same run.

Two servers with the same data, one of them without the audit (`without_audit.py`), are asked in turn for a few seconds
each, one right after the other; what counts is the middle one of the shares lost, round by round: the speed of a machine
may change from one second to the next, and the best rounds of two servers need not have met the same machine. Writes may
lose a quarter of their rate to the audit, lists a tenth.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.clients import Client, run
from bench.figures import Figure, as_json, facts, table
from bench.home import loaded
from bench.import_speed import busy
from bench.measure import family, wait_healthy

CLIENTS = 4
SECONDS = 2.0
ROUNDS = 12
PAUSE = 2.0
AFTER = 1.5
WRITES, LISTS = 0.25, 0.10
BATCH = 100
_LIST = {"columns": ["name", "account", "stage", "phones"], "limit": 50, "sort": ["-updated_at"]}
_RECORD = {
    "name": "压力{n}", "title": "采购经理", "stage": "new", "source": "referral", "description": "展会认识，已寄样品",
    "phones": [{"value": "13800138000", "type": "mobile", "main": True}],
    "expected_amount": {"amount": "12000", "currency": "CNY"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked, and which share of its rate the audit may take."""

    key: str
    what: str
    path: str
    body: str
    share: float
    each: int = 1


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, its first process, and what a call sends."""

    port: int
    pid: int
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """How much was done a second, and microseconds of processor time for each."""

    a_second: float
    cost: float


def works() -> list[Work]:
    """Lists that tell nothing, searches that are told, single writes, batches."""
    one = json.dumps({"values": _RECORD}, ensure_ascii=False)
    many = json.dumps({"records": [{"values": _RECORD}] * BATCH}, ensure_ascii=False)
    found = {**_LIST, "search": "王"}
    place = "/api/v1/records/contacts"
    return [
        Work("list", "lists a second", f"{place}/query", json.dumps(_LIST), LISTS),
        Work("search", "searched lists a second, each told", f"{place}/query", json.dumps(found), LISTS),
        Work("write", "records made one by one, a second", place, one, WRITES),
        Work("batch", f"records made {BATCH} at once, a second", place, many, WRITES, BATCH),
    ]


def main(words: list[str]) -> int:
    """Measure and print; 1 when the audit costs more than it may."""
    parser = argparse.ArgumentParser(prog="./guanxi bench prove audit-cost")
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--port", type=int, default=8095)
    parser.add_argument("--json")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        own, bare = Path(folder) / "with", Path(folder) / "without"
        ports = {"with": args.port, "without": args.port + 1}
        servers: dict[str, Server] = {}
        for name, home in (("with", own), ("without", bare)):
            environment = loaded(home, args.contacts, **stack.enter_context(_database(name)))
            token = _signed_in(environment)
            module = "guanxi.app.cli" if name == "with" else "bench.without_audit"
            pid = stack.enter_context(_serving(module, environment, ports[name]))
            servers[name] = Server(ports[name], pid, token)
        rates = _measure(servers, args.rounds)
    vendor = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    figures = [figure for work in works() for figure in _figures(work, rates)]
    about = {**facts(args.contacts, vendor), "rounds": args.rounds, "seconds": SECONDS, "clients": CLIENTS}
    print(json.dumps(about, ensure_ascii=False))
    print(table(figures))
    if args.json:
        Path(args.json).write_text(as_json(figures, about), encoding="utf-8")
    return 0 if all(item.held for item in figures) else 1


def _measure(servers: dict[str, Server], rounds: int) -> dict[str, dict[str, list[Rate]]]:
    """Rates by work and server, round by round; who comes first changes."""
    rates: dict[str, dict[str, list[Rate]]] = {work.key: {name: [] for name in servers} for work in works()}
    for turn in range(-1, rounds):
        # What the writes before have left to the workers must not count for the lists.
        time.sleep(PAUSE)
        for work in works():
            for name in sorted(servers, reverse=turn % 2 == 0):
                found = _ask(work, servers[name])
                if turn >= 0:
                    rates[work.key][name].append(found)
    return rates


def _ask(work: Work, server: Server) -> Rate:
    """One work for some seconds; what its processes leave for later (the seal) is waited for."""
    before = _busy(server.pid)
    client = Client(work.key, "POST", work.path, server.headers, work.body)
    answers = run(server.port, [client] * CLIENTS, SECONDS)[work.key]
    time.sleep(AFTER)
    if answers.others:
        raise RuntimeError(f"{work.key}: {answers.others}")
    done = len(answers.times) * work.each
    return Rate(done / SECONDS, (_busy(server.pid) - before) / done * 1_000_000)


def _busy(pid: int) -> float:
    """Processor seconds of a server and all its processes."""
    return sum(busy(one) for one in family(pid))


def _figures(work: Work, rates: dict[str, dict[str, list[Rate]]]) -> list[Figure]:
    """The middle round with the audit beside the middle one without it, and the middle share that a round lost."""
    pairs = list(zip(rates[work.key]["with"], rates[work.key]["without"], strict=True))
    told, bare = (median(one.a_second for one in side) for side in zip(*pairs, strict=True))
    cost = [median(one.cost for one in side) for side in zip(*pairs, strict=True)]
    lost = median(1 - with_it.a_second / without.a_second for with_it, without in pairs)
    more = median(1 - without.cost / with_it.cost for with_it, without in pairs)
    limit = f"≤ {work.share * 100:.0f} %"
    what = f"{work.what}: {told:.0f} with, {bare:.0f} without; share lost (%)"
    busy_what = f"its processor time (µs): {cost[0]:.0f} with, {cost[1]:.0f} without; share of the audit (%)"
    return [
        Figure(work.key, what, "director", lost * 100, lost * 100, limit, lost <= work.share),
        Figure(f"{work.key}_cpu", busy_what, "director", more * 100, more * 100, "told beside it", True),
    ]


def _signed_in(environment: dict[str, str]) -> dict[str, str]:
    made = subprocess.run(
        [sys.executable, "-m", "guanxi.app.cli", "token", "create", "--user", "director", "--name", "bench"],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return {"Authorization": f"Bearer {made.stdout.split()[-1]}", "Content-Type": "application/json"}


@contextmanager
def _serving(module: str, environment: dict[str, str], port: int) -> Iterator[int]:
    verb = ["run"] if module == "guanxi.app.cli" else []
    server = subprocess.Popen([sys.executable, "-m", module, *verb, "--port", str(port)], env=environment)
    try:
        wait_healthy(f"http://127.0.0.1:{port}", 60)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    """An empty database of its own where `DATABASE_URL` names a server; SQLite lies in the home."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield {}
        return
    place = f"audit_cost_{name}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {place}")  # safe sql: one of two names
        server.execute(f"CREATE DATABASE {place}")  # safe sql: one of two names
        try:
            yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{place}"))}
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {place} WITH (FORCE)")  # safe sql: one of two names
