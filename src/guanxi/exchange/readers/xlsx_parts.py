"""The small parts of an xlsx package: the list of sheets, the relations, the styles, the shared texts."""

import posixpath
import re
import zipfile
from array import array
from typing import IO

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.numfmt import kind_of
from guanxi.exchange.readers.pulse import beat
from guanxi.exchange.readers.xml_stream import elements, local, parser, pump

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Package:
    """An open archive whose parts are found without regard to case and slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self._names = {n.replace("\\", "/").lstrip("/").lower(): n for n in archive.namelist()}

    def find(self, path: str) -> str | None:
        """The stored name of a part, None when it is absent."""
        return self._names.get(posixpath.normpath(path).lstrip("/").lower())

    def elements(self, path: str) -> list[tuple[str, dict[str, str]]]:
        """All elements of a small part in order; an absent part has none."""
        stored = self.find(path)
        found: list[tuple[str, dict[str, str]]] = []
        if stored is None:
            return found

        def keep(name: str, attributes: dict[str, str]) -> None:
            found.append((name, attributes))
            if len(found) > 500_000:
                raise FileFault("too_big", limit=0)

        with self.archive.open(stored) as stream:
            elements(stream, keep)
        return found

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (kind, path) of a part."""
        folder, name = posixpath.split(part)
        found = {}
        for tag, attributes in self.elements(f"{folder}/_rels/{name}.rels"):
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                path = target if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found


def workbook_path(package: Package) -> str:
    """Where the workbook part lives."""
    for kind, path in package.relations("").values():
        if kind == "officeDocument" and package.find(path):
            return path
    for path in ("xl/workbook.xml",):
        if package.find(path):
            return path
    raise FileFault("corrupt")


def formats(package: Package, path: str | None) -> list[str]:
    """The kind of value that each cell style shows."""
    codes: dict[int, str] = {}
    kinds: list[str] = []
    inside = False
    for tag, attributes in package.elements(path) if path else []:
        if tag == "numFmt":
            codes[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            number = _int(attributes.get("numFmtId"))
            kinds.append(kind_of(number, codes.get(number)))
    return kinds


def unescape(text: str) -> str:
    """Characters that Excel writes as _xHHHH_."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


class SharedTexts:
    """The shared strings in one block of bytes: a million of them cost their length and eight bytes each."""

    def __init__(self, package: Package, path: str | None, limits: Limits) -> None:
        self._blob = bytearray()
        self._ends = array("Q", [0])
        stored = package.find(path) if path else None
        if stored is not None:
            with package.archive.open(stored) as stream:
                self._read(stream, limits)

    def __getitem__(self, index: int) -> str | None:
        if not 0 <= index < len(self._ends) - 1:
            return None
        return self._blob[self._ends[index] : self._ends[index + 1]].decode("utf-8", "replace")

    def _read(self, stream: IO[bytes], limits: Limits) -> None:
        reader, blob, ends = parser(), self._blob, self._ends
        piece: list[str] = []
        whole: list[str] = []
        state = {"on": False, "keep": False, "ruby": 0}

        def start(name: str, attributes: dict[str, str]) -> None:
            name = local(name)
            if name == "t" and not state["ruby"]:
                state["on"] = True
                state["keep"] = attributes.get("xml:space") == "preserve"
            elif name == "rPh":
                state["ruby"] += 1

        def text(data: str) -> None:
            if state["on"]:
                piece.append(data)

        def end(name: str) -> None:
            name = local(name)
            if name == "t" and state["on"]:
                state["on"] = False
                joined = "".join(piece)
                whole.append(joined if state["keep"] else joined.strip(" \t\r\n"))
                piece.clear()
            elif name == "rPh":
                state["ruby"] -= 1
            elif name == "si":
                blob.extend(unescape("".join(whole)).encode("utf-8", "replace"))
                whole.clear()
                ends.append(len(blob))

        reader.StartElementHandler, reader.CharacterDataHandler, reader.EndElementHandler = start, text, end
        for count, _ in enumerate(pump(stream, reader)):
            if count % 16 == 0:
                beat()
            self._check(sum(map(len, piece)), limits)

    def _check(self, open_text: int, limits: Limits) -> None:
        if (
            len(self._ends) > limits.shared_texts
            or len(self._blob) > limits.shared_text_bytes
            or open_text > limits.cell_text
        ):
            raise FileFault("too_big", limit=limits.shared_text_bytes >> 20)


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
