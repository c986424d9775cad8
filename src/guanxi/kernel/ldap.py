"""The one way to ask a directory by LDAP: over TLS alone, at checked addresses, with limits of size and time.

As in `kernel.http`, a name is resolved once, every address that it has must be allowed, and the connection goes to one
of exactly these while TLS keeps the name. Nothing is ever sent in the clear; referrals lead nowhere.
"""

import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import sansldap
from sansldap import LDAPFilter, LDAPMessage, LDAPResultCode

from guanxi.kernel.addresses import NotAllowed, resolved

MOST_BYTES = 4 * 1024 * 1024
SECONDS = 5.0
CONNECT_SECONDS = 3.0
_CHUNK = 64 * 1024
_PORTS = {"ldap": 389, "ldaps": 636}
_START_TLS = "1.3.6.1.4.1.1466.20037"
Reason = Literal["address", "unreachable", "certificate", "tls", "refused", "base", "answer"]


class LdapFailed(Exception):
    """No answer that counts: `reason` says in a word why, and nothing here names an address or a secret."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where a directory answers; `at_once` speaks TLS from the first byte, otherwise STARTTLS comes before all else."""

    host: str
    port: int
    at_once: bool
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a directory tells of one thing; the keys are in lower case and without options."""

    name: str
    values: dict[str, list[bytes]] = field(repr=False)

    def texts(self, attribute: str) -> list[str]:
        """The values of an attribute that are texts."""
        found = self.values.get(attribute.lower(), [])
        return [value.decode(errors="ignore").strip() for value in found]


@dataclass(frozen=True, slots=True)
class Found:
    """The entries of a search, and whether there are more than were asked for."""

    entries: list[Entry]
    more: bool


def place_of(url: str, authority: str = "") -> Place:
    """The place of `ldaps://host` or `ldap://host` (then with STARTTLS); `authority` are certificates (PEM) that count
    instead of the system's. Raises LdapFailed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise LdapFailed("address") from error
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in _PORTS or not parts.hostname or not bare or port == 0 or not _plain(url):
        raise LdapFailed("address")
    return Place(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "ldaps", authority)


def _plain(url: str) -> bool:
    return all(32 < ord(character) != 127 for character in url)


@lru_cache(maxsize=8)
def trusted(authority: str) -> ssl.SSLContext:
    """What certificates count: those of `authority` (PEM), or the system's. Raises LdapFailed."""
    try:
        return ssl.create_default_context(cadata=authority or None)
    except (ssl.SSLError, ValueError) as error:
        raise LdapFailed("certificate") from error


@contextmanager
def opened(place: Place, seconds: float = SECONDS) -> Iterator["Line"]:
    """A line to a directory, closed afterwards; all that is asked on it takes at most so many seconds. Raises
    LdapFailed."""
    until = time.monotonic() + seconds
    context = trusted(place.authority)
    stream = _connected(place, until)
    try:
        if not place.at_once:
            Line(stream, until).ask_for_tls()
        stream = _secured(context, stream, place.host, until)
        # A new session: whatever came before TLS was said by nobody.
        yield Line(stream, until)
    finally:
        with suppress(OSError):
            stream.close()


