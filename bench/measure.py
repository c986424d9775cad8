"""Runs the workloads against a real server and sets each figure beside its budget."""

import http.client
import json
import statistics
import subprocess
import time
from pathlib import Path

import httpx

from bench.figures import Figure, judged, loop_ms
from bench.workloads import WORKLOADS, Workload

WARM = 5
ROUNDS = 60
IDLE_MB = 300


def measure(base: str, tokens: dict[str, str]) -> list[Figure]:
    """All workloads, one after the other, as each user."""
    figures = []
    for user, token in tokens.items():
        with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
            own = _own(client)
            figures += [_one(client, workload, user, own) for workload in WORKLOADS]
    figures += _counts(base, tokens["director"])
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


def idle_memory(root: int) -> Figure:
    """Megabytes of a server and all its processes that belong to them alone or by share (PSS)."""
    megabytes = sum(_pss(pid) for pid in family(root)) / 1024
    return Figure(
        "memory",
        "idle memory of all processes (MB, PSS)",
        "-",
        megabytes,
        megabytes,
        f"≤ {IDLE_MB}",
        megabytes <= IDLE_MB,
    )


def family(root: int) -> list[int]:
    """A process and everything below it."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _counts(base: str, token: str) -> list[Figure]:
    """A count that is capped, and one that is exact."""
    figures = []
    with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        for kind, budget in (("capped", 30.0), ("exact", 1000.0)):
            body = {"columns": ["name"], "limit": 1, "count": kind}
            work = Workload(
                f"count_{kind}", f"count of all, {kind}", "POST", WORKLOADS[0].path, body, None, budget
            )
            figures.append(_one(client, work, "director", ""))
    return figures


def _own(client: httpx.Client) -> str:
    body = {"columns": ["name"], "limit": 1}
    records = client.post("/api/v1/records/contacts/query", json=body).raise_for_status().json()["records"]
    return str(records[0]["id"])


def _one(client: httpx.Client, workload: Workload, user: str, own: str) -> Figure:
    path = workload.path.format(own=own)
    times = []
    # A plain connection: httpx itself takes a millisecond a call.
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=60)
    headers = {"Authorization": client.headers["Authorization"], "Content-Type": "application/json"}
    body = None if workload.body is None else json.dumps(workload.body).encode()
    before = loop_ms()
    for turn in range(WARM + ROUNDS):
        start = time.perf_counter()
        connection.request(workload.method, path, body, headers)
        response = connection.getresponse()
        response.read()
        if response.status >= 300:
            raise RuntimeError(f"{workload.key}: {response.status}")
        if turn >= WARM:
            times.append((time.perf_counter() - start) * 1000)
    connection.close()
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    loop = (before + loop_ms()) // 2
    wanted = [
        f"p50 ≤ {workload.p50:g}" if workload.p50 else "",
        f"p95 ≤ {workload.p95:g}" if workload.p95 else "",
    ]
    budget = " ".join(filter(None, wanted))
    figure = Figure(workload.key, workload.what, user, p50, p95, budget, loop_ms=loop)
    return judged(figure, lambda by: _held(workload, p50 / by, p95 / by))


def _held(workload: Workload, p50: float, p95: float) -> bool:
    return (workload.p50 is None or p50 <= workload.p50) and (workload.p95 is None or p95 <= workload.p95)
