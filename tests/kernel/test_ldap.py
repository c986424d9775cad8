"""The one way to ask a directory: what is never said in the clear, and what no lie opens."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sansldap import FilterPresent, LDAPResultCode
from tests.fakes.lying_directory import LyingDirectory, lying_directory
from tests.runner.slapd import Authority

from guanxi.kernel import ldap
from guanxi.kernel.ldap import LdapFailed

BASE = "dc=example,dc=test"
ANYBODY = FilterPresent("objectClass")


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows this machine."""
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8,::1/128")


@pytest.fixture
def liar() -> Iterator[LyingDirectory]:
    """TLS from the first byte."""
    with lying_directory() as made:
        yield made


@pytest.fixture
def later() -> Iterator[LyingDirectory]:
    """TLS after STARTTLS."""
    with lying_directory(at_once=False) as made:
        yield made


@contextmanager
def line_to(liar: LyingDirectory, seconds: float = 3.0) -> Iterator[ldap.Line]:
    """A line to it that trusts its authority."""
    with ldap.opened(ldap.place_of(liar.url, liar.authority.pem), seconds) as line:
        yield line


def reason_of(attempt: Callable[[], Any]) -> str:
    """Why something failed."""
    with pytest.raises(LdapFailed) as failed:
        attempt()
    return failed.value.reason


def bound(liar: LyingDirectory) -> bool:
    """Whether a bind counts as good."""
    with line_to(liar) as line:
        return line.bind("cn=a", "secret-1")


@pytest.mark.parametrize(
    "url",
    ["", "ldap", "http://a.example", "ldapi:///tmp/x", "ldaps://", "ldaps://a.example/dc=x", "ldaps://u:p@a.example",
     "ldaps://a.example?x", "ldaps://a.example:0", "ldaps://a.example:99999", "ldaps://[::1", "ldap://a.example\n",
     "ldaps://a b"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert reason_of(lambda: ldap.place_of(url)) == "address"


def test_an_address_has_its_port() -> None:
    assert ldap.place_of("ldaps://a.example") == ldap.Place("a.example", 636, True)
    assert ldap.place_of("ldap://a.example/") == ldap.Place("a.example", 389, False)
    assert ldap.place_of("ldaps://[2400:3200::1]:1636").host == "2400:3200::1"


def test_both_kinds_of_tls_carry_a_bind(liar: LyingDirectory, later: LyingDirectory) -> None:
    assert bound(liar)
    assert bound(later)
    assert [type(one).__name__ for one in later.in_the_clear] == ["ExtendedRequest"]
    assert [type(one).__name__ for one in later.heard] == ["BindRequest"]


def test_without_tls_nothing_is_said(later: LyingDirectory) -> None:
    later.start_tls = LDAPResultCode.UNAVAILABLE
    assert reason_of(lambda: bound(later)) == "tls"
    # A code that nobody knows is no consent either.
    later.start_tls = LDAPResultCode(4096)
    assert reason_of(lambda: bound(later)) == "tls"
    assert [type(one).__name__ for one in later.in_the_clear] == ["ExtendedRequest"] * 2


def test_what_is_slipped_in_before_tls_counts_for_nothing(later: LyingDirectory) -> None:
    # A good answer to the bind that is yet to come, in the clear.
    later.slipped_in = bytes.fromhex("300c02010161070a010004000400")
    later.bind_codes = [LDAPResultCode.INVALID_CREDENTIALS]
    assert reason_of(lambda: bound(later)) in ("answer", "tls")
    assert later.heard == []


def test_a_certificate_of_somebody_else_counts_for_nothing(
    liar: LyingDirectory, later: LyingDirectory
) -> None:
    for one in (liar, later):
        for authority in ("", Authority().pem):
            place = ldap.place_of(one.url, authority)

            def attempt(place: ldap.Place = place) -> None:
                with ldap.opened(place):
                    pytest.fail("it was opened")

            assert reason_of(attempt) == "certificate"
        assert one.heard == []


def test_a_certificate_for_another_name_counts_for_nothing(liar: LyingDirectory) -> None:
    place = ldap.place_of(f"ldaps://127.0.0.1:{liar.port}", liar.authority.pem)

    def attempt() -> None:
        with ldap.opened(place):
            pytest.fail("it was opened")

    assert reason_of(attempt) == "certificate"
    assert liar.heard == []


@pytest.mark.parametrize(
    "code",
    [LDAPResultCode.INVALID_CREDENTIALS, LDAPResultCode.REFERRAL, LDAPResultCode.SASL_BIND_IN_PROGRESS,
     LDAPResultCode.UNWILLING_TO_PERFORM, LDAPResultCode.NO_SUCH_OBJECT, LDAPResultCode(4096), LDAPResultCode(118)],
)  # fmt: skip
def test_only_success_is_success(liar: LyingDirectory, code: LDAPResultCode) -> None:
    liar.bind_codes = [code]
    assert not bound(liar)
    liar.search_code = code
    with line_to(liar) as line:
        assert reason_of(lambda: line.search(BASE, ANYBODY, ["cn"], 2)) in ("answer", "base")


def test_nobody_binds_as_nobody(liar: LyingDirectory) -> None:
    with line_to(liar) as line:
        for name, password in (("", ""), ("cn=a", ""), ("", "secret-1")):
            assert reason_of(lambda name=name, password=password: line.bind(name, password)) == "refused"
    assert liar.heard == []


def test_references_lead_nowhere(liar: LyingDirectory) -> None:
    liar.entries = [("cn=a", {"cn": [b"a"], "CN;lang-zh": [b"b"]})]
    liar.references = [f"ldap://localhost:{liar.port}/cn=b"]
    with line_to(liar) as line:
        found = line.search(BASE, ANYBODY, ["cn"], 2)
    assert [(one.name, one.texts("CN")) for one in found.entries] == [("cn=a", ["a", "b"])]
    assert liar.connections == 1


def test_more_than_was_asked_for_is_told(liar: LyingDirectory) -> None:
    liar.entries = [(f"cn={number}", {}) for number in range(5)]
    with line_to(liar) as line:
        found = line.search(BASE, ANYBODY, ["cn"], 2)
    assert (len(found.entries), found.more) == (2, True)
    liar.entries, liar.search_code = liar.entries[:1], LDAPResultCode.SIZE_LIMIT_EXCEEDED
    with line_to(liar) as line:
        assert line.search(BASE, ANYBODY, ["cn"], 2).more


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"\x30\x84\xff\xff\xff\xff", b"\x30\x03\x02\x01\x63", b"\x00" * 40,
     bytes.fromhex("300c02010161070a010004000400")[:-1] + b"\xff", bytes.fromhex("300c02016361070a010004000400"),
     bytes.fromhex("300c02010165070a010004000400")],
)  # fmt: skip
def test_what_is_no_answer_opens_nothing(liar: LyingDirectory, answer: bytes) -> None:
    liar.instead = answer
    place = ldap.place_of(liar.url, liar.authority.pem)

    def attempt() -> bool:
        with ldap.opened(place, 0.7) as line:
            return line.bind("cn=a", "secret-1")

    assert reason_of(attempt) in ("answer", "unreachable")


