"""The only place that writes records and their children. Called by the write door alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

from django.db.models import F

from guanxi.kernel import bulk, clock
from guanxi.records.childkit import ChildType
from guanxi.records.plugs import Batch, Working
from guanxi.records.ready import Stored
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

# By record: the rows of its entries.
Made = Mapping[int, list[dict[str, Any]]]


def save(batch: Batch) -> None:
    """Write the rows of a batch; afterwards each has its id and version."""
    if batch.verb == "create":
        _create(batch)
    elif batch.verb == "edit":
        _edit(batch)
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
    found: list[tuple[int, int, bool, Mapping[str, Any]]] = []
    for record_id, items in entries.items():
        cells = made.get(record_id) if made else None
        for position, entry in enumerate(items):
            main = isinstance(entry, dict) and entry["main"]
            found.append((record_id, position, main, cells[position] if cells else kit.row_of(entry)))
    if not found:
        return
    columns: dict[str, Iterable[Any]] = {
        "module": repeat(definition.owner, len(found)),
        "record_id": [row[0] for row in found],
        "position": [row[1] for row in found],
        "main": [row[2] for row in found],
        **{name: [row[3][name] for row in found] for name in found[0][3]},
    }
    bulk.insert_columns(kit.table, columns, len(found))


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
        entries = {row.record_id or 0: row.new[key] for row in batch.rows if key in row.new}
        if batch.verb == "edit" and entries:
            replace_children(item, entries)
        elif entries:
            some = {record_id: items for record_id, items in entries.items() if items}
            insert_children(item, some, _made(batch, key))


def _made(batch: Batch, key: str) -> Made:
    """The rows of a field's entries that were made ready."""
    return {
        row.record_id or 0: row.ready.rows[key]
        for row in batch.rows
        if row.ready is not None and key in row.ready.rows and row.new[key] is row.ready.clean[key]
    }
