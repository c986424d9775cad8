"""The only place that writes records and their children. Called by the write door alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

from django.db.models import F

from guanxi.kernel import bulk, clock
from guanxi.records.childkit import ChildType
from guanxi.records.plugs import Batch, Working
from guanxi.records.ready import Rows, Stored, rows_of
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

# By record: the rows of its entries.
Made = Mapping[int, Rows]
_HEAD = ("record_id", "position", "main")


def save(batch: Batch) -> None:
    """Write the rows of a batch; afterwards each has its id and version."""
    if batch.verb == "create":
        _create(batch)
    elif batch.verb == "edit":
        _edit(batch)
    elif batch.verb == "handover":
        _hand_over(batch)
    else:
        _mark(batch)
    if batch.verb in ("create", "edit"):
        _save_children(batch)


def update_derived(module_key: str, values: Mapping[int, Mapping[str, Any]]) -> None:
    """Set derived (read-only) columns of records; no version, no audit: the values follow from other records."""
    if not values:
        return
    bulk.update(module(module_key).model, values)


def replace_children(definition: FieldDef, entries: Mapping[int, Iterable[Any]]) -> None:
    """Put these entries in place of the ones that the records have."""
    kit = definition.kit
    assert isinstance(kit, ChildType)
    kit.rows(definition).filter(record_id__in=list(entries)).delete()
    insert_children(definition, entries)


def insert_children(
    definition: FieldDef, entries: Mapping[int, Iterable[Any]], made: Made | None = None
) -> None:
    """Add the entries of records that have none yet; `made` are rows that were made ready."""
    kit = definition.kit
    assert isinstance(kit, ChildType)
    heads: list[tuple[int, int, bool]] = []
    cells: list[tuple[Any, ...]] = []
    names: tuple[str, ...] = ()
    for record_id, items in entries.items():
        ready = made.get(record_id) if made else None
        columns, rows = ready or rows_of(kit, items)
        names = names or columns
        cells += rows
        heads += [
            (record_id, position, isinstance(entry, dict) and entry["main"])
            for position, entry in enumerate(items)
        ]
    if heads:
        named = dict(
            zip((*_HEAD, *names), (*zip(*heads, strict=True), *zip(*cells, strict=True)), strict=True)
        )
        bulk.insert_columns(kit.table, {"module": repeat(definition.owner, len(heads)), **named}, len(heads))


def _create(batch: Batch) -> None:
    model = batch.module.model
    moment = clock.now()
    for row in batch.rows:
        row.new["updated_at"], row.new["updated_by"] = moment, batch.actor.user_id
        row.version = 1
    columns: dict[str, list[Any]] = {"version": [1] * len(batch.rows)}
    stored = _stored(batch)
    for key, item in batch.module.fields.items():
        if not item.kit.child:
            # A new record has every field: what was not sent holds its default.
            columns.update(item.kit.store_many(item, [row.new[key] for row in batch.rows], stored.get(key)))
    for row, record_id in zip(batch.rows, bulk.insert_columns(model, columns, len(batch.rows)), strict=True):
        row.record_id = record_id


def _stored(batch: Batch) -> Stored:
    """The columns of texts that were made ready, by field."""
    found: Stored = {}
    for shared in {id(row.ready.stored): row.ready.stored for row in batch.rows if row.ready}.values():
        for key, columns in shared.items():
            found.setdefault(key, {}).update(columns)
    return found


def _edit(batch: Batch) -> None:
    model = batch.module.model
    moment = clock.now()
    planned = []
    for row in batch.rows:
        row.new.update(updated_at=moment, updated_by=batch.actor.user_id)
        row.version += 1
        planned.append((row, _columns(batch.module, row)))
    alike = all(columns == planned[0][1] for _, columns in planned)
    if alike:
        rows = model._default_manager.filter(pk__in=[row.record_id for row in batch.rows])
        rows.update(**planned[0][1], version=F("version") + 1)
        return
    bulk.update(model, {row.record_id or 0: {**columns, "version": row.version} for row, columns in planned})


def _hand_over(batch: Batch) -> None:
    """Another owner and a version more; who changed the record last, and when, stays as it was."""
    receivers: dict[int | None, list[int]] = defaultdict(list)
    for row in batch.rows:
        row.version += 1
        receivers[row.new["owner"]].append(row.record_id or 0)
    for receiver, ids in receivers.items():
        rows = batch.module.model._default_manager.filter(pk__in=ids)  # per chunk: once for each receiver
        rows.update(owner_id=receiver, version=F("version") + 1)


def _mark(batch: Batch) -> None:
    """Into the bin or out of it."""
    moment = clock.now() if batch.verb == "delete" else None
    by = batch.actor.user_id if batch.verb == "delete" else None
    versions: dict[int, list[int]] = defaultdict(list)
    for row in batch.rows:
        row.version += 1
        versions[row.version].append(row.record_id or 0)
    for version, ids in versions.items():
        rows = batch.module.model._default_manager.filter(pk__in=ids)  # per chunk: once for each version
        rows.update(deleted_at=moment, deleted_by_id=by, version=version, updated_at=clock.now())


def _columns(owner: ModuleDef, row: Working) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for key, value in row.new.items():
        item = owner.field(key)
        if not item.kit.child:
            columns.update(item.kit.store(item, value))
    return columns


def _save_children(batch: Batch) -> None:
    for key, item in batch.module.fields.items():
        if not isinstance(item.kit, ChildType) or item.kit.placed:
            continue
        if batch.verb == "edit":
            entries = {row.record_id or 0: row.new[key] for row in batch.rows if key in row.new}
            if entries:
                replace_children(item, entries)
        elif holding := [row for row in batch.rows if row.new[key]]:
            insert_children(item, {row.record_id or 0: row.new[key] for row in holding}, _made(holding, key))


def _made(rows: Iterable[Working], key: str) -> Made:
    """The rows of a field's entries that were made ready."""
    return {
        row.record_id or 0: row.ready.rows[key]
        for row in rows
        if row.ready is not None and row.new[key] is row.ready.clean.get(key)
    }
