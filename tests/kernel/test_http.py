"""The one way out: where it goes, and where it does not."""

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel import addresses, http

PRIVATE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:808:808::", "2001::1", "2001:db8::1", "100::1", "5f00::1", "3fff::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "8.8.8.8", "114.114.114.114", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2400:3200::1",
          "2606:4700:4700::1111", "2a00:1450::1")  # fmt: skip


@pytest.mark.parametrize("text", PRIVATE)
def test_not_public(text: str) -> None:
    assert not addresses.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public(text: str) -> None:
    assert addresses.is_public(ipaddress.ip_address(text))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: Any) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not addresses.is_public(address)


@given(st.ip_addresses(v=4))
def test_no_way_to_write_a_private_address_makes_it_public(inner: Any) -> None:
    number = int(inner)
    wrapped = [
        ipaddress.IPv6Address((0xFFFF << 32) | number), ipaddress.IPv6Address(number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number), ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ]  # fmt: skip
    assert not any(addresses.is_public(one) for one in wrapped)


class _Other(BaseHTTPRequestHandler):
    """Another machine, which says what a test wants."""

    def do_GET(self) -> None:
        """Answer."""
        self.server.hosts.append(self.headers["Host"])  # type: ignore[attr-defined]
        self.server.say(self)  # type: ignore[attr-defined]

    do_POST = do_GET  # noqa: N815 - as the library calls it

    def log_message(self, *args: Any) -> None:
        """Quietly."""


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Another machine on a private address that the operator allows."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Other)
    server.hosts, server.daemon_threads = [], True
    server.say = lambda one: _answer(one, 200, b'{"ok":true}')
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8")
    yield server
    server.shutdown()
    server.server_close()


def _answer(one: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    one.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        one.send_header(name, value)
    one.end_headers()
    one.wfile.write(body)


def test_an_answer(other: Any) -> None:
    found = http.call("GET", f"{other.url}/x")
    assert (found.status, found.json()) == (200, {"ok": True})
    assert http.call("POST", other.url, json={"a": 1}).status == 200
    assert http.call("POST", other.url, form={"a": "1"}).status == 200


def test_whose_certificates_count_is_read_once(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    http.call("GET", other.url)
    read: list[Any] = []
    monkeypatch.setattr(ssl, "create_default_context", lambda *a, **k: read.append((a, k)))
    assert http.call("GET", other.url).status == 200
    assert read == []


def test_private_targets_need_the_operator(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", "10.0.0.0/8", "::1/128"):
        monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", value)
        with pytest.raises(http.OutgoingFailed, match="not a public address"):
            http.call("GET", other.url)
    assert other.hosts == []


@pytest.mark.parametrize(
    "write",
    [
        lambda port: f"http://2130706433:{port}",
        lambda port: f"http://0x7f.1:{port}",
        lambda port: f"http://0177.0.0.1:{port}",
        lambda port: f"http://127.1:{port}",
        lambda port: f"http://localhost:{port}",
        lambda port: f"http://[::ffff:127.0.0.1]:{port}",
        lambda port: f"http://[::ffff:7f00:1]:{port}",
        lambda port: f"http://0:{port}",
    ],
)
def test_no_way_to_write_this_machine_goes_through(
    other: Any, monkeypatch: pytest.MonkeyPatch, write: Callable[[int], str]
) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "")
    with pytest.raises(http.OutgoingFailed):
        http.call("GET", write(other.server_port))
    assert other.hosts == []


def test_one_private_address_among_public_ones_refuses_the_name(
    other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "")
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("1.1.1.1", "127.0.0.1")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *a, **k: both)
    with pytest.raises(http.OutgoingFailed, match="not a public address"):
        http.call("GET", "http://two.example/")


def test_a_name_that_changes_its_mind_is_asked_once(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host != "name.example":
            return real(host, port, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "169.254.169.254", port, *rest, **more)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", rebinding)
    assert http.call("GET", f"http://name.example:{other.server_port}/").status == 200
    assert asked == ["name.example"]
    # The name stays in the Host header.
    assert other.hosts == [f"name.example:{other.server_port}"]


def test_a_redirect_is_not_followed(other: Any) -> None:
    other.say = lambda one: _answer(one, 302, b"", Location="http://169.254.169.254/latest")
    found = http.call("GET", other.url)
    assert (found.status, found.headers["location"]) == (302, "http://169.254.169.254/latest")
    assert len(other.hosts) == 1


def test_an_answer_that_is_too_large_ends(other: Any) -> None:
    other.say = lambda one: _answer(one, 200, b"x" * 3_000_000)
    with pytest.raises(http.OutgoingFailed, match="too large"):
        http.call("GET", other.url)
    assert len(http.call("GET", other.url, caps=http.Caps(most_bytes=4_000_000)).body) == 3_000_000


def test_an_answer_that_never_ends_ends(other: Any) -> None:
    def drip(one: BaseHTTPRequestHandler) -> None:
        one.send_response(200)
        one.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(200):
                one.wfile.write(b"x" * 70_000)
                time.sleep(0.02)

    other.say = drip
    begun = time.monotonic()
    with pytest.raises(http.OutgoingFailed):
        http.call("GET", other.url, caps=http.Caps(most_bytes=10**9, seconds=0.3))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://a.example/", "file:///etc/passwd", "http://", "//a.example", "http://u:p@a.example/", "http://a.example:0/",
        "http://a.example:99999/", "http://a.example\\@b.example/", "http://a.example/\r\nX: y", "http://a .example/",
        "gopher://a.example", "javascript:alert(1)", "http://[::1", "http://@a.example/",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(http.OutgoingFailed):
        http.call("GET", url)


def test_the_environment_names_no_proxy(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert http.call("GET", other.url).status == 200


def test_what_failed_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(http.OutgoingFailed) as caught:
        http.call("GET", f"http://127.0.0.1:{port}/?secret=hush", headers={"Authorization": "Bearer hush"})
    assert "hush" not in str(caught.value)
