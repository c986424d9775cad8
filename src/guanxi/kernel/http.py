"""The one way out by HTTP: to checked addresses only, without redirects, with limits of size and time.

A name is resolved once; every address that it has must be allowed (`kernel.addresses`), and the connection goes to one
of exactly these, while TLS and the Host header keep the name. Nothing of the environment (proxies, netrc) counts.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
import orjson

from guanxi.kernel.addresses import NotAllowed, resolved

MOST_BYTES = 1024 * 1024
MOST_SECONDS = 20.0
CONNECT_SECONDS = 5.0
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CHUNK = 64 * 1024


class OutgoingFailed(Exception):
    """A call that did not lead to an answer; the text names no address and no secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON. Raises OutgoingFailed."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError as error:
            raise OutgoingFailed("the answer is not JSON") from error


@dataclass(frozen=True, slots=True)
class Caps:
    """How much and how long one call may take."""

    most_bytes: int = MOST_BYTES
    seconds: float = MOST_SECONDS


class _Checked(httpcore.SyncBackend):
    """Connects to an address that was checked, whatever the name leads to a moment later."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that takes it."""
        failure: Exception | None = None
        for address in resolved(host, port):
            try:
                return super().connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(host)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """Never: a socket of this machine is nobody's address."""
        raise NotAllowed("a socket")


@cache
def _trusted() -> SSLContext:
    """Whose certificates count; read once, for it takes fifty milliseconds."""
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.HTTPTransport):
    """httpx's transport over checked connections."""

    def __init__(self) -> None:
        super().__init__(verify=_trusted(), trust_env=False, retries=0)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            network_backend=_Checked(),
            max_connections=1,
        )


def call(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    json: Any = None,
    caps: Caps | None = None,
) -> Answer:
    """The answer to one call, whatever its status; a redirect is an answer, too. Raises OutgoingFailed."""
    limits = caps or Caps()
    target = checked_url(url)
    if method not in _METHODS:
        raise OutgoingFailed("no such method")
    until = time.monotonic() + limits.seconds
    timeout = httpx.Timeout(limits.seconds, connect=min(CONNECT_SECONDS, limits.seconds))
    sent = {"User-Agent": "Guanxi", "Accept-Encoding": "identity", **(headers or {})}
    body = None if json is None else orjson.dumps(json)
    if body is not None:
        sent["Content-Type"] = "application/json"
    try:
        with (
            httpx.Client(
                transport=_Transport(), trust_env=False, follow_redirects=False, timeout=timeout
            ) as client,
            client.stream(method, target, headers=sent, data=form, content=body) as response,
        ):
            found = _read(response, limits, until)
            return Answer(
                response.status_code, {key.lower(): value for key, value in response.headers.items()}, found
            )
    except NotAllowed as error:
        raise OutgoingFailed(str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, OSError) as error:
        raise OutgoingFailed(f"no answer: {type(error).__name__}") from error


def checked_url(url: str) -> str:
    """An absolute http or https address with a host and without user name. Raises OutgoingFailed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise OutgoingFailed("not an address") from error
    plain = not parts.username and not parts.password and "@" not in parts.netloc and "\\" not in url
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain or port == 0:
        raise OutgoingFailed("not an address")
    if any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise OutgoingFailed("not an address")
    return url


def _read(response: httpx.Response, limits: Caps, until: float) -> bytes:
    """The body within the limits; bytes are counted as they come, and nothing is unpacked."""
    parts, size = [], 0
    for part in response.iter_raw(_CHUNK):
        size += len(part)
        if size > limits.most_bytes:
            raise OutgoingFailed("the answer is too large")
        if time.monotonic() > until:
            raise OutgoingFailed("the answer takes too long")
        parts.append(part)
    return b"".join(parts)
