"""Whether the trail is as it was sealed, and as it was anchored; names the first row that is not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from struct import pack, unpack
from typing import Any

import orjson
from django.db import transaction

from guanxi.kernel.actor import SYSTEM
from guanxi.trail import anchor, digests
from guanxi.trail.anchor import Anchored
from guanxi.trail.models import AuditRow, Erasure, Seal, Touched
from guanxi.trail.seal import End, end, unsealed
from guanxi.trail.service import Act, record_acts

PAGE = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: `kind`, the number in the chain, the id of the row (None for none), a sentence."""

    kind: str
    sequence: int
    row_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, up to which number chain and anchor agree, and the first fault."""

    rows: int
    anchored: int
    agreed: int
    finding: Finding | None
    unsealed: int = 0
    oldest: Any = None


class _Broken(Exception):
    """The walk ends at the first fault."""

    def __init__(self, kind: str, sequence: int, row_id: int | None, text: str) -> None:
        super().__init__(text)
        self.finding = Finding(kind, sequence, row_id, text)


def verify() -> Report:
    """Walk along the whole chain, a few batches in memory at a time."""
    last, held, agreed = End(), 0, 0
    anchors = anchor.entries()
    wanted = next(anchors, None)
    try:
        _check_beginning()
        for seal in _seals():
            last = _check_seal(last, seal)
            while wanted is not None and wanted.sequence <= last.sequence:
                _hold(wanted, last, seal["sequence"])
                held, agreed, wanted = held + 1, last.sequence, next(anchors, None)
        _check_end(last, wanted)
    except _Broken as broken:
        return Report(last.sequence, held, agreed, broken.finding)
    count, oldest = unsealed()
    return Report(last.sequence, held, agreed, None, count, oldest)


def accept_restore(reason: str) -> bool:
    """Give up what the anchor knows and the database does not hold, when that is the first fault; whether it was."""
    report = verify()
    if report.finding is None or report.finding.kind not in ("old_copy", "rewritten"):
        return False
    last = end()
    with transaction.atomic():
        told = {"agreed": [None, report.agreed], "reason": [None, reason[:200]]}
        record_acts(SYSTEM, [Act("accept_restore", "audit", None, told)])
    anchor.accept(last.sequence, last.head, report.agreed, reason)
    return True


def _seals() -> Iterator[Mapping[str, Any]]:
    after = 0
    while True:
        page = list(Seal.objects.filter(sequence__gt=after).order_by("sequence").values()[:PAGE])  # per chunk
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1]["sequence"]


def _check_beginning() -> None:
    """Databases number rows from one."""
    early = AuditRow.objects.filter(id__lte=0).order_by("id").values_list("id", flat=True).first()
    if early is not None:
        raise _Broken("inserted", 1, early, "the row was inserted before number 1")


def _check_seal(last: End, seal: Mapping[str, Any]) -> End:
    """The end of the chain after this seal. Raises _Broken."""
    first, count = seal["sequence"], seal["count"]
    if first != last.sequence + 1:
        text = f"the seal on the rows from number {last.sequence + 1} to {first - 1} is gone"
        raise _Broken("seal_missing", last.sequence + 1, None, text)
    ids = _ids(seal)
    if digests.head(last.head, seal) != seal["head"] or ids is None or ids[-1] != seal["last_id"]:
        text = f"the seal on the rows from number {first} to {first + count - 1} was changed"
        raise _Broken("seal_changed", first, ids[0] if ids else None, text)
    _check_rows(last, seal, ids)
    return End(first + count - 1, seal["last_id"], seal["head"])


def _ids(seal: Mapping[str, Any]) -> tuple[int, ...] | None:
    """The ids of a seal, when its parts fit together."""
    count, ids = seal["count"], bytes(seal["ids"])
    whole = len(ids) == count * digests.ID and len(bytes(seal["digests"])) == count * digests.DIGEST
    return unpack(f"<{count}q", ids) if whole and count > 0 else None


def _check_rows(last: End, seal: Mapping[str, Any], ids: tuple[int, ...]) -> None:
    rows = _read(last, seal, ids)
    left = _unlike(seal, ids, rows)
    if left:
        erased = {item.row_id: item for item in Erasure.objects.filter(row_id__in=[ids[at] for at in left])}
        acts = _acts(erased)
        left = [at for at in left if not _holds_erased(seal, at, rows[at], erased.get(ids[at]), acts)]
    if left:
        _name(seal, ids, rows, left[0])
    for place, row in enumerate(rows[: len(ids)]):
        if row[5] == "exported" and row[0] == ids[place]:
            _check_handed_out(seal["sequence"] + place, row)
    # Everything before a missing or strange row is as it was.
    for place, number in enumerate(ids):
        found = rows[place][0] if place < len(rows) else None
        if found is None or found > number:
            raise _Broken("deleted", seal["sequence"] + place, number, "the row was deleted")
        if found < number:
            text = f"the row was inserted before number {seal['sequence'] + place}"
            raise _Broken("inserted", seal["sequence"] + place, found, text)


def _check_handed_out(sequence: int, row: digests.Row) -> None:
    """The records that an export handed out are those that it told of."""
    told = orjson.loads(row[9])
    if "of" not in told:
        return
    touched = (
        Touched.objects.filter(act_id=told["of"][1]).order_by("record_id").values_list("record_id", flat=True)
    )
    if ids_digest(touched.iterator(chunk_size=5000)) != told["ids"][1]:
        text = f"the list of the {told['count'][1]} records that the export handed out was changed"
        raise _Broken("handed_out", sequence, row[0], text)


def ids_digest(ids: Iterable[int]) -> str:
    """What an act says of the records that it handed out, in the order of their ids."""
    found = sha256()
    for number in ids:
        found.update(pack("<q", number))
    return found.hexdigest()


def _read(last: End, seal: Mapping[str, Any], ids: tuple[int, ...]) -> list[digests.Row]:
    """The rows of a seal and what stands between them. SQLite holds anything in any column: what cannot even be read
    was changed."""
    try:
        return digests.rows_between(last.row_id, ids[-1], len(ids) + 1)
    except ValueError:
        bad = next(place for place, number in enumerate(ids) if not _readable(number))
    if bad:
        whole = {**seal, "count": bad, "ids": seal["ids"][: bad * digests.ID]}
        _check_rows(last, whole, ids[:bad])
    raise _Broken("changed", seal["sequence"] + bad, ids[bad], "the row was changed")


def _readable(number: int) -> bool:
    try:
        digests.rows_between(number - 1, number, 1)
    except ValueError:
        return False
    return True


def _unlike(seal: Mapping[str, Any], ids: tuple[int, ...], rows: list[digests.Row]) -> list[int]:
    """The places whose row is not as sealed, up to the first place that has another row or none."""
    found = []
    for place, (number, row) in enumerate(zip(ids, rows, strict=False)):
        if row[0] != number:
            break
        if _digest(row, _salt(seal, place)) != _mark(seal, place):
            found.append(place)
    return found


def _name(seal: Mapping[str, Any], ids: tuple[int, ...], rows: list[digests.Row], place: int) -> None:
    """Say what became of a row that is not as sealed: another one of the batch, or changed."""
    for other in range(len(ids)):
        if _digest(rows[place], _salt(seal, other)) == _mark(seal, other):
            text = f"the row stands where number {seal['sequence'] + place} stood; it was number {seal['sequence'] + other}"
            raise _Broken("reordered", seal["sequence"] + place, ids[place], text)
    raise _Broken("changed", seal["sequence"] + place, ids[place], "the row was changed")


def _acts(erased: Mapping[int, Erasure]) -> dict[int, Any]:
    """What the acts of erasures say of the rows that they cover."""
    acts = AuditRow.objects.filter(id__in={item.act_id for item in erased.values()}, verb="erase")
    return dict(acts.values_list("id", "changes"))


def _holds_erased(
    seal: Mapping[str, Any], place: int, row: digests.Row, item: Erasure | None, acts: Mapping[int, Any]
) -> bool:
    """Whether a row whose values were erased is as sealed in all else, and says what the erasure left."""
    if item is None:
        return False
    told = (acts.get(item.act_id) or {}).get("rows") or [None, {}]
    if told[1].get(str(item.row_id)) != entry_digest(item):
        return False
    try:
        says = digests.said(bytes.fromhex(item.salt), row[9]).hex()
    except ValueError:
        return False
    return says == item.says and digests.whole(row, bytes.fromhex(item.said)) == _mark(seal, place)


def entry_digest(item: Erasure) -> str:
    """What an erasure's act says of one of its rows."""
    return sha256(f"{item.row_id} {item.said} {item.says}".encode()).hexdigest()


