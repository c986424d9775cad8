"""Pages of a PDF as pictures. Neither its scripts nor its forms are started. Runs in the child only."""

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

from guanxi.exchange.readers.faults import FileFault

MOST_PAGES = 40
WIDTH = 1200
MOST_PIXELS = 4_000_000


def pages(path: Path) -> dict[str, Any]:
    """How many pages there are, and how many of them are shown."""
    count = len(_opened(path))
    return {"kind": "pages", "pages": count, "shown": min(count, MOST_PAGES)}


def page(path: Path, number: int) -> dict[str, Any]:
    """One page, the first is 1."""
    book = _opened(path)
    if not 1 <= number <= min(len(book), MOST_PAGES):
        raise FileFault("no_sheet")
    leaf = book[number - 1]
    width, height = leaf.get_size()
    if not (0 < width < 20_000 and 0 < height < 20_000):
        raise FileFault("too_big", limit=0)
    scale = min(WIDTH / width, 4.0, (MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = leaf.render(scale=scale, rev_byteorder=True)
    return {"png": base64.b64encode(_png(bitmap)).decode()}


def _opened(path: Path) -> Any:
    import pypdfium2  # lazy: a library of several megabytes that no other child needs

    try:
        return pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        raise FileFault("encrypted" if "assword" in str(error) else "corrupt") from error


def _png(bitmap: Any) -> bytes:
    """Rows of red, green, blue (and one byte more) as a picture file; a library for that would decode pictures too."""
    raw, stride, channels = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
    width, height = bitmap.width, bitmap.height
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + raw[top : top + width * channels] for top in range(0, height * stride, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
