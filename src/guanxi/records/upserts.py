"""Make or update by a unique field. Repeating an upsert changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.text import normal
from guanxi.records import load, read, service
from guanxi.records.reader import ActorReader
from guanxi.records.service import BULK, Change


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one record: created, updated, unchanged, or refused."""

    index: int
    record_id: int | None
    state: str
    refusals: tuple[Refusal, ...] = ()


def upsert(actor: Actor, module_key: str, key: str, records: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The outcome of each record in order. Raises Refusal for a key that is not a readable unique field."""
    reader = ActorReader(actor)
    owner = read.opened(reader, module_key)
    if key not in reader.readable(module_key):
        raise Refusal("unknown_field", "key", name=key[:60])
    definition = owner.field(key)
    if not definition.unique:
        raise Refusal("not_a_key", "key", label=definition.label)
    forms = [_form(definition, record.get(key)) for record in records]
    known = _held(actor, module_key, key, [form for form in forms if form])
    rows: dict[int, Row] = {}
    changes, places = [], []
    for index, (record, form) in enumerate(zip(records, forms, strict=True)):
        held = known.get(form or "")
        if held is None:
            changes.append(Change("create", values=record))
        else:
            differing = {name: value for name, value in record.items() if held["wire"].get(name) != value}
            if not differing:
                rows[index] = Row(index, held["id"], "unchanged")
                continue
            changes.append(Change("edit", held["id"], differing))
        places.append(index)
    outcome = service.write(actor, module_key, changes, BULK)
    for saved in outcome.saved:
        state = "created" if changes[saved.index].verb == "create" else "updated"
        rows[places[saved.index]] = Row(places[saved.index], saved.record_id, state)
    for refused in outcome.refused:
        rows[places[refused.index]] = Row(places[refused.index], None, "refused", refused.refusals)
    return [rows[index] for index in range(len(records))]


def _form(definition: Any, raw: Any) -> str | None:
    if raw is None or raw == "":
        return None
    return normal(definition.kit.clean(definition, raw) or "") or None


def _held(actor: Actor, module_key: str, key: str, forms: list[str]) -> dict[str, dict[str, Any]]:
    if not forms:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(forms), read.MAX_LIMIT):
        some = forms[start : start + read.MAX_LIMIT]
        criteria = {"field": key, "op": "in", "value": some}
        page = read.page(actor, module_key, read.Query(criteria=criteria, limit=read.MAX_LIMIT))  # per chunk
        for row in page.rows:
            found[normal(row[key])] = {"id": row["id"], "wire": load.wire(page.fields, row)}
    return found
