"""A measured line, and the table and JSON of many."""

import json
import platform
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

# The processor time of `loop_ms` on the machine whose figures stand in docs/operators/performance.md.
REFERENCE_MS = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line; times in milliseconds, rates in requests a second.

    `loop_ms` is how fast the machine was beside it, where that matters, and `there` whether the budget is held in
    proportion: times reckoned down to a machine of REFERENCE_MS, which is no measurement; rates by their share of the
    limit in the same seconds, which is one.
    """

    key: str
    what: str
    user: str
    p50: float
    p95: float
    budget: str
    held: bool = False
    loop_ms: int = 0
    there: bool | None = None


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    heads = ["work", "user", "p50", "p95", "budget", "held", "loop_ms", "in proportion"]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for item in figures:
        cells = [item.what, item.user, f"{item.p50:.1f}", f"{item.p95:.1f}", item.budget, _word(item.held)]
        cells += [str(item.loop_ms or ""), "" if item.there is None else _word(item.there)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _word(held: bool) -> str:
    return "yes" if held else "**no**"


def judged(figure: Figure, held: Callable[[float], bool]) -> Figure:
    """A figure with its verdicts: `held` says whether the budget is held on a machine that many times as fast."""
    by = max(figure.loop_ms / REFERENCE_MS, 1.0)
    return replace(figure, held=held(1.0), there=held(by))


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
        "cores": cores, "memory_gib": memory, "python": platform.python_version(), "loop_ms": loop_ms(),
    }  # fmt: skip


def loop_ms() -> int:
    """Milliseconds of processor time for a fixed piece of work, the best of five: how fast the machine was just now.

    Virtual machines change their speed without a word; runs compare only where this agrees.
    """
    return round(min(_loop() for _ in range(5)) * 1000)


def _loop() -> float:
    start = time.process_time()
    held: dict[int, str] = {}
    for number in range(300_000):
        held[number % 1000] = f"{number}x"
    return time.process_time() - start
