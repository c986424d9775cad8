"""Links of the command line lead to the server that people reach."""

import os
from pathlib import Path

import pytest

from guanxi.app.supervisor import address

PATH = "/join?token=x"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of its own, and an environment that says nothing."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    # Set first, so that what a test leaves behind is taken away.
    monkeypatch.setenv(address.VARIABLE, "")
    monkeypatch.delenv(address.VARIABLE)


def other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(address.VARIABLE, raising=False)


def test_a_verb_beside_the_server_knows_where_the_last_run_was(monkeypatch: pytest.MonkeyPatch) -> None:
    address.settle("http://127.0.0.1:8094")
    assert os.environ[address.VARIABLE] == "http://127.0.0.1:8094"
    other_process(monkeypatch)
    assert address.link(PATH) == "http://127.0.0.1:8094/join?token=x"


def test_what_the_operator_says_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(address.VARIABLE, "https://crm.example.test/")
    address.settle("http://127.0.0.1:8000")
    assert address.link(PATH) == "https://crm.example.test/join?token=x"
    other_process(monkeypatch)
    assert address.link(PATH) == "https://crm.example.test/join?token=x"


def test_nobody_is_led_astray_where_the_address_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert address.link(PATH) == "<address of the server, or set GUANXI_URL>/join?token=x"
    address.settle("http://127.0.0.1:8000")
    other_process(monkeypatch)
    address.settle(None)
    assert address.link(PATH).startswith("<")