def test_a_silent_one_is_left_within_the_time(liar: LyingDirectory) -> None:
    liar.instead = b""
    begun = time.monotonic()

    def attempt() -> bool:
        with line_to(liar, 0.5) as line:
            return line.bind("cn=a", "secret-1")

    assert reason_of(attempt) == "unreachable"
    assert time.monotonic() - begun < 2


def test_one_that_drips_is_left_within_the_time() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        stream, _ = server.accept()
        with stream:
            for _ in range(100):
                try:
                    stream.sendall(b"\x16")
                except OSError:
                    return
                time.sleep(0.1)

    threading.Thread(target=drip, daemon=True).start()
    begun = time.monotonic()

    def attempt() -> None:
        with ldap.opened(ldap.place_of(f"ldaps://localhost:{server.getsockname()[1]}"), 0.6):
            pytest.fail("it was opened")

    assert reason_of(attempt) in ("unreachable", "tls")
    assert time.monotonic() - begun < 2
    server.close()


def test_one_that_never_ends_is_left(liar: LyingDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ldap, "MOST_BYTES", 100_000)
    liar.entries = [(f"cn={number}", {"cn": [b"x" * 1000]}) for number in range(300)]
    with line_to(liar) as line:
        assert reason_of(lambda: line.search(BASE, ANYBODY, ["cn"], 1000)) == "answer"


def test_a_private_address_needs_the_operator(liar: LyingDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "")
    assert reason_of(lambda: bound(liar)) == "unreachable"
    assert liar.connections == 0


def test_a_name_is_resolved_once(liar: LyingDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def turning(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host == "localhost":
            asked.append(host)
            place = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]
        return real(host, port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    assert bound(liar)
    assert asked == ["localhost"]
