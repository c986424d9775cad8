"""The two steps of a measurement, each in a process of its own with Django set up."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402

from bench import crowd, load, measure  # noqa: E402
from bench.figures import Figure, as_json, facts, judged, loop_ms, table  # noqa: E402
from bench.opened import open_records  # noqa: E402
from guanxi.access.accounts import new_token  # noqa: E402
from guanxi.access.models import User  # noqa: E402
from guanxi.records.tidy_search import tidy_search  # noqa: E402

USERS = ("seller", "manager", "partner", "director")
IDLE_SECONDS = 10


def run_measure(contacts: int, port: int, target: str) -> int:
    """Serve, measure, print; 1 when a budget is not held."""
    open_records()
    tidy_search()
    tokens = {name: new_token(_user(name), "bench", days=1) for name in USERS}
    browsers = {name: _browser(_user(name)) for name in USERS}
    vendor = connection.vendor
    connection.close()
    base = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-m", "guanxi.app.cli", "run", "--port", str(port)])
    try:
        healthy = measure.wait_healthy(base, 60)
        start = Figure("start", "start to healthy (s)", "-", healthy, healthy, "≤ 3", loop_ms=loop_ms())
        time.sleep(IDLE_SECONDS)
        figures = [
            judged(start, lambda by: healthy / by <= 3),
            measure.idle_memory(server.pid),
            *measure.measure(base, tokens),
            *_rates(port, browsers, vendor),
            *crowd.writers(port, browsers["director"]),
        ]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    load.forget_later(contacts)
    about = facts(contacts, vendor)
    print(about)
    print(table(figures))
    if target:
        Path(target).write_text(as_json(figures, about), encoding="utf-8")
    return 0 if all(item.held for item in figures) else 1


def _rates(port: int, browsers: dict[str, crowd.Browser], vendor: str) -> list[Figure]:
    with crowd.limit(port + 1) as limit:
        return [crowd.rate((port, limit), name, browsers, vendor) for name in browsers]


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _browser(user: User) -> crowd.Browser:
    """A session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return crowd.Browser(str(session.session_key), "a" * 32)


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load.fill(int(sys.argv[2]))
        sys.exit(0)
    sys.exit(run_measure(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
