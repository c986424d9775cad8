"""Who is at the other end of the line: what a proxy says counts only when it is one that the operator has named."""

import ipaddress
import os
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from guanxi.kernel import whence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_SAID_BY_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


def named_proxies() -> list[Network]:
    """The networks of `--behind-proxy`."""
    words = os.environ.get("GUANXI_PROXIES", "").split(",")
    return [ipaddress.ip_network(word.strip()) for word in words if word.strip()]


class TrustedProxies:
    """Puts the caller's address into REMOTE_ADDR, and takes away what others than named proxies have said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.proxies = named_proxies()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        settle(request.META, self.proxies)
        with whence.coming_from(request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)


def settle(meta: dict[str, Any], proxies: list[Network]) -> None:
    """Trust the chain of addresses from its near end, as far as it consists of named proxies."""
    if not _within(meta.get("REMOTE_ADDR", ""), proxies):
        for name in _SAID_BY_PROXIES:
            meta.pop(name, None)
        return
    chain = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    for address in reversed(chain):
        if _address(address) is None:
            return
        meta["REMOTE_ADDR"] = address
        if not _within(address, proxies):
            return


def _within(text: str, networks: list[Network]) -> bool:
    found = _address(text) if networks else None
    return found is not None and any(found in network for network in networks)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
