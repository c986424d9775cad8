"""A plain text in whatever encoding it is. Runs in the child only."""

from pathlib import Path
from typing import Any

from guanxi.exchange.readers.encoding import detect
from guanxi.exchange.readers.faults import FileFault

MOST = 60_000


def text(path: Path) -> dict[str, Any]:
    """The beginning of the text."""
    with path.open("rb") as file:
        head = file.read(MOST * 4 + 4)
    encoding = detect(head, whole=len(head) < MOST * 4)
    if encoding is None:
        raise FileFault("unsupported")
    # The last character may be cut.
    words = head.decode(encoding, "replace").replace("\r\n", "\n")
    if "\0" in words:
        raise FileFault("unsupported")
    return {"kind": "text", "text": words[:MOST], "more": len(words) > MOST}
