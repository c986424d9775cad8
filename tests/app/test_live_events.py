"""Live events through a real server: who is told what, when a stream ends, and that streams hold up nobody."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.app.served import PASSWORD, Served, served

pytestmark = pytest.mark.both_databases
ENDS_WITHIN = 5.0


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a director, two sellers and an administrator."""
    with served(tmp_path_factory.mktemp("live")) as made:
        made.people(qian="director", sun="sales", li="sales", zhou="administrator")
        yield made


class Listener:
    """One open stream, read in a thread of its own."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        assert response.status == 200, response.read()
        assert response.headers["Content-Type"] == "text/event-stream"
        self.bytes = b""
        self.ended = threading.Event()
        self._response = response
        self._socket: socket.socket = response.sock  # type: ignore[attr-defined]
        threading.Thread(target=self._read, daemon=True).start()

    @classmethod
    def of(cls, house: Served, username: str, **headers: str) -> "Listener":
        """The stream of a program."""
        return cls(
            house.ask(
                "GET", "/api/v1/events", {"Authorization": f"Bearer {house.tokens[username]}", **headers}
            )
        )

    def events(self) -> list[tuple[str, Any]]:
        """What has come so far."""
        blocks = [dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
                  for block in self.bytes.decode().split("\n\n")]  # fmt: skip
        return [(block["event"], json.loads(block["data"])) for block in blocks if "event" in block]

    def wait(self, event: str, /, **wanted: Any) -> dict[str, Any]:
        """The first event of a kind that carries these data."""
        deadline = time.monotonic() + 8
        while time.monotonic() < deadline:
            for found, data in self.events():
                if found == event and wanted.items() <= data.items():
                    return dict(data)
            time.sleep(0.05)
        pytest.fail(f"no {event} {wanted} in {self.events()}")

    def close(self) -> None:
        """Leave."""
        self._socket.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        try:
            while part := self._response.read1(4096):
                self.bytes += part
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        self.ended.set()


def test_records_are_told_to_those_who_see_them(house: Served) -> None:
    own, other, head = (Listener.of(house, name) for name in ("sun", "li", "qian"))
    made = house.call("sun", "POST", "/records/contacts", {"values": {"name": "隐秘客户"}})
    told = own.wait("record", module="contacts", verb="create", mine=True)
    assert told["ids"] == [made["id"]]
    assert head.wait("record", module="contacts", verb="create", mine=False)["ids"] == [made["id"]]
    mine = house.call("li", "POST", "/records/contacts", {"values": {"name": "自己的"}})
    assert other.wait("record", module="contacts", mine=True)["ids"] == [mine["id"]]
    assert made["id"] not in [one for _, data in other.events() for one in data.get("ids", ())]
    assert "隐秘" not in other.bytes.decode()
    house.call("sun", "DELETE", f"/records/contacts/{made['id']}")
    assert head.wait("record", verb="delete")["ids"] == [made["id"]]


def test_notifications_and_jobs_come_to_their_person(house: Served) -> None:
    stream, other = Listener.of(house, "li"), Listener.of(house, "sun")
    me = house.call("li", "GET", "/me")
    house.call("qian", "POST", "/records/contacts", {"values": {"name": "移交的", "owner": me["id"]}})
    assert stream.wait("notification", kind="assigned")["id"]
    job = house.call(
        "li", "POST", "/exports", {"module": "contacts", "all": True, "columns": ["name"], "format": "csv"}
    )
    assert stream.wait("job", id=job["id"], state="done")["kind"] == "records.export"
    assert not [kind for kind, _ in other.events() if kind in ("notification", "job")]


def test_what_was_missed_is_told_on_return(house: Served) -> None:
    first = Listener.of(house, "sun")
    house.call("sun", "POST", "/records/accounts", {"values": {"name": "第一家"}})
    first.wait("record", module="accounts")
    mark = [line[4:] for line in first.bytes.decode().splitlines() if line.startswith("id: ")][-1]
    first.close()
    made = house.call("sun", "POST", "/records/accounts", {"values": {"name": "第二家"}})
    hidden = house.call("li", "POST", "/records/accounts", {"values": {"name": "别人的"}})
    again = Listener.of(house, "sun", **{"Last-Event-ID": mark})
    told = again.wait("record", module="accounts", verb="create")
    assert made["id"] in told["ids"]
    assert hidden["id"] not in told["ids"]


def test_a_stream_ends_with_its_session(house: Served) -> None:
    cookies, csrf = _sign_in(house, "sun")
    stream = Listener(house.ask("GET", "/api/v1/events", {"Cookie": cookies}))
    time.sleep(1.5)
    assert not stream.ended.is_set()
    house.ask("DELETE", "/_allauth/browser/v1/auth/session", {"Cookie": cookies, "X-CSRFToken": csrf}).read()
    assert stream.ended.wait(ENDS_WITHIN)


def test_a_stream_ends_with_its_account(house: Served) -> None:
    house.people(wu="sales")
    stream = Listener.of(house, "wu")
    people = house.call("zhou", "GET", "/people")["people"]
    found = next(one["id"] for one in people if one["username"] == "wu")
    time.sleep(1.5)
    house.call("zhou", "PATCH", f"/people/{found}", {"active": False})
    assert stream.ended.wait(ENDS_WITHIN)


def test_streams_hold_up_nobody(house: Served) -> None:
    streams = [Listener.of(house, "sun") for _ in range(40)]
    begin = time.monotonic()
    for _ in range(10):
        house.call("sun", "POST", "/records/contacts/query", {"limit": 5})
    assert time.monotonic() - begin < 3
    for stream in streams:
        stream.close()


def test_nobody_is_told_nothing(house: Served) -> None:
    assert house.ask("GET", "/api/v1/events", {}).status == 401
    assert house.ask("GET", "/api/v1/events", {"Authorization": "Bearer x"}).status == 401


def test_a_stop_ends_the_streams_at_once(house: Served) -> None:
    stream = Listener.of(house, "sun")
    begin = time.monotonic()
    house.house.stop()
    assert time.monotonic() - begin < ENDS_WITHIN
    assert stream.ended.wait(1)


def _sign_in(house: Served, username: str) -> tuple[str, str]:
    """The cookies of a new session, and its CSRF token."""
    jar: dict[str, str] = {}
    for method, path, body in (
        ("GET", "/_allauth/browser/v1/config", None),
        ("POST", "/_allauth/browser/v1/auth/login", {"username": username, "password": PASSWORD}),
    ):
        sent = {
            "Cookie": _line(jar),
            "X-CSRFToken": jar.get("guanxi_csrf", ""),
            "Content-Type": "application/json",
        }
        response = house.ask(method, path, sent, body)
        assert response.status == 200, response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            jar[name] = value
        response.read()
    return _line(jar), jar["guanxi_csrf"]


def _line(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())
