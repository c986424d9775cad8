"""Where the shared test data lies, and the skip when it is not there."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared(*parts: str) -> Path:
    """A file or folder of the shared data; skips the test when the data is absent."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared test data is absent: {'/'.join(parts)}", allow_module_level=True)
    return path
