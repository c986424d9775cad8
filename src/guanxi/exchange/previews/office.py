"""The words of a DOCX or PPTX: paragraphs, tables and slides without their looks. Runs in the child only."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.archive import open_archive
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.xml_stream import local, parser, pump

MOST = 60_000
DOCUMENT = "word/document.xml"
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")


def words(path: Path, limits: Limits) -> dict[str, Any]:
    """The text as far as it is shown."""
    with open_archive(path, limits) as archive:
        names = set(archive.namelist())
        slides = sorted((int(match[1]), name) for name in names if (match := _SLIDE.fullmatch(name)))
        if DOCUMENT in names:
            found = list(_until_full(archive, [(0, DOCUMENT)]))
        elif slides:
            found = list(_until_full(archive, slides))
        else:
            raise FileFault("unsupported")
    text = "\n\n".join(found)
    return {"kind": "text", "text": text[:MOST], "more": len(text) > MOST}


def _until_full(archive: zipfile.ZipFile, parts: list[tuple[int, str]]) -> Iterator[str]:
    size = 0
    for number, name in parts:
        text = _text_of(archive, name)
        yield f"— {number} —\n{text}" if number else text
        size += len(text)
        if size > MOST:
            return


def _text_of(archive: zipfile.ZipFile, name: str) -> str:
    """What stands in the text elements (t) of a part; paragraphs (p) end lines, cells (tc) are set apart."""
    out: list[str] = []
    size, inside = 0, False

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = local(element) == "t"
        if local(element) in ("tab", "br"):
            out.append("\t" if local(element) == "tab" else "\n")

    def end(element: str) -> None:
        nonlocal inside
        inside = False
        if local(element) in ("p", "tr"):
            out.append("\n")
        elif local(element) == "tc":
            _join_cell(out)

    def said(text: str) -> None:
        nonlocal size
        if inside:
            out.append(text)
            size += len(text)

    target = parser()
    target.StartElementHandler, target.EndElementHandler, target.CharacterDataHandler = start, end, said
    try:
        with archive.open(name) as stream:
            for _ in pump(stream, target):
                if size > MOST:
                    break
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise FileFault("corrupt") from error
    return re.sub(r"\n{3,}", "\n\n", "".join(out)).strip()


def _join_cell(out: list[str]) -> None:
    """A cell ends with a tab and not with the line of its last paragraph."""
    if out and out[-1] == "\n":
        out[-1] = "\t"
