"""What happens at eight clients at once: the rate of lists, and writers beside readers."""

import json
import statistics
from dataclasses import dataclass

from bench.clients import Client, run
from bench.figures import Figure, busy_loop_ms, judged
from bench.workloads import WORKLOADS

SECONDS = 8.0
CLIENTS = 8
RATES = {"sqlite": 1000, "postgresql": 350}
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


def rate(port: int, user: str, browser: Browser, vendor: str) -> Figure:
    """Lists a second at eight clients, signed in by session."""
    first = WORKLOADS[0]
    client = Client("list", first.method, first.path, browser.headers, json.dumps(first.body))
    before = busy_loop_ms()
    found = run(port, [client] * CLIENTS, SECONDS)["list"]
    loop = (before + busy_loop_ms()) // 2
    if found.others:
        raise RuntimeError(f"lists were refused: {found.others}")
    done = len(found.times) / SECONDS
    p95 = statistics.quantiles(found.times, n=20)[18]
    what = f"lists a second at 8 clients (p95 {p95:.0f} ms; client on the same cores)"
    least = RATES[vendor]
    figure = Figure("rate", what, user, done, done, f"≥ {least}", loop_ms=loop)
    return judged(figure, lambda by: done * by >= least)


def writers(port: int, browser: Browser) -> list[Figure]:
    """Eight writers beside eight readers: nobody is refused, and no write waits long."""
    first = WORKLOADS[0]
    reader = Client("read", first.method, first.path, browser.headers, json.dumps(first.body))
    body = json.dumps({"values": {"name": "压力{n}"}}, ensure_ascii=False)
    writer = Client("write", "POST", "/api/v1/records/contacts", browser.headers, body)
    found = run(port, [reader] * CLIENTS + [writer] * CLIENTS, SECONDS)
    refused = sum(sum(item.others.values()) for item in found.values())
    times = found["write"].times
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    done = len(times) / SECONDS
    return [
        Figure("writers_refused", "8 writers + 8 readers: refused", "director", refused, refused, "0", refused == 0),
        Figure("writers", f"8 writers + 8 readers: a write, p50 and p99 ({done:.0f} writes/s)", "director", p50, p99,
               f"p99 ≤ {WRITE_MS}", p99 <= WRITE_MS),
    ]  # fmt: skip
