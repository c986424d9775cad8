"""Which network addresses may be spoken to: public ones by our own list, others only where the operator says so."""

import ipaddress
import os
import socket
from functools import cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What the registries of special addresses name (RFC 6890 and later). Python's own `is_global` lets several of these
# through: NAT64, 6to4, site-local, multicast, carrier-grade NAT.
_FORBIDDEN: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Of IPv6 only this is given out to the world; within it some parts are not.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
_NOT_GIVEN_OUT: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network, by our own list."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _FORBIDDEN)
    if address.scope_id is not None:
        return False
    return address in _GIVEN_OUT and not any(address in network for network in _NOT_GIVEN_OUT)


def may_reach(address: Address) -> bool:
    """Whether an address is public, or of a network that the operator allows (`GUANXI_ALLOW_PRIVATE`)."""
    plain = _unmapped(address)
    return is_public(address) or any(
        one in network for network in allowed_networks() for one in (address, plain)
    )


def _unmapped(address: Address) -> Address:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@cache
def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def allowed_networks() -> tuple[Network, ...]:
    """The private networks that the operator has named; never a matter of roles or settings in the product."""
    return _networks(os.environ.get("GUANXI_ALLOW_PRIVATE", ""))


class NotAllowed(OSError):
    """A name that leads to an address that may not be reached."""


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a name, all of which may be reached: one that may not makes all suspicious. Raises NotAllowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotAllowed(f"{host[:100]}: no such name") from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0])) for entry in found))
    if not addresses or not all(may_reach(address) for address in addresses):
        raise NotAllowed(f"{host[:100]}: not a public address")
    return addresses
