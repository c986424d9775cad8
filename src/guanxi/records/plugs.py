"""What other rooms plug into the doors. Guards run in the transaction, without network or per-row queries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.registry import Shelf
from guanxi.records.ready import Ready
from guanxi.schema.modules import ModuleDef


@dataclass
class Working:
    """One change on its way through the write door, in canonical values.

    `old` is None for a new record; `new` holds the fields that the change sets. `refusals` stop the row; `ready`
    is what was made of the values beforehand.
    """

    index: int
    verb: str
    record_id: int | None
    old: dict[str, Any] | None
    new: dict[str, Any]
    sent: frozenset[str] = frozenset()
    version: int = 0
    ready: Ready | None = None
    refusals: list[Refusal] = field(default_factory=list)

    def get(self, key: str) -> Any:
        """The value of a field as it will be."""
        return self.new[key] if key in self.new else (self.old or {}).get(key)


@dataclass(frozen=True)
class Batch:
    """The rows of one chunk that are still in play, of one module and verb."""

    actor: Actor
    module: ModuleDef
    verb: str
    mode: str
    rows: list[Working]


class Guard:
    """May fill in, change or refuse rows before they are stored (`admit`), and follow up after (`after`).

    `modules` empty means all. Lower `order` runs first: 100 assignment, 200 fills, 300 module rules,
    400 formulas, 500 validation. `reads` are fields that it weighs against each other: who sends one of them and has
    not seen that another was changed meanwhile gets a conflict.
    """

    key: str
    order = 300
    modules: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    def admit(self, batch: Batch) -> None:
        """Look at the rows before they are stored."""

    def after(self, batch: Batch) -> None:
        """Keep derived columns right, in the same transaction, with a bounded number of queries."""


GUARDS: Shelf[Guard] = Shelf("guards")


def guards_for(module_key: str) -> list[Guard]:
    """The guards that look at a module, in their order."""
    found = [guard for guard in GUARDS if not guard.modules or module_key in guard.modules]
    return sorted(found, key=lambda guard: guard.order)


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One entry of a record's timeline."""

    id: str
    kind: str
    at: datetime
    actor_id: int | None
    actor_name: str
    module: str
    record_id: int
    title: str = ""
    text: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number at the end of the id, by which a source orders entries of one instant."""
        return int(self.id.rpartition("-")[2])


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """What a timeline is asked: at most `limit` entries of a record, of `kinds` when any are named.

    With `before` only older ones, and of that very instant those whose id (`TimelineItem.number`) is below `below`.
    """

    actor: Actor
    owner: ModuleDef
    record_id: int
    before: datetime | None
    limit: int
    kinds: frozenset[str]
    below: int = 0

    def wants(self, kinds: frozenset[str]) -> bool:
        """Whether any of these kinds is asked for."""
        return not self.kinds or bool(self.kinds & kinds)


class TimelineSource:
    """Entries of one sort for a record's timeline, newest first, scoped to the actor; their ids are `key-number`."""

    key: str

    def items(self, asked: TimelineQuery) -> Sequence[TimelineItem]:
        """The entries that were asked for; fewer than `limit` only when there are no more."""
        raise NotImplementedError


TIMELINES: Shelf[TimelineSource] = Shelf("timeline sources")


@dataclass(frozen=True, slots=True)
class Reaction:
    """Runs after commit for every event of `modules` (empty: all), at least once; must be idempotent."""

    key: str
    run: Callable[[str, str, list[int], list[str]], None]
    modules: tuple[str, ...] = ()


REACTIONS: Shelf[Reaction] = Shelf("reactions")
