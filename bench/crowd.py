"""What happens at eight clients at once: the rate of lists, and writers beside readers."""

import json
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bench.clients import Client, run
from bench.figures import Figure
from bench.measure import wait_healthy
from bench.workloads import WORKLOADS

SECONDS = 2.0
TURNS = 4
CLIENTS = 8
# Lists a second, and what the limit does where the budgets were set. SQLite's is the prototype's (DESIGN.md 5). On
# PostgreSQL the prototype did 566, half of what this limit would have done there: it does 0.44 of what it does on SQLite.
RATES = {"sqlite": (1000, 2540), "postgresql": (350, 1110)}
WRITE_MS = 250


@dataclass(frozen=True, slots=True)
class Browser:
    """A signed-in browser: its cookies and CSRF token."""

    session: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        """What it sends with every call."""
        return {
            "Content-Type": "application/json",
            "Cookie": f"guanxi_session={self.session}; guanxi_csrf={self.csrf}",
            "X-CSRFToken": self.csrf,
        }


@contextmanager
def limit(port: int) -> Iterator[int]:
    """The server of `bench.limit`, with as many processes as the product's and two threads each; its port."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "2",
               "--port", str(port), "--log-level", "warning", "bench.limit:application"]  # fmt: skip
    server = subprocess.Popen(command)
    try:
        wait_healthy(f"http://127.0.0.1:{port}", 60)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def rate(ports: tuple[int, int], user: str, browsers: dict[str, Browser], vendor: str) -> Figure:
    """Lists a second at eight clients, signed in by session, beside the limit (`ports`: the product's and the limit's)
    for the sales person. Both are asked in turn: a machine changes its speed from one second to the next."""
    ours, theirs = _list_client(browsers[user]), _list_client(browsers["seller"])
    times: list[float] = []
    most = 0
    for _ in range(TURNS):
        times += _lists(ports[0], ours)
        most += len(_lists(ports[1], theirs))
    seconds = SECONDS * TURNS
    done, p95 = len(times) / seconds, statistics.quantiles(times, n=20)[18]
    share, (least, limit_then) = len(times) / most, RATES[vendor]
    beside = f"{share:.2f} of the limit, which did {most / seconds:.0f}"
    what = f"lists a second at 8 clients (p95 {p95:.0f} ms; client on the same cores; {beside})"
    budget = f"≥ {least}; ≥ {least / limit_then:.2f} of the limit"
    return Figure("rate", what, user, done, done, budget, done >= least, there=share >= least / limit_then)


def _list_client(browser: Browser) -> Client:
    first = WORKLOADS[0]
    return Client("list", first.method, first.path, browser.headers, json.dumps(first.body))


def _lists(port: int, client: Client) -> list[float]:
    found = run(port, [client] * CLIENTS, SECONDS)["list"]
    if found.others:
        raise RuntimeError(f"lists were refused: {found.others}")
    return found.times


def writers(port: int, browser: Browser) -> list[Figure]:
    """Eight writers beside eight readers: nobody is refused, and no write waits long."""
    reader = replace(_list_client(browser), label="read")
    body = json.dumps({"values": {"name": "压力{n}"}}, ensure_ascii=False)
    writer = Client("write", "POST", "/api/v1/records/contacts", browser.headers, body)
    found = run(port, [reader] * CLIENTS + [writer] * CLIENTS, SECONDS * TURNS)
    refused = sum(sum(item.others.values()) for item in found.values())
    times = found["write"].times
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    done = len(times) / (SECONDS * TURNS)
    return [
        Figure("writers_refused", "8 writers + 8 readers: refused", "director", refused, refused, "0", refused == 0),
        Figure("writers", f"8 writers + 8 readers: a write, p50 and p99 ({done:.0f} writes/s)", "director", p50, p99,
               f"p99 ≤ {WRITE_MS}", p99 <= WRITE_MS),
    ]  # fmt: skip
