"""A real OpenLDAP server, and a company that is connected to it."""

from collections.abc import Iterator

import pytest
from tests.api.browser import Browser, employed
from tests.api.directories.house import LI, WANG, bring_in, connect
from tests.runner.slapd import DirectoryServer, directory_or_skip


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows this machine."""
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8,::1/128")


@pytest.fixture(scope="module")
def server() -> Iterator[DirectoryServer]:
    """One server for all; `fresh` gives it its people."""
    yield from directory_or_skip()


@pytest.fixture
def fresh(server: DirectoryServer) -> DirectoryServer:
    """The server with Wang and Li."""
    server.holds(WANG, LI)
    return server


@pytest.fixture
def boss() -> Browser:
    """An administrator."""
    return employed("boss", "administrator")


@pytest.fixture
def key(boss: Browser, fresh: DirectoryServer) -> str:
    """The directory in the settings; Wang has an account by it."""
    made = connect(boss, fresh)
    bring_in(boss, made, WANG)
    return made
