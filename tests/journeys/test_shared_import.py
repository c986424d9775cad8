"""The three files of dev_a through the browser: read right, nothing invented, and a second time nothing new."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.exchange.projects.flow import expected_form
from tests.exchange.shared_data import shared
from tests.journeys.desk import DESK, PATIENCE, PHONE, Desk
from tests.journeys.people import Person
from tests.journeys.test_first_import import upload

JOB = 4 * PATIENCE


def import_by_hand(desk: Desk, files: list[Path]) -> str:
    """Give the files to the wizard and go through it to its end; the import's id."""
    page, t = desk.page, desk.t
    desk.go("/imports")
    upload(page, *files)
    check = desk.button("imports.check")
    expect(check).to_be_enabled(timeout=JOB)
    check.click()
    run = page.get_by_role("button", name=t.pattern("imports.run"))
    expect(run).to_be_enabled(timeout=JOB)
    run.click()
    expect(page.get_by_role("heading", name=t.pattern("imports.doneTitle"))).to_be_visible(timeout=JOB)
    return page.url.rsplit("/", 1)[1]


def rows_of(person: Person, import_id: str) -> list[dict[str, Any]]:
    """Every physical row of an import."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = person.call("GET", f"/imports/{import_id}/rows?limit=200{cursor}")
        found += answer["rows"]
        if answer["next_cursor"] is None:
            return found
        cursor = f"&cursor={answer['next_cursor']}"


def assert_score(folder: Path, produced: Path, rows: list[dict[str, Any]]) -> None:
    """Hold the rows to what the files really say. Raises AssertionError."""
    produced.write_text(json.dumps([expected_form(row) for row in rows if row["state"] != "skipped"]))
    scorer, expected = folder.parents[1] / "score.py", folder / "dev_a_expected.json"
    command = [sys.executable, str(scorer), "import", str(expected), str(produced)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    score = json.loads(told.replace("'", '"'))
    found, wanted = map(int, score["error_recall"].split("/"))
    assert score["all"] >= 0.98, score
    assert found >= 0.95 * wanted, score
    assert score["false_errors"] <= 0.01 * len(rows), score
    assert score["rows_invented"] == 0, score


@pytest.mark.parametrize("mix", [DESK.param(), PHONE.param(pytest.mark.slow)])
def test_the_three_files_land_right_and_once(desk: Desk, person: Person, tmp_path: Path) -> None:
    folder = shared("import_workbooks", "dev_a")
    files = sorted(path for path in folder.iterdir() if path.suffix in {".xlsx", ".csv"})
    first = import_by_hand(desk, files)
    assert_score(folder, tmp_path / "rows.json", rows_of(person, first))
    landed = person.call("GET", f"/imports/{first}")
    assert (landed["state"], landed["failed"]) == ("done", 0)
    assert landed["created"] > 0
    again = person.call("GET", f"/imports/{import_by_hand(desk, files)}")
    assert (again["state"], again["created"], again["failed"]) == ("done", 0, 0)
