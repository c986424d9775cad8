"""The three files of dev_a through the API: read right, merged right, and a second time nothing new."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.exchange.projects.flow import Importer, expected_form, files_of
from tests.exchange.shared_data import shared

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def folder() -> Path:
    """The folder of dev_a."""
    return shared("import_workbooks", "dev_a")


def test_values_errors_clusters_and_a_second_run(folder: Path, tmp_path: Path) -> None:
    importer = Importer()
    expected = json.loads((folder / "dev_a_expected.json").read_text())
    plan = importer.plan(files_of(folder))
    assert importer.step(plan["id"], "check")["state"] == "checked"
    done = importer.step(plan["id"], "run")
    assert (done["state"], done["failed"]) == ("done", 0)
    rows = importer.rows(plan["id"])
    _assert_score(folder, tmp_path, rows)
    _assert_clusters(expected, rows)
    before = importer.call("POST", "/records/contacts/query", {"columns": ["name"], "count": "exact"})[
        "count"
    ]
    again = importer.plan(files_of(folder))
    importer.step(again["id"], "check")
    second = importer.step(again["id"], "run")
    assert (second["created"], second["failed"]) == (0, 0)
    after = importer.call("POST", "/records/contacts/query", {"columns": ["name"], "count": "exact"})["count"]
    assert after == before


def _assert_score(folder: Path, tmp_path: Path, rows: list) -> None:
    produced = tmp_path / "rows.json"
    produced.write_text(json.dumps([expected_form(row) for row in rows if row["state"] != "skipped"]))
    scorer = folder.parents[1] / "score.py"
    command = [sys.executable, str(scorer), "import", str(folder / "dev_a_expected.json"), str(produced)]
    score = eval(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found, wanted = map(int, score["error_recall"].split("/"))
    assert score["all"] >= 0.98, score
    assert found >= 0.95 * wanted, score
    assert score["false_errors"] <= 0.01 * len(rows), score
    assert score["rows_invented"] == 0, score


def _assert_clusters(expected: dict, rows: list) -> None:
    records = {(row["file"], row["row"]): row["record_id"] for row in rows}
    duplicates = expected["duplicates"]
    split = [
        name
        for name, places in duplicates["must_merge_clusters"].items()
        if len({records.get((file, number)) for file, number in places}) != 1
    ]
    assert split == []
    entities: dict[str, set] = {}
    for file, sheet in expected["files"].items():
        for row in sheet["rows"]:
            entities.setdefault(row["entity"], set()).add(
                records.get((file, row.get("row") or row.get("record")))
            )
    joined = [pair for pair in duplicates["must_not_merge"] if entities[pair[0]] & entities[pair[1]] - {None}]
    assert joined == []
