"""Bombs, broken files and crashing parsers end in a clear fault within ten seconds; nothing else is harmed."""

import random
import time
import zipfile

import pytest
import xlsxwriter
from tests.exchange.shared_data import DATA

from guanxi.exchange.readers import FileFault, Limits, read_rows, survey
from guanxi.exchange.readers import parent as parent_module

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def package(path, sheet: str, shared: str | None = None, **more: str):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", more.get("workbook", WORKBOOK))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if shared is not None:
            archive.writestr("xl/sharedStrings.xml", shared)
    return path


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def read_all(path) -> None:
    survey(path)
    for _ in read_rows(path, "0"):
        pass


def kind_of(path) -> str | None:
    try:
        read_all(path)
    except FileFault as fault:
        return fault.kind
    return None


def fault_of(path) -> str:
    begun = time.monotonic()
    with pytest.raises(FileFault) as caught:
        read_all(path)
    assert time.monotonic() - begun < 10
    return caught.value.kind


def test_a_small_archive_that_grows_to_a_gigabyte(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with archive.open("xl/worksheets/sheet1.xml", "w") as out:
            for _ in range(300):
                out.write(b" " * (1 << 20))
    assert fault_of(path) == "too_big"


def test_many_entries(tmp_path):
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        for n in range(6000):
            archive.writestr(f"xl/x{n}", "")
    assert fault_of(path) == "too_big"


def test_entities_are_refused(tmp_path):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    path = package(tmp_path / "laughs.xlsx", laughs + sheet('<row r="1"><c t="str"><v>&b;</v></c></row>'))
    assert fault_of(path) == "corrupt"
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    path = package(tmp_path / "outside.xlsx", sheet("<row/>"), workbook=outside + WORKBOOK)
    assert fault_of(path) == "corrupt"


def test_a_cell_in_the_last_column(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2000))
    assert fault_of(package(tmp_path / "far.xlsx", sheet(rows))) == "too_many_cells"


def test_a_row_far_down_is_no_burden(tmp_path):
    path = package(tmp_path / "deep.xlsx", sheet('<row r="1048576"><c r="A1048576"><v>7</v></c></row>'))
    rows = survey(path).rows["0"]
    assert [(r.number, r.cells) for r in rows] == [(1048576, [7])]


def test_a_billion_shared_texts_that_are_not_there(tmp_path):
    shared = f'<sst xmlns="{MAIN}" count="1000000000" uniqueCount="1000000000"><si><t>a</t></si></sst>'
    good = package(tmp_path / "good.xlsx", sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), shared)
    assert survey(good).rows["0"][0].cells == ["a"]
    bad = package(
        tmp_path / "bad.xlsx", sheet('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'), shared
    )
    assert fault_of(bad) == "corrupt"


def test_millions_of_shared_texts(tmp_path):
    words = "".join(f"<si><t>{n:x}</t></si>" for n in range(300_000))
    shared = f'<sst xmlns="{MAIN}">{words}</sst>'
    path = package(tmp_path / "words.xlsx", sheet('<row r="1"><c r="A1" t="s"><v>16</v></c></row>'), shared)
    assert survey(path).rows["0"][0].cells == ["10"]
    with pytest.raises(FileFault) as caught:
        survey(path, limits=Limits(shared_text_bytes=100_000))
    assert caught.value.kind == "too_big"


def test_deep_nesting(tmp_path):
    deep = "<a>" * 200_000 + "</a>" * 200_000
    assert fault_of(package(tmp_path / "deep.xlsx", sheet(""), workbook=deep)) == "corrupt"
    path = package(tmp_path / "sheet.xlsx", sheet(deep))
    assert kind_of(path) in {None, "corrupt"}


def test_one_endless_cell(tmp_path):
    text = "".join(random.Random(1).choices("abcdefgh", k=50_000)) * 10
    path = package(tmp_path / "long.xlsx", sheet(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>'))
    assert fault_of(path) == "too_big"


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 5000, b"%PDF-1.7", b"PK\x03\x04 no zip at all", b"<html><table>"]
)
def test_no_table_at_all(tmp_path, content):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert fault_of(path) in {"empty", "unsupported", "corrupt"}


def test_a_truncated_workbook(tmp_path):
    whole = tmp_path / "whole.xlsx"
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet().write_column(0, 0, range(5000))
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole.read_bytes()[:-3000])
    assert fault_of(cut) == "corrupt"


@pytest.mark.parametrize("suffix", ["xls", "xlsb", "xlsx", "ods"])
def test_mutations_never_escape(tmp_path, suffix):
    folder = DATA / "formats" / "spreadsheets"
    if not folder.exists():
        pytest.skip("shared test data is absent: formats")
    original = (
        folder / f"any_sheets.{suffix}" if suffix != "xlsb" else folder / "date_1904.xlsb"
    ).read_bytes()
    dice = random.Random(7)
    for turn in range(12):
        broken = bytearray(original)
        for _ in range(1 + turn * 3):
            broken[dice.randrange(8, len(broken))] = dice.randrange(256)
        path = tmp_path / f"m{turn}.{suffix}"
        path.write_bytes(broken)
        begun = time.monotonic()
        kind_of(path)
        assert time.monotonic() - begun < 10


def stand_in(monkeypatch, code: str) -> None:
    """The child runs this code instead of a reader."""
    real = parent_module.subprocess.Popen

    def popen(command, **options):
        return real([command[0], "-c", code], **options)

    monkeypatch.setattr(parent_module.subprocess, "Popen", popen)


def test_a_parser_that_aborts(tmp_path, monkeypatch):
    stand_in(monkeypatch, "import os; os.abort()")
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    assert fault_of(path) == "too_big"


def test_a_parser_that_hangs(tmp_path, monkeypatch):
    stand_in(monkeypatch, "import time; time.sleep(60)")
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    begun = time.monotonic()
    with pytest.raises(FileFault) as caught:
        survey(path, limits=Limits(silent_seconds=1))
    assert caught.value.kind == "too_slow"
    assert time.monotonic() - begun < 3


def test_a_parser_that_eats_memory(tmp_path, monkeypatch):
    stand_in(monkeypatch, "x = bytearray(b'x' * (400 << 20)); import time; time.sleep(20)")
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    assert fault_of(path) == "too_big"


def test_the_child_sees_no_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    stand_in(
        monkeypatch,
        "import os, json; print(json.dumps({'k': 'fault', 'code': 'corrupt', "
        "'params': {'seen': 'DATABASE_URL' in os.environ}}))",
    )
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    with pytest.raises(FileFault) as caught:
        survey(path)
    assert caught.value.params == {"seen": False}


def test_slow_but_living_work_is_waited_for(tmp_path, monkeypatch):
    beats = 'import time, sys\nfor _ in range(4):\n time.sleep(0.5); print(\'{"k": "beat"}\', flush=True)\n'
    stand_in(monkeypatch, beats + 'print(\'{"k": "fault", "code": "empty", "params": {}}\', flush=True)')
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    with pytest.raises(FileFault) as caught:
        survey(path, limits=Limits(silent_seconds=1))
    assert caught.value.kind == "empty"
