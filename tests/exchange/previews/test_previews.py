"""A look inside foreign files: what is shown of good ones, and that bad ones show nothing and harm nobody."""

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from guanxi.exchange import previews

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def look(content: bytes, way: str) -> dict[str, Any]:
    return json.loads(b"".join(previews.look(lambda: io.BytesIO(content), len(content), way)))  # type: ignore[no-any-return]


def pdf(*texts: str, box: str = "0 0 595 842") -> bytes:
    """A PDF with a page for each text."""
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(texts)))
    parts = ["<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
             f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>"]  # fmt: skip
    for index, text in enumerate(texts):
        words = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {4 + 2 * index} 0 R /Resources {font} >>"
        parts += [page, f"<< /Length {len(words)} >>\nstream\n{words}\nendstream"]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF".encode()


def zipped(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return held.getvalue()


def docx(body: str) -> bytes:
    return zipped(
        word__document_xml=f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    )


def test_what_can_be_looked_into() -> None:
    ways = {("image/png", "a.png"): "picture", (PDF, "a.pdf"): "pdf", ("text/plain", "a.txt"): "text",
            ("text/plain", "a.CSV"): "book", ("text/plain", "a.html"): "text", ("text/plain", "a.svg"): "text",
            ("application/octet-stream", "gb.txt"): "text", ("application/octet-stream", "gb.csv"): "book",
            (f"{OFFICE}spreadsheetml.sheet", "a.xlsx"): "book", ("application/x-ole-storage", "a.xls"): "book",
            (f"{OFFICE}wordprocessingml.document", "a.docx"): "office", ("application/zip", "a.zip"): None,
            ("application/x-ole-storage", "a.doc"): None, ("application/octet-stream", "a.exe"): None}  # fmt: skip
    assert {key: previews.showable(*key) for key in ways} == ways


def test_pages_of_a_pdf() -> None:
    content = pdf("Contract", "Page two")
    assert look(content, "pdf") == {"kind": "pages", "pages": 2, "shown": 2}
    drawn = b"".join(previews.page(lambda: io.BytesIO(content), len(content), 2))
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == (1200, 1699)
    size = int.from_bytes(drawn[33:37])
    pixels = zlib.decompress(drawn[41 : 41 + size])
    assert 0 in pixels
    assert pixels.count(255) > len(pixels) * 0.9
    assert b"".join(previews.page(lambda: io.BytesIO(content), len(content), 3)) == b""


def test_a_page_of_any_size_is_a_picture_of_bounded_size() -> None:
    for box in ("0 0 14000 14000", "0 0 1 19000"):
        content = pdf("x", box=box)
        drawn = b"".join(previews.page(lambda content=content: io.BytesIO(content), len(content), 1))  # type: ignore[misc]
        assert int.from_bytes(drawn[16:20]) * int.from_bytes(drawn[20:24]) <= 4_100_000
    content = pdf("x", box="0 0 900000 900000")
    assert len(b"".join(previews.page(lambda: io.BytesIO(content), len(content), 1))) < 10_000_000


def test_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("报价")
        for row in range(150):
            sheet.write_row(row, 0, ["<b>桥</b>", row, 1.5])
        book.add_worksheet("空")
        book.add_worksheet("藏").hide()
    told = look(path.read_bytes(), "book")
    assert [sheet["name"] for sheet in told["sheets"]] == ["报价", "空"]
    first = told["sheets"][0]
    assert first["rows"][1] == ["<b>桥</b>", "1", "1.5"]
    assert (len(first["rows"]), first["more"]) == (100, True)
    assert look("姓名,手机\n张三,13800138000\n".encode("gb18030"), "book")["sheets"][0]["rows"][0] == [
        "姓名",
        "手机",
    ]


def test_words_of_a_docx_and_of_slides() -> None:
    body = "<w:p><w:r><w:t>甲方：&lt;b&gt;</w:t></w:r></w:p><w:p><w:r><w:t>乙方</w:t><w:tab/><w:t>金桥</w:t></w:r></w:p>"
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    told = look(docx(body + table), "office")
    assert told == {"kind": "text", "text": "甲方：<b>\n乙方\t金桥\n一\t二", "more": False}
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slide = f"<x {a}><a:p><a:r><a:t>%s</a:t></a:r></a:p></x>"
    slides = zipped(ppt__slides__slide10_xml=slide % "十", ppt__slides__slide2_xml=slide % "二")
    assert look(slides, "office")["text"] == "— 2 —\n二\n\n— 10 —\n十"
    long = look(docx("<w:p><w:r><w:t>" + "长" * 90_000 + "</w:t></w:r></w:p>"), "office")
    assert (len(long["text"]), long["more"]) == (60_000, True)


def test_texts() -> None:
    assert look("客户\r\n<script>alert(1)</script>".encode(), "text") == {
        "kind": "text", "text": "客户\n<script>alert(1)</script>", "more": False}  # fmt: skip
    assert look("客户要求下周三之前报价".encode("gb18030"), "text")["text"] == "客户要求下周三之前报价"


BOMB = zipped(word__document_xml="<w>" + " " * 400_000_000 + "</w>")
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    f"]><w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><t>&a;</t></x>'


@pytest.mark.parametrize(
    ("content", "way"),
    [(b"%PDF-1.4 nothing", "pdf"), (b"%PDF-1.4\n" + b"<html><script>alert(1)</script>" * 50, "pdf"), (b"PK\x03\x04 cut", "office"),
     (BOMB, "office"), (zipped(word__document_xml=ENTITIES), "office"), (zipped(word__document_xml=OUTSIDE), "office"),
     (zipped(nothing="x"), "office"), (zipped(nothing="x"), "book"),
     (docx("<w:p>" * 100_000), "office"), (b"", "pdf")],
    ids=["not a pdf", "pdf and html", "cut zip", "zip bomb", "entities", "outside entity",
         "other zip", "other zip as book", "deep", "empty"],
)  # fmt: skip
def test_hostile_files_show_nothing(content: bytes, way: str) -> None:
    told = look(content, way)
    assert told["kind"] == "none", told
    assert "root:" not in json.dumps(told)


def test_what_is_too_large_is_not_even_begun() -> None:
    def never() -> io.BytesIO:
        raise AssertionError("opened")

    assert b"too_big" in b"".join(previews.look(never, 60 << 20, "pdf"))
