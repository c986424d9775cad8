"""The write door. Everything that writes records goes through `write`; there is no other way.

Always batches, always these steps over chunks of 500, each chunk in one transaction: admit (rights, rows
loaded through what the actor may see) → clean (coerce, required, unique, references, in bulk) → guard →
recheck (still allowed after the change) → store → audit → inherit → index → emit. A refused row changes nothing;
the others of its chunk are saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal, together
from guanxi.records import inheriting, opening, steps, store
from guanxi.records.numbering import give_numbers
from guanxi.records.plugs import Batch, Working, guards_for
from guanxi.records.reader import ActorReader
from guanxi.records.ready import Ready
from guanxi.records.uniqueness import check_unique
from guanxi.schema.modules import ModuleDef, module

INTERACTIVE = "interactive"
BULK = "bulk"
SYSTEM_MODE = "system"
CHUNK = 500
VERBS = ("create", "edit", "delete", "restore", "handover")
# Verbs that bring values.
WRITING = ("create", "edit", "handover")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do: `values` are in wire form; `version` is what the editor read, if it matters.

    A handover gives a record another owner, and that is all: it is no edit, and the record stays as fresh as it was.

    `kept` are values of read-only fields that code sets beside what a person sent, such as what an import
    keeps of columns that map to nothing. `ready` is what a `Workshop` made of the values of a new record.
    """

    verb: str
    record_id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)
    ready: Ready | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that was made: its place in the request, the record, the record's version now."""

    index: int
    record_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that was not made, and every reason."""

    index: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each change."""

    saved: tuple[Saved, ...]
    refused: tuple[Refused, ...]

    def only(self) -> Saved:
        """The one change that was asked for. Raises its refusals together."""
        if self.refused:
            raise together(self.refused[0].refusals)
        return self.saved[0]


def write(actor: Actor, module_key: str, changes: Sequence[Change], mode: str = INTERACTIVE) -> Outcome:
    """Make the changes as `actor`. Raises NotFound or Forbidden when the module itself is closed to the actor."""
    saved: list[Saved] = []
    refused: list[Refused] = []
    owner = module(module_key)
    runs = list(_by_verb(changes))
    for verb, _ in runs:
        steps.require_verb(actor, verb, owner)
    for verb, numbered in runs:
        for start in range(0, len(numbered), CHUNK):
            done = _write_chunk(actor, owner, verb, numbered[start : start + CHUNK], mode)
            saved.extend(done.saved)
            refused.extend(done.refused)
    return Outcome(tuple(saved), tuple(refused))


def create(actor: Actor, module_key: str, values: Mapping[str, Any]) -> Saved:
    """Make one record. Raises Refusal."""
    return write(actor, module_key, [Change("create", values=values)]).only()


def edit(
    actor: Actor, module_key: str, record_id: int, values: Mapping[str, Any], version: int | None = None
) -> Saved:
    """Change one record. Raises Refusal; `Conflict` when `version` is stale in the same fields."""
    return write(actor, module_key, [Change("edit", record_id, values, version)]).only()


def _by_verb(changes: Sequence[Change]) -> Iterable[tuple[str, list[tuple[int, Change]]]]:
    """Runs of changes of the same verb, so that their order is kept."""
    run: list[tuple[int, Change]] = []
    for index, change in enumerate(changes):
        if change.verb not in VERBS:
            raise Refusal("invalid", "verb")
        if run and run[-1][1].verb != change.verb:
            yield run[0][1].verb, run
            run = []
        run.append((index, change))
    if run:
        yield run[0][1].verb, run


def _write_chunk(
    actor: Actor, owner: ModuleDef, verb: str, numbered: list[tuple[int, Change]], mode: str
) -> Outcome:
    reader = ActorReader(actor)
    # Within a transaction the caller's own: a savepoint would write out the search index, chunk by chunk.
    with transaction.atomic(savepoint=False):
        rows = steps.admit(reader, owner, verb, numbered)
        if verb in WRITING:
            steps.clean(reader, owner, verb, rows, dict(numbered))
        guards = guards_for(owner.key)
        for guard in guards:
            guard.admit(Batch(actor, owner, verb, mode, _alive(rows)))
        steps.check_required(owner, verb, rows)
        steps.recheck(actor, owner, verb, _alive(rows))
        check_unique(owner, verb, _alive(rows))
        same = {id(row) for row in _alive(rows) if steps.unchanged(row)}
        batch = Batch(actor, owner, verb, mode, [row for row in _alive(rows) if id(row) not in same])
        if batch.rows:
            give_numbers(batch)
            store.save(batch)
            steps.audit(batch)
            for guard in guards:
                guard.after(batch)
            inheriting.keep(batch)
            opening.keep(batch)
            steps.index(batch)
            steps.announce(batch)
    saved = tuple(Saved(row.index, row.record_id or 0, row.version) for row in _alive(rows))
    return Outcome(saved, tuple(Refused(row.index, tuple(row.refusals)) for row in rows if row.refusals))


def _alive(rows: list[Working]) -> list[Working]:
    return [row for row in rows if not row.refusals]


__all__ = [
    "BULK",
    "INTERACTIVE",
    "SYSTEM_MODE",
    "Change",
    "Forbidden",
    "NotFound",
    "Outcome",
    "create",
    "edit",
    "write",
]
