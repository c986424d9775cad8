"""Secrets at rest: open only with their key, for their purpose, at their place, and undamaged."""

import base64
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel import crypto


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test, with keys of its own."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    monkeypatch.delenv("GUANXI_KEYS", raising=False)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    """Read the keys anew."""
    crypto._keys.cache_clear()
    crypto._data_key.cache_clear()


def key(letter: str) -> str:
    """A line of the key file."""
    return f"{letter} {base64.b64encode(letter.encode() * 32).decode()}"


@given(st.text())
def test_what_was_closed_opens(text: str) -> None:
    closed = crypto.close("p", "t|c", text)
    assert crypto.is_closed(closed)
    assert crypto.open_closed("p", "t|c", closed) == text
    assert closed != crypto.close("p", "t|c", text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-5] + ("A" if text[-5] != "A" else "B") + text[-4:],
        lambda text: text[:30],
        lambda text: text.replace("gx1.", "gx2."),
        lambda text: "gx1.unknown." + text.split(".")[2],
        lambda text: "",
        lambda text: "plain",
        lambda text: text.rsplit(".", 1)[0] + ".!!",
    ],
)
def test_damage_is_noticed(change: Callable[[str], str]) -> None:
    closed = crypto.close("p", "t|c", "secret")
    with pytest.raises(crypto.CannotOpen):
        crypto.open_closed("p", "t|c", change(closed))


def test_another_place_or_purpose_does_not_open() -> None:
    closed = crypto.close("p", "t|c|1", "secret")
    for purpose, place in (("p", "t|c|2"), ("q", "t|c|1")):
        with pytest.raises(crypto.CannotOpen):
            crypto.open_closed(purpose, place, closed)


def test_a_new_key_closes_and_the_old_one_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_KEYS", key("a"))
    forget()
    old = crypto.close("p", "t|c", "secret")
    monkeypatch.setenv("GUANXI_KEYS", f"{key('b')},{key('a')}")
    forget()
    assert crypto.open_closed("p", "t|c", old) == "secret"
    assert crypto.close("p", "t|c", "x").startswith("gx1.b.")
    monkeypatch.setenv("GUANXI_KEYS", key("b"))
    forget()
    with pytest.raises(crypto.CannotOpen):
        crypto.open_closed("p", "t|c", old)


def test_the_key_file_is_its_owners_alone(home: Path) -> None:
    crypto.close("p", "t|c", "x")
    assert stat.S_IMODE((home / "keys.txt").stat().st_mode) == 0o400


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_KEYS", f"a {base64.b64encode(b'short').decode()}")
    forget()
    with pytest.raises(ValueError, match="32 bytes"):
        crypto.close("p", "t|c", "x")
