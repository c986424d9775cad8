"""Where a call comes from: known at the edge, told by the audit.

It is beside the actor and not in it: what a person may do does not depend on the address, and what is kept by the
actor would be kept once for every address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# Longer than any address, so that what nobody checked stays small.
MOST = 64
_way: ContextVar[dict[str, Any] | None] = ContextVar("whence", default=None)


def here() -> dict[str, Any] | None:
    """What is known of the way of the call that runs, or None: `address`, `token` (the beginning of its digest),
    `behalf` ([id, name] of the person for whom, or as whom, somebody acts). One object for all of a call."""
    return _way.get()


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """What happens inside came from this address."""
    mark = _way.set({"address": address[:MOST]} if address else None)
    try:
        yield
    finally:
        _way.reset(mark)


def tell(**known: Any) -> None:
    """Add what turned out on the way; it holds to the end of the call."""
    _way.set({**(_way.get() or {}), **known})
