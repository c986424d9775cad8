"""Cells that hold an error are errors on their row and column, whatever the format."""

import re
import struct
import zipfile
from pathlib import Path

import xlwt

from guanxi.exchange.readers import CellError, read_rows, survey

ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet>
<table:table table:name="一">
<table:table-row><table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>
 <table:table-cell office:value-type="string"><text:p>金额</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>郝测试</text:p></table:table-cell>
 <table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>孟测试</text:p></table:table-cell>
 <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error">
 <text:p>#DIV/0!</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def cells(path: Path) -> list[list[object]]:
    """The cells of the first sheet."""
    (sheet, *_) = survey(path).info.sheets
    return [list(row.cells) for row in read_rows(path, sheet.key)]


def test_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for name in ("一", "二"):
        sheet = book.add_sheet(name)
        sheet.write(0, 0, "姓名")
        sheet.write(0, 1, "金额")
        for row in range(1, 400):
            sheet.write(row, 0, f"人{row}")
            sheet.write(row, 1, row)
    book.get_sheet(1).row(400).set_cell_text(0, "孟测试")
    book.get_sheet(1).row(400).set_cell_error(1, 0x2A)
    book.get_sheet(1).row(400).set_cell_error(3, 0x17)
    path = tmp_path / "book.xls"
    book.save(str(path))
    first, second = survey(path).info.sheets
    assert len(list(read_rows(path, first.key))) == 400
    last = list(read_rows(path, second.key))[-1]
    assert last.cells == ["孟测试", CellError("#N/A"), None, CellError("#REF!")]


def test_ods(tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        # Its reader wants no white space between the elements.
        archive.writestr("content.xml", re.sub(r">\s+<", "><", ODS))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    assert cells(path)[-1] == ["孟测试", CellError("#DIV/0!")]
    assert cells(path)[1] == ["郝测试", 5]


RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.bin"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>"""


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an xlsb part; kind and length are written seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_xlsb(tmp_path: Path) -> None:
    def row(number: int) -> bytes:
        return record(0, struct.pack("<I", number) + bytes(13))

    def cell(kind: int, column: int, value: bytes) -> bytes:
        return record(kind, struct.pack("<II", column, 0) + value)

    sheet = (
        record(129) + record(148, struct.pack("<IIII", 0, 2, 0, 3)) + record(145)
        + row(0) + cell(6, 0, wide("姓名")) + cell(6, 1, wide("金额"))
        + row(1) + cell(6, 0, wide("孟测试")) + cell(3, 1, b"\x2a") + cell(11, 3, b"\x17" + bytes(10))
        + row(2) + cell(6, 0, wide("郝测试")) + cell(5, 1, struct.pack("<d", 5))
        + record(146) + record(130)
    )  # fmt: skip
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("一"))
        + record(144)
    )
    path = tmp_path / "book.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        archive.writestr("xl/workbook.bin", book + record(132))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    assert cells(path) == [
        ["姓名", "金额"], ["孟测试", CellError("#N/A"), None, CellError("#REF!")], ["郝测试", 5],
    ]  # fmt: skip
