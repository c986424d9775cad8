"""A real Guanxi, started as `./guanxi run` starts it, in a folder of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get("GUANXI_WEB_DIST") or ROOT / "web" / "dist")
START_SECONDS = 90.0
LINK = re.compile(r"(http://\S+/setup\?token=\S+)")
# What the test runner tells Django must not reach the server that is tested.
NOT_HANDED_ON = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "GUANXI_URL", "GUANXI_SECURE", "GUANXI_PROXIES")


def environment(home: Path, dist: Path) -> dict[str, str]:
    """The environment of a server with this home and this build of the web UI."""
    kept = {key: value for key, value in os.environ.items() if key not in NOT_HANDED_ON}
    own = {"DATABASE_URL": url} if (url := os.environ.get("GUANXI_TEST_DATABASE")) else {}
    # Whoever signed in at the beginning of a long run still counts as proven; tests of proof say otherwise.
    patient = {"GUANXI_STEP_UP_MINUTES": "600"}
    return {**patient, **kept, **own, "GUANXI_HOME": str(home), "GUANXI_WEB_DIST": str(dist)}


def prepare(home: Path, dist: Path) -> Path:
    """A home whose database is migrated, to be copied: migrating takes longer than everything else."""
    command = [sys.executable, "-m", "guanxi.app.cli", "prepare"]
    subprocess.run(command, env=environment(home, dist), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return home


class House:
    """One running server with its worker."""

    def __init__(self, template: Path, home: Path, dist: Path) -> None:
        shutil.copytree(template, home)
        self.home = home
        self.dist = dist
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "House":
        """Start web and worker; returns when /health says well."""
        command = [sys.executable, "-m", "guanxi.app.cli", "run", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=environment(self.home, self.dist), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._well():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)
        return self

    def setup_link(self) -> str:
        """The one-time link that the start has printed."""
        found = LINK.search(self.log.read_text())
        if not found:
            raise RuntimeError(f"no set-up link was printed:\n{self.log.read_text()[-3000:]}")
        return found.group(1)

    def stop(self) -> None:
        """Stop gracefully, or by force when it does not want to."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(25)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _well(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
