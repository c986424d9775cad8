"""`./guanxi bench ui`: the times of the web UI against a running server with much data, each beside its budget."""

import argparse
import json
import os
import shutil
import statistics
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench import ui_steps as steps
from bench.figures import facts
from bench.home import loaded
from bench.measure import wait_healthy
from bench.serving import serving

PASSWORD = "bench-password-1"
ROUNDS = 5
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure may be; `least` turns the limit round."""

    key: str
    what: str
    unit: str
    limit: float
    least: bool = False


BUDGETS = [
    Budget("today.lcp", "LCP, today, large screen, local server", "ms", 1000),
    Budget("list.lcp", "LCP, list, large screen, local server", "ms", 1000),
    Budget("record.lcp", "LCP, record, large screen, local server", "ms", 1000),
    Budget("slow.lcp", "LCP, list, phone, slow 4G and a quarter of the processor", "ms", 2500),
    Budget("slow.tbt", "TBT, the same", "ms", 300),
    Budget("cls", "layout shift, the worst page", "", 0.02),
    Budget("route", "route change to painted content, warm, the slowest of three", "ms", 200),
    Budget("inp75", "key or click to paint, p75 of those over 16 ms", "ms", 100),
    Budget("inp", "key or click to paint, worst", "ms", 200),
    Budget("commit", "inline edit commit to paint", "ms", 50),
    Budget("fps", "scrolling 120 px a frame, frames a second", "", 55, least=True),
    Budget("frame95", "scrolling, frame p95", "ms", 20),
    Budget("palette", "palette open", "ms", 80),
    Budget("results", "palette, first results from the server", "ms", 250),
    Budget("list.requests", "requests on first load, list", "", 16),
    Budget("record.record_calls", "record calls before the record stands", "", 2),
]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: the median of the rounds, and each of them."""

    key: str
    what: str
    unit: str
    median: float
    rounds: list[float]
    limit: float
    held: bool


def main(words: list[str]) -> int:
    """Load when the home is empty, serve, measure, print; 1 when a budget is not held."""
    parser = argparse.ArgumentParser(prog="./guanxi bench ui")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--home", default="var/bench")
    parser.add_argument("--port", type=int, default=8098)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json")
    args = parser.parse_args(words)
    environment = loaded(Path(args.home).resolve(), args.contacts)
    base = f"http://127.0.0.1:{args.port}"
    with serving(environment, args.port), sync_playwright() as driver:
        wait_healthy(base, 60)
        browser = driver.chromium.launch(executable_path=_chromium(), args=QUIET)
        lines = _lines(_rounds(_signed_in(browser, base), args.rounds))
        browser.close()
    about = {**facts(args.contacts, "sqlite"), "rounds": args.rounds}
    print(json.dumps(about, ensure_ascii=False))
    print(table(lines))
    if args.json:
        told = {"facts": about, "figures": [asdict(line) for line in lines]}
        Path(args.json).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(line.held for line in lines) else 1


def table(lines: list[Line]) -> str:
    """The figures as a Markdown table."""
    rows = ["| what | median | rounds | budget | held |", "|---|---|---|---|---|"]
    for line in lines:
        sign = "≥" if _budget(line.key).least else "≤"
        spread = f"{_shown(min(line.rounds))}–{_shown(max(line.rounds))}"
        held = "yes" if line.held else "**no**"
        unit = f" {line.unit}" if line.unit else ""
        rows.append(
            f"| {line.what} | {_shown(line.median)}{unit} | {spread} | {sign} {line.limit:g}{unit} | {held} |"
        )
    return "\n".join(rows)


def _rounds(bench: steps.Bench, rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        loads = {
            "today": steps.first_load(bench, "/today"),
            "list": steps.first_load(bench, "/m/contacts"),
            "record": steps.first_load(bench, "/m/contacts/{record}"),
            "slow": steps.first_load(bench, "/m/contacts", small=True),
        }
        for page, told in loads.items():
            for key, value in told.items():
                found[f"{page}.{key}"].append(value)
        found["cls"].append(max(told["cls"] for told in loads.values()))
        for measure in (steps.routes, steps.interactions, steps.editing, steps.scrolling, steps.palette):
            for key, value in measure(bench).items():
                found[key].append(value)
    return found


def _lines(found: dict[str, list[float]]) -> list[Line]:
    lines = []
    for budget in BUDGETS:
        median = statistics.median(found[budget.key])
        held = median >= budget.limit if budget.least else median <= budget.limit
        lines.append(
            Line(budget.key, budget.what, budget.unit, median, found[budget.key], budget.limit, held)
        )
    return lines


def _signed_in(browser: Browser, base: str) -> steps.Bench:
    """The director, signed in by the login page, and a record to look at."""
    context = browser.new_context(base_url=base, locale="zh-CN")
    page = context.new_page()
    page.goto("/login")
    page.locator("input").nth(0).fill("director")
    page.locator("input").nth(1).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
    token = next(item["value"] for item in context.cookies() if str(item.get("name")).endswith("guanxi_csrf"))
    body = {"columns": ["name"], "limit": 1}
    answer = context.request.post(
        "/api/v1/records/contacts/query", data=body, headers={"X-CSRFToken": token}
    ).json()
    state: Any = context.storage_state()
    context.close()
    return steps.Bench(browser, base, state, answer["records"][0]["id"])


def _budget(key: str) -> Budget:
    return next(item for item in BUDGETS if item.key == key)


def _shown(value: float) -> str:
    return f"{value:.3f}" if 0 < value < 1 else f"{value:.0f}"


def _chromium() -> str | None:
    return os.environ.get("GUANXI_CHROMIUM") or shutil.which("chromium")
