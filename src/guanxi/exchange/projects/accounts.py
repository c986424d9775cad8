"""The companies that rows name: found or made, their gaps filled, contradictions listed."""

from collections.abc import Mapping, Sequence
from typing import Any

from guanxi.exchange.plans import Assembled
from guanxi.exchange.projects.checked import CheckedRow
from guanxi.exchange.projects.merging import Slot, conflict, differing, other_columns
from guanxi.exchange.projects.writing import records_of, without_refused
from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal
from guanxi.records import identify
from guanxi.records.service import BULK, Change, write

KEY = "accounts"


def settle(
    actor: Actor, rows: Sequence[CheckedRow], made: Mapping[int, Assembled], newest_wins: bool
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Ids by the normal form of the name, and the contradictions; later values fill gaps as those of persons do."""
    told = [(row, item) for row in rows if (item := made[row.pk]).account]
    if not told:
        return {}, []
    richer = {_form(item) for _, item in told if len(item.account or {}) > 1}
    found = identify.by_text(actor, KEY, "name", list(dict.fromkeys(_form(item) for _, item in told)))
    held = records_of(actor, KEY, [found[form] for form in richer if form in found])
    slots: dict[str, Slot] = {}
    for row, item in told:
        form = _form(item)
        if form not in found or found[form] in held:
            slot = slots.setdefault(form, Slot(held.get(found.get(form, 0))))
            slot.weigh(row, item.account or {}, item.account_ready, newest_wins)
    contradictions = [item for slot in slots.values() for item in slot.conflicts]
    contradictions += _edit(actor, list(slots.values()))
    found.update(_create(actor, {form: slot for form, slot in slots.items() if slot.existing is None}))
    return found, [{**item, "module": KEY} for item in contradictions]


def _form(item: Assembled) -> str:
    return normal((item.account or {})["name"])


def _create(actor: Actor, slots: Mapping[str, Slot]) -> dict[str, int]:
    forms = list(slots)
    changes = [Change("create", values=slots[form].values, ready=slots[form].ready) for form in forms]
    saved = without_refused(actor, KEY, changes, write(actor, KEY, changes, BULK))
    return {forms[index]: record_id for index, record_id in saved.items()}


def _edit(actor: Actor, slots: Sequence[Slot]) -> list[dict[str, Any]]:
    """Write what the accounts lack; what the actor may not write there is told as a contradiction."""
    changed = [
        (slot, slot.existing, values) for slot in slots if slot.existing and (values := differing(slot))
    ]
    if not changed:
        return []
    changes = [Change("edit", existing["id"], values) for _, existing, values in changed]
    kept = [other_columns(slot) for slot, _, _ in changed]
    saved = without_refused(actor, KEY, changes, write(actor, KEY, changes, BULK), kept)
    return [
        conflict(slot.rows[0], key, existing.get(key), value, existing.get(key))
        for index, (slot, existing, values) in enumerate(changed)
        if index not in saved
        for key, value in values.items()
    ]
