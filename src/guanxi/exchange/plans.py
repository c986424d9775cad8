"""What a module's import can fill, and how a row of a file becomes records.

A module registers one plan. The main record is found by its keys or made; companions (the account of a
contact, the follow-up of the row) are found or made beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from guanxi.exchange.understand import Target
from guanxi.kernel.actor import Actor
from guanxi.kernel.registry import Shelf
from guanxi.records.ready import Ready


@dataclass
class Assembled:
    """The records of one row in wire form: the main one, the account that it stands with, follow-ups.

    `keys` are the normal forms by which the main record is found, strongest first: [(field, form)]. What was made
    ready of the main record, the account and each follow-up stands beside them.
    """

    main: dict[str, Any]
    keys: list[tuple[str, str]] = field(default_factory=list)
    account: dict[str, Any] | None = None
    activities: list[dict[str, Any]] = field(default_factory=list)
    ready: Ready | None = None
    account_ready: Ready | None = None
    activities_ready: list[Ready] = field(default_factory=list)

    def told(self) -> list[tuple[dict[str, Any], Ready | None]]:
        """The follow-ups, each with what was made ready of it."""
        return list(zip_longest(self.activities, self.activities_ready))


class Plan:
    """How rows become records of one module."""

    key: str

    def targets(self, actor: Actor) -> list[Target]:
        """What columns may be imported into, of what the actor may write."""
        raise NotImplementedError

    def assemble(self, values: Mapping[str, Any], match_on: list[str]) -> Assembled:
        """The records of a row by its normalised values."""
        raise NotImplementedError


PLANS: Shelf[Plan] = Shelf("import plans")
