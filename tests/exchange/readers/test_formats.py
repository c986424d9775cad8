"""Every spreadsheet and CSV of the shared format collection: right cells or a clear error."""

import json
import math
from datetime import date, datetime

import pytest
from tests.exchange.shared_data import shared

from guanxi.exchange.readers import CellError, FileFault, read_rows, survey

SHEETS = shared("formats", "spreadsheets")
SPECTRUM = shared("formats", "csv-spectrum")
ORACLE = json.loads((SHEETS / "oracle_cells.json").read_text(encoding="utf-8"))
# texts that the oracle's reader spells differently: a duration, and cells with stray NUL bytes
DURATIONS = {"10 days, 15:10:10": "255:10:10"}


def same(mine, oracle: str) -> bool:
    oracle = DURATIONS.get(oracle, oracle).replace("\x00", "")
    if mine is None or isinstance(mine, CellError):
        return oracle == ""
    if isinstance(mine, bool):
        return oracle == str(mine)
    if isinstance(mine, int | float):
        try:
            return math.isclose(float(oracle), float(mine), rel_tol=1e-12)
        except ValueError:
            return False
    if isinstance(mine, date | datetime):
        return oracle in {str(mine), mine.isoformat()}
    # the oracle cuts texts after 80 characters
    return mine == oracle or (len(oracle) == 80 and mine.startswith(oracle))


def grid(rows, height: int, width: int):
    cells = {(r.number, c): v for r in rows for c, v in enumerate(r.cells)}
    return [[cells.get((r + 1, c)) for c in range(width)] for r in range(height)]


@pytest.mark.parametrize("name", sorted(ORACLE))
def test_cells_are_those_of_the_oracle_or_a_clear_fault(name):
    expected = ORACLE[name]
    if "error" in expected:
        with pytest.raises(FileFault) as caught:
            survey(SHEETS / name)
        assert caught.value.kind in {"encrypted", "too_many_cells"}
        return
    found = survey(SHEETS / name)
    by_name = {s.name: found.rows[s.key] for s in found.info.sheets}
    for sheet, content in expected["sheets"].items():
        if sheet not in by_name:
            assert not any(any(row) for row in content["first"]), f"{sheet} is missing"
            continue
        first = content["first"]
        mine = grid(by_name[sheet], len(first), len(first[0]) if first else 0)
        for number, (got, want) in enumerate(zip(mine, first, strict=True), start=1):
            for column, (value, text) in enumerate(zip(got, want, strict=True)):
                assert same(value, text), (sheet, number, column, value, text)


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.*")), ids=lambda p: p.name)
def test_no_spreadsheet_escapes(path):
    if path.suffix in {".json", ".md"}:
        pytest.skip("not a spreadsheet")
    try:
        kind = survey(path) and None
    except FileFault as fault:
        kind = fault.kind
    assert kind in {None, "encrypted", "too_many_cells", "corrupt", "too_big"}


def test_errors_are_cells_of_their_own():
    rows = survey(SHEETS / "errors.xlsx").rows["0"]
    assert [r.cells[0].text for r in rows] == [
        "#DIV/0!",
        "#NAME?",
        "#VALUE!",
        "#NULL!",
        "#REF!",
        "#NUM!",
        "#N/A",
    ]


def test_merged_ranges_and_hidden_sheets_are_told():
    info = survey(SHEETS / "merge_cells.xlsx").info
    assert info.sheets[0].merges == [(1, 0, 1, 1), (2, 0, 4, 0), (2, 1, 4, 3)]
    hidden = {s.name: s.hidden for s in survey(SHEETS / "any_sheets.xlsx").info.sheets}
    assert hidden["Visible"] is False
    assert hidden["Hidden"] is True
    assert hidden["VeryHidden"] is True


@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("*.csv")), ids=lambda p: p.stem)
def test_csv_spectrum(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    header, *rows = [[c or "" for c in r.cells] for r in read_rows(path, "0") if r.cells]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    if path.stem == "location_coordinates":
        # its expected file is one object, and names another phone number than the CSV
        assert found[0]["Location Coordinates"] == expected["Location Coordinates"]
    else:
        assert found == expected
