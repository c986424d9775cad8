"""The rows of the shared development workbook, scored by its own scorer."""

import ast
import json
import subprocess
import sys

from tests.exchange.acceptance.prepared import expected_form, prepare
from tests.exchange.shared_data import shared

FOLDER = shared("import_workbooks", "dev_a")
EXPECTED = FOLDER / "dev_a_expected.json"


def test_scores(tmp_path):
    truth = json.loads(EXPECTED.read_text(encoding="utf-8"))
    produced, skipped = [], {}
    for name in truth["files"]:
        for _, number, reason, normal in prepare(FOLDER / name):
            if reason:
                skipped.setdefault(name, []).append({"row": number, "reason": reason})
                continue
            fields, errors = expected_form(normal)
            produced.append({"file": name, "row": number, "fields": fields, "errors": errors})
    for name, wanted in truth["files"].items():
        mine = [s for s in skipped.get(name, []) if s["reason"] != "header"]
        assert mine == wanted.get("skip_rows", []), name
    out = tmp_path / "produced.json"
    out.write_text(json.dumps(produced, ensure_ascii=False), encoding="utf-8")
    scorer = FOLDER.parents[1] / "score.py"
    text = subprocess.run(
        [sys.executable, str(scorer), "import", str(EXPECTED), str(out)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    score = ast.literal_eval(text)
    found, of = map(int, score["error_recall"].split("/"))
    assert score["all"] >= 0.98, text
    assert found / of >= 0.95, text
    assert score["false_errors"] <= 0.01 * len(produced), text
    assert score["rows_invented"] == 0, text