class Line:
    """An open line: who asks is said by `bind`, what is asked by `search`."""

    def __init__(self, stream: socket.socket, until: float) -> None:
        self._stream, self._until, self._taken = stream, until, 0
        self._session = sansldap.LDAPClient()

    def ask_for_tls(self) -> None:
        """Raises LdapFailed unless the other side is ready for TLS."""
        with _understood():
            self._session.extended_request(_START_TLS)
        answers = self._answers()
        ready = isinstance(answers[-1], sansldap.ExtendedResponse) and _is_good(answers[-1].result)
        if len(answers) != 1 or not ready:
            raise LdapFailed("tls")

    def bind(self, name: str, password: str) -> bool:
        """Whether the directory takes name and password. Raises LdapFailed, also for an empty one of them, which would
        be a bind as nobody."""
        if not name or not password:
            raise LdapFailed("refused")
        with _understood():
            self._session.bind_simple(name, password)
        last = self._answers()[-1]
        if not isinstance(last, sansldap.BindResponse):
            raise LdapFailed("answer")
        return _is_good(last.result)

    def search(self, base: str, wanted: LDAPFilter, attributes: Sequence[str], most: int) -> Found:
        """What lies below `base` and is as wanted, at most so many entries. Raises LdapFailed."""
        with _understood():
            self._session.search_request(
                base, size_limit=most, time_limit=int(SECONDS), filter=wanted, attributes=list(attributes)
            )
        answers = self._answers()
        last = answers[-1]
        if not isinstance(last, sansldap.SearchResultDone):
            raise LdapFailed("answer")
        code = last.result.result_code
        if code is LDAPResultCode.NO_SUCH_OBJECT:
            raise LdapFailed("base")
        cut = code is LDAPResultCode.SIZE_LIMIT_EXCEEDED
        if not cut and not _is_good(last.result):
            raise LdapFailed("answer")
        entries = [_entry(one) for one in answers if isinstance(one, sansldap.SearchResultEntry)]
        return Found(entries[:most], cut or len(entries) > most)

    def _answers(self) -> list[LDAPMessage]:
        """Send what is asked; all that is said up to the message that ends the answer."""
        said: list[LDAPMessage] = []
        try:
            self._stream.settimeout(_left(self._until))
            self._stream.sendall(self._session.data_to_send())
            while not said or _goes_on(said[-1]):
                self._stream.settimeout(_left(self._until))
                said.extend(self._understood_part(self._stream.recv(_CHUNK)))
        except OSError as error:
            raise LdapFailed("unreachable") from error
        return said

    def _understood_part(self, part: bytes) -> list[LDAPMessage]:
        self._taken += len(part)
        if not part or self._taken > MOST_BYTES:
            raise LdapFailed("unreachable" if not part else "answer")
        with _understood():
            return self._session.receive(part)


@contextmanager
def _understood() -> Iterator[None]:
    """Whatever the other side says that is no LDAP is one failure."""
    try:
        yield
    except (sansldap.LDAPError, ValueError, LookupError, RecursionError, sansldap.asn1.NotEnougData) as error:
        raise LdapFailed("answer") from error


def _is_good(result: sansldap.LDAPResult) -> bool:
    # Not by `==`: the library makes numbers equal to 0 of codes that it does not know.
    return result.result_code is LDAPResultCode.SUCCESS


def _goes_on(message: LDAPMessage) -> bool:
    return isinstance(message, (sansldap.SearchResultEntry, sansldap.SearchResultReference))


def _entry(message: sansldap.SearchResultEntry) -> Entry:
    values: dict[str, list[bytes]] = {}
    for one in message.attributes:
        values.setdefault(one.name.partition(";")[0].lower(), []).extend(one.values)
    return Entry(message.object_name, values)


def _connected(place: Place, until: float) -> socket.socket:
    """A connection to the first address that takes it."""
    try:
        found = resolved(place.host, place.port)
    except NotAllowed as error:
        raise LdapFailed("unreachable") from error
    for address in found:
        with suppress(OSError):
            wait = min(CONNECT_SECONDS, _left(until))
            return socket.create_connection((str(address), place.port), timeout=wait)
    raise LdapFailed("unreachable")


def _secured(context: ssl.SSLContext, stream: socket.socket, host: str, until: float) -> socket.socket:
    try:
        stream.settimeout(_left(until))
        return context.wrap_socket(stream, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise LdapFailed("certificate") from error
    except ssl.SSLError as error:
        raise LdapFailed("tls") from error
    except (OSError, ValueError) as error:
        raise LdapFailed("unreachable") from error


def _left(until: float) -> float:
    """The seconds that are left. Raises TimeoutError, which is an OSError, when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
