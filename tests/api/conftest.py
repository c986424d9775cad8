"""The company that the tests of the API call."""

from pathlib import Path

import pytest
from tests.api.company import Company, make_company


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of exports and imports lie in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def company(db: None, own_home: Path, gadgets: str) -> Company:
    """One person of every role, with records of every target."""
    return make_company()
