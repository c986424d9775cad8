"""Runs the workloads against a real server and sets each figure beside its budget."""

import json
import platform
import resource
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from bench.workloads import WORKLOADS, Workload

WARM = 5
ROUNDS = 60
CLIENTS = 8
SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line; times in milliseconds, rates in requests a second."""

    key: str
    what: str
    user: str
    p50: float
    p95: float
    budget: str
    held: bool


def measure(base: str, tokens: dict[str, str]) -> list[Figure]:
    """All workloads, one after the other, as each user; then the rate of lists at eight clients."""
    figures = []
    for user, token in tokens.items():
        with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
            own = _own(client)
            figures += [_one(client, workload, user, own) for workload in WORKLOADS]
        figures.append(_rate(base, token, user))
    return figures


def wait_healthy(base: str, seconds: float) -> float:
    """Seconds until /health answers 200."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            if httpx.get(f"{base}/health", timeout=2).status_code == 200:
                return time.perf_counter() - start
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError("the server did not become healthy")


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| work | user | p50 | p95 | budget | held |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {item.what} | {item.user} | {item.p50:.1f} | {item.p95:.1f} | {item.budget} | {'yes' if item.held else 'NO'} |"
        for item in figures
    ]
    return "\n".join(lines)


def as_json(figures: list[Figure], facts: dict[str, Any]) -> str:
    """The figures and the facts of the run as JSON."""
    return json.dumps(
        {"facts": facts, "figures": [asdict(item) for item in figures]}, ensure_ascii=False, indent=1
    )


def facts(contacts: int, vendor: str) -> dict[str, Any]:
    """What the run was made on: sizes only, no names of machines."""
    memory = resource.getpagesize() * int(subprocess.check_output(["getconf", "_PHYS_PAGES"])) >> 30
    cores = int(subprocess.check_output(["nproc"]))
    return {
        "contacts": contacts, "accounts": contacts // 5, "activities": contacts * 3, "database": vendor,
        "cores": cores, "memory_gib": memory, "python": platform.python_version(),
    }  # fmt: skip


def _own(client: httpx.Client) -> str:
    body = {"columns": ["name"], "limit": 1}
    records = client.post("/api/v1/records/contacts/query", json=body).raise_for_status().json()["records"]
    return str(records[0]["id"])


def _one(client: httpx.Client, workload: Workload, user: str, own: str) -> Figure:
    path = workload.path.format(own=own)
    times = []
    for turn in range(WARM + ROUNDS):
        start = time.perf_counter()
        client.request(workload.method, path, json=workload.body).raise_for_status()
        if turn >= WARM:
            times.append((time.perf_counter() - start) * 1000)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    held = (workload.p50 is None or p50 <= workload.p50) and (workload.p95 is None or p95 <= workload.p95)
    wanted = [
        f"p50 ≤ {workload.p50:g}" if workload.p50 else "",
        f"p95 ≤ {workload.p95:g}" if workload.p95 else "",
    ]
    return Figure(workload.key, workload.what, user, p50, p95, " ".join(filter(None, wanted)), held)


def _rate(base: str, token: str, user: str) -> Figure:
    """Lists a second at eight clients for a few seconds."""
    body = WORKLOADS[0].body
    until = time.perf_counter() + SECONDS

    def client(_: int) -> int:
        done = 0
        with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=60) as session:
            while time.perf_counter() < until:
                session.post(WORKLOADS[0].path, json=body).raise_for_status()
                done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        rate = sum(pool.map(client, range(CLIENTS))) / SECONDS
    return Figure(
        "rate",
        "lists a second at 8 clients (client on the same cores)",
        user,
        rate,
        rate,
        "≥ 1000 SQLite",
        rate >= 1000,
    )
