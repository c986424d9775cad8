"""What a record is, as digests of its parts: everything but whose it is and the marks that a handover must touch.

A part is a field (with its entries and files), what follows the record (documents with all versions, comments), what is
seen through it (activities), what lies below it, and to whom it is open. Files are read: their digest is that of what
lies on the disk, not of what is written about it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from guanxi.access.models import Grant
from guanxi.kernel import bulk
from guanxi.records import load
from guanxi.records.blobs import blobs
from guanxi.records.models import StoredFile
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, ModuleDef

# Whose it is, who touched it last and when: of these a handover changes the first, and the others say no more.
LEFT_OUT = frozenset({"owner", "updated_at", "updated_by"})
PART = 1 << 20
CHUNK = 500
SHORT = 16
Parts = dict[str, Any]


def counted(parts: Parts) -> dict[str, int]:
    """How much there is of what has a number."""
    return {key[1:]: mark[0] for key, mark in parts.items() if isinstance(mark, list)}


def marks_of(owner: ModuleDef, ids: Sequence[int]) -> dict[int, Parts]:
    """The parts of each of these records that is there, each as a digest; what is around it with its number."""
    found: dict[int, Parts] = _own(owner, ids)
    for other in MODULES:
        for key, around in _around(owner, other, list(found)).items():
            found[key][f"+{other.key}"] = around
    for key, shares in _shares(owner, found).items():
        found[key]["+shares"] = shares
    return found


def whole(parts: Parts) -> str:
    """The digest of a record by its parts."""
    return _digest(parts)


def brief(parts: Parts) -> Parts:
    """The parts with digests short enough to keep until they are compared."""
    return {
        key: [mark[0], mark[1][:SHORT]] if isinstance(mark, list) else mark[:SHORT]
        for key, mark in parts.items()
    }


def differing(before: Parts, after: Parts) -> list[str]:
    """The parts that are not the same."""
    return sorted(key for key in {*before, *after} if before.get(key) != after.get(key))


def files_of(owner: ModuleDef) -> list[FieldDef]:
    """The fields of a module that hold files."""
    return [item for item in owner.fields.values() if item.type == "file"]


def _own(owner: ModuleDef, ids: Sequence[int]) -> dict[int, Parts]:
    fields = [item for key, item in owner.fields.items() if key not in LEFT_OUT]
    rows = load.with_fields(owner.model._default_manager.filter(pk__in=ids).order_by("pk"), fields)
    values = load.canonical(fields, list(rows))
    files = _files(owner, ids)
    found: dict[int, Parts] = {}
    for row, shown in zip(values, load.wire_rows(fields, values), strict=True):
        held = files.get(row["id"], {})
        binned = row["deleted_at"] is not None
        found[row["id"]] = {key: _digest(value) for key, value in {**shown, **held}.items()}
        found[row["id"]]["+bin"] = [int(binned), _digest(binned)]
        if files_of(owner):
            found[row["id"]]["+files"] = [sum(map(len, held.values())), _digest(held)]
    return found


def _files(owner: ModuleDef, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of each record the files of each of its fields: names, who sent them when, and what they hold."""
    keys = [item.key for item in files_of(owner)]
    if not keys:
        return {}
    found: dict[int, dict[str, Any]] = defaultdict(lambda: defaultdict(list))
    rows = StoredFile.objects.filter(module=owner.key, record_id__in=list(ids), field__in=keys)
    for row in rows.order_by("record_id", "position", "pk"):
        held = [
            row.token,
            row.name,
            row.size,
            row.kind,
            row.uploader_id,
            row.created_at,
            _content(row.digest),
        ]
        found[row.record_id][row.field].append(held)
    return found


def _content(digest: str) -> str:
    """The digest of what really lies under a name; a file that is gone has none."""
    try:
        with blobs().open(digest) as file:
            held = hashlib.sha256()
            while part := file.read(PART):
                held.update(part)
            return held.hexdigest()
    except FileNotFoundError:
        return ""


def related(owner: ModuleDef, other: ModuleDef, ids: Sequence[int]) -> list[tuple[int, int]] | None:
    """Of each record what belongs to it of another module, as pairs of ids, the bin included; None for a module of which
    nothing ever does."""
    fields = [other.follows.field] if other.follows else []
    fields += [key for key in other.above if other.field(key).target == owner.key]
    if not fields:
        return None
    pairs: set[tuple[int, int]] = set()
    for key in fields:
        where = {f"{key}_id__in": ids, **({f"{key}_module": owner.key} if other.follows else {})}
        rows = other.model._default_manager.filter(**where)  # per chunk: a lookup
        pairs.update(rows.values_list(f"{key}_id", "pk"))
    return sorted(pairs)


def _around(owner: ModuleDef, other: ModuleDef, ids: Sequence[int]) -> dict[int, list[Any]]:
    """What of another module belongs to each record: how much, and a digest over it; what lies below is only named."""
    pairs = related(owner, other, ids)
    if pairs is None:
        return {}
    told = _told(other, sorted({key for _, key in pairs}), named=bool(other.below))
    found: dict[int, list[str]] = {key: [] for key in ids}
    for parent_id, below_id in pairs:
        found[parent_id].append(told[below_id])
    return {record_id: [len(some), _digest(some)] for record_id, some in found.items()}


def _told(other: ModuleDef, ids: list[int], named: bool) -> Mapping[int, str]:
    if named:
        return {key: str(key) for key in ids}
    found: dict[int, str] = {}
    for some in bulk.chunks(ids, CHUNK):
        found |= {key: f"{key}:{_digest(parts)}" for key, parts in _own(other, some).items()}  # per chunk
    return found


def _shares(owner: ModuleDef, ids: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {key: [] for key in ids}
    rows = Grant.objects.filter(module=owner.key, record_id__in=list(found)).order_by("pk")
    for row in rows.values_list("record_id", "holder", "level", "kind", "part", "until"):
        found[row[0]].append(row[1:])
    return {key: [len(some), _digest(some)] for key, some in found.items()}


def _digest(value: Any) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
