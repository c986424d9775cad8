"""The child process that looks into a foreign file. Started by parent.py only; its limits are those of the readers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guanxi.exchange.previews import books, office, pdf, texts
from guanxi.exchange.readers.child import serve
from guanxi.exchange.readers.limits import Limits


def answer(order: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The one frame that an order asks for."""
    path, limits = Path(order["path"]), Limits(**order["limits"])
    if order["what"] == "page":
        yield {"k": "page", **pdf.page(path, int(order["page"]))}
    elif order["what"] == "pdf":
        yield {"k": "look", **pdf.pages(path)}
    elif order["what"] == "book":
        yield {"k": "look", **books.tables(path, limits)}
    elif order["what"] == "office":
        yield {"k": "look", **office.words(path, limits)}
    else:
        yield {"k": "look", **texts.text(path)}


if __name__ == "__main__":
    serve(answer)
