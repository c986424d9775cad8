"""A measured line, and the table and JSON of many."""

import json
import platform
import resource
import subprocess
import time
from dataclasses import asdict, dataclass
from typing import Any


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


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| work | user | p50 | p95 | budget | held |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {item.what} | {item.user} | {item.p50:.1f} | {item.p95:.1f} | {item.budget} | {'yes' if item.held else '**no**'} |"
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
