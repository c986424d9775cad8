"""The two steps of a measurement, each in a process of its own with Django set up."""

import signal
import subprocess
import sys
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402

from bench import load, measure  # noqa: E402
from guanxi.access.accounts import new_token  # noqa: E402
from guanxi.access.models import User  # noqa: E402


def run_measure(contacts: int, port: int, target: str) -> int:
    """Serve, measure, print; 1 when a budget is not held."""
    tokens = {
        name: new_token(User.objects.get(username=name), "bench", days=1)
        for name in ("seller", "manager", "director")
    }
    vendor = connection.vendor
    connection.close()
    base = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-m", "guanxi.app.cli", "run", "--port", str(port)])
    try:
        healthy = measure.wait_healthy(base, 60)
        figures = measure.measure(base, tokens)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    start = measure.Figure("start", "start to healthy (s)", "-", healthy, healthy, "≤ 3", healthy <= 3)
    figures.append(start)
    about = measure.facts(contacts, vendor)
    print(about)
    print(measure.table(figures))
    if target:
        Path(target).write_text(measure.as_json(figures, about), encoding="utf-8")
    return 0 if all(item.held for item in figures) else 1


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load.fill(int(sys.argv[2]))
        sys.exit(0)
    sys.exit(run_measure(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