def _digest(row: digests.Row, salt: bytes) -> bytes | None:
    """None for a row that holds what no row can."""
    try:
        return digests.whole(row, digests.said(salt, row[9]))
    except (ValueError, TypeError, AttributeError):
        return None


def _salt(seal: Mapping[str, Any], place: int) -> bytes:
    return bytes(seal["salts"])[place * digests.SALT : (place + 1) * digests.SALT]


def _mark(seal: Mapping[str, Any], place: int) -> bytes:
    return bytes(seal["digests"])[place * digests.DIGEST : (place + 1) * digests.DIGEST]


def _hold(wanted: Anchored, last: End, first: int) -> None:
    """Hold one line of the anchor against the chain."""
    if wanted.sequence != last.sequence or wanted.head != last.head:
        text = f"the chain is another one than on {wanted.at}: an old copy was put back and went on, or it was rewritten"
        raise _Broken("rewritten", min(first, wanted.sequence), None, text)


def _check_end(last: End, wanted: Anchored | None) -> None:
    """What the anchor knows beyond the chain's end."""
    if wanted is not None:
        text = (
            f"the chain ends at number {last.sequence}, on {wanted.at} it held number {wanted.sequence}: an old copy of "
            "the database was put back, or the end was cut off"
        )
        raise _Broken("old_copy", last.sequence + 1, None, text)
