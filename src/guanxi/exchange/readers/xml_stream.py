"""XML read as a stream by expat, with nothing that a hostile file could expand."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from guanxi.exchange.readers.faults import FileFault

CHUNK = 1 << 16


class _Refused(Exception):
    """A document type or entity was declared."""


def _refuse(*_: object) -> int:
    raise _Refused


def parser() -> expat.XMLParserType:
    """An expat parser that refuses document types and entities."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.buffer_size = CHUNK
    made.StartDoctypeDeclHandler = _refuse
    made.EntityDeclHandler = _refuse
    made.ExternalEntityRefHandler = _refuse
    return made


def pump(stream: IO[bytes], target: expat.XMLParserType) -> Iterator[None]:
    """Feed a stream to a parser piece by piece; yields after each piece so that rows can leave."""
    try:
        while chunk := stream.read(CHUNK):
            target.Parse(chunk, False)
            yield
        target.Parse(b"", True)
        yield
    except (
        expat.ExpatError,
        _Refused,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise FileFault("corrupt") from error


def local(name: str) -> str:
    """An element name without its prefix."""
    return name.rpartition(":")[2]


def elements(stream: IO[bytes], seen: Callable[[str, dict[str, str]], None]) -> None:
    """Call `seen` with the local name and attributes of each element of a small part."""
    target = parser()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > 200:
            raise _Refused
        seen(local(name), {local(k): v for k, v in attributes.items()})

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    target.StartElementHandler = start
    target.EndElementHandler = end
    for _ in pump(stream, target):
        pass
