"""How chunks are read and written: existing records by id, and changes that are tried again without refused values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guanxi.exchange.projects.merging import MASKED, together
from guanxi.kernel.actor import Actor
from guanxi.records import load
from guanxi.records.read import MAX_LIMIT, Query, page
from guanxi.records.service import BULK, Change, Outcome, write
from guanxi.schema.modules import MODULES, module


def records_of(actor: Actor, module_key: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The values of records by their ids, as far as the actor sees them; behind MASKED the fields whose values are
    there and not shown."""
    wanted = sorted(set(ids))
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), MAX_LIMIT):
        asked = Query(ids=wanted[start : start + MAX_LIMIT], limit=MAX_LIMIT)
        some = page(actor, module_key, asked)  # per chunk
        for row, veils in zip(some.rows, some.veils, strict=True):
            found[row["id"]] = {**load.wire(some.fields, row), "id": row["id"], MASKED: frozenset(veils)}
    return found


def without_refused(
    actor: Actor,
    module_key: str,
    changes: Sequence[Change],
    outcome: Outcome,
    held: Sequence[Mapping[str, str] | None] = (),
) -> dict[int, int]:
    """Record ids by index; a change that was refused for some values is tried once more without them.

    The values are kept as text with the other columns; `held` are those that the records have already, None where they
    cannot be added to: nothing is dropped unseen.
    """
    saved = {item.index: item.record_id for item in outcome.saved}
    again, places = [], []
    for item in outcome.refused:
        change = changes[item.index]
        bad = {refusal.field for refusal in item.refusals if refusal.field in change.values}
        values = {key: value for key, value in change.values.items() if key not in bad}
        there = held[item.index] if held else {}
        if bad and values and there is not None:
            kept = _with_lost(module_key, actor.locale, change, bad, there)
            again.append(Change(change.verb, change.record_id, values, change.version, kept))
            places.append(item.index)
    if again:
        for done in write(actor, module_key, again, BULK).saved:
            saved[places[done.index]] = done.record_id
    return saved


def _with_lost(
    module_key: str, locale: str, change: Change, bad: Iterable[str | None], held: Mapping[str, str]
) -> dict[str, Any]:
    fields = module(module_key).fields
    lost = {fields[key].label.get(locale): words(change.values[key]) for key in bad if key and key in fields}
    return {**change.kept, "other_columns": together(change.kept.get("other_columns") or held, lost)}


def label_of(target: str, locale: str) -> str:
    """What the field of a target is called: phones of contacts.phones:mobile."""
    owner, _, rest = target.partition(".")
    item = module(owner).fields.get(rest.partition(":")[0]) if owner in MODULES else None
    return item.label.get(locale) if item else target


def words(value: Any) -> str:
    """A value as text, for a place where only text can stand."""
    if isinstance(value, list):
        return "; ".join(map(words, value))
    if isinstance(value, Mapping):
        told = value.get("value") or value.get("amount")
        return str(told) if told else " ".join(str(part) for part in value.values() if part)
    return str(value)
