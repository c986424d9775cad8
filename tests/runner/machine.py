"""What the checks need of the machine, installed where that is allowed and named where it is not."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WINDOWLESS = "chromium-headless-shell"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Missing(Exception):
    """Something that the machine lacks and that this run may not install."""


@dataclass(frozen=True, slots=True)
class Slapd:
    """An OpenLDAP server and what it needs to start."""

    program: Path
    schema: Path
    modules: Path


def slapd() -> Slapd:
    """OpenLDAP's server, installed without a service of its own. Raises Missing."""
    found = _slapd()
    if found is None:
        install("slapd", answers=("slapd slapd/no_configuration boolean true",))
        found = _slapd()
    if found is None:
        raise Missing("OpenLDAP's server (Debian: apt-get install slapd)")
    return found


def postgres_folder() -> Path:
    """The folder of initdb and postgres, newest version first. Raises Missing."""
    found = _postgres_folder()
    if found is None:
        install("postgresql")
        found = _postgres_folder()
    if found is None:
        raise Missing("PostgreSQL 15 or newer (Debian: apt-get install postgresql)")
    return found


def chromium() -> Path:
    """The browser. Raises Missing."""
    found = _first(CHROMIUM_NAMES)
    if found is None:
        install("chromium")
        found = _first(CHROMIUM_NAMES)
    if found is None:
        raise Missing("Chromium (Debian: apt-get install chromium)")
    return Path(found)


def windowless_chromium() -> Path:
    """Chromium without the windows around its pages, which cost more than the pages; where there is none, all of it.
    Raises Missing."""
    if shutil.which(WINDOWLESS) is None:
        install(WINDOWLESS)
    found = shutil.which(WINDOWLESS)
    return Path(found) if found else chromium()


def chinese_fonts() -> None:
    """Make sure that Chinese text has glyphs. Raises Missing."""
    if not _has_chinese_fonts():
        install("fonts-noto-cjk", "fontconfig")
    if not _has_chinese_fonts():
        raise Missing("Chinese fonts (Debian: apt-get install fonts-noto-cjk fontconfig)")


def install(*packages: str, answers: tuple[str, ...] = ()) -> None:
    """Install Debian packages when this user may; otherwise do nothing, the caller looks again. `answers` are given to
    what a package would ask."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _alone():
        _update(tuple(sorted(environment.items())))
        if answers and shutil.which("debconf-set-selections"):
            lines = "\n".join(answers)
            subprocess.run(["debconf-set-selections"], input=lines, text=True, env=environment, check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(
            command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Stages that run beside each other install one after the other: the package manager knows only one."""
    with (Path(tempfile.gettempdir()) / "guanxi-install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def _update(environment: tuple[tuple[str, str], ...]) -> None:
    subprocess.run(
        ["apt-get", "update", "-qq"], env=dict(environment), check=False, stdout=subprocess.DEVNULL
    )


def _slapd() -> Slapd | None:
    program, schema = Path("/usr/sbin/slapd"), Path("/etc/ldap/schema")
    modules = next((one.parent for one in Path("/usr/lib").glob("**/ldap/back_mdb*.so*")), None)
    usable = program.exists() and (schema / "inetorgperson.schema").exists() and modules
    return Slapd(program, schema, modules) if usable and modules else None


def _postgres_folder() -> Path | None:
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    named = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    return next((path for path in [*folders, *named] if (path / "initdb").exists()), None)


def _first(names: tuple[str, ...]) -> str | None:
    return next((found for found in map(shutil.which, names) if found), None)


def _has_chinese_fonts() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())
