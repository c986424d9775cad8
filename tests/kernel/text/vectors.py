"""Reads the shared test vectors, which lie beside the checkout and are no part of it."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def shared_json(*path: str) -> Any:
    """The parsed file under ../shared/data; skips the test, saying so, where the folder is not there."""
    file = SHARED.joinpath(*path)
    if not file.exists():
        pytest.skip(f"the shared test data is not here: ../shared/data/{'/'.join(path)}")
    return json.loads(file.read_text("utf-8"))
