"""Values go, the chain stays: what a record's rows said is replaced by its digest."""

import os
import time
from collections.abc import Collection
from struct import unpack_from
from typing import Any

import orjson
from django.db import transaction

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.trail import digests
from guanxi.trail.models import AuditRow, Erasure, Seal
from guanxi.trail.seal import end, seal
from guanxi.trail.service import Act, record_acts
from guanxi.trail.verify import entry_digest

PAGE = 200
WAIT = 10.0


def erase(actor: Actor, module: str, record_id: int, fields: Collection[str] | None = None) -> int:
    """Erase what the trail says of a record, of all fields or of these, in sealed rows; returns how many rows.

    Raises Refusal (503) when rows of the record cannot be sealed now, (409) when one is not as it was sealed.
    """
    _await_seal(module, record_id)
    done, after = 0, 0
    while True:
        with transaction.atomic():
            ids = _some(module, record_id, after)
            done += _erase(actor, (module, record_id), ids, fields)
        if len(ids) < PAGE:
            return done
        after = ids[-1]


def _some(module: str, record_id: int, after: int) -> list[int]:
    rows = AuditRow.objects.filter(module=module, record_id=record_id, id__gt=after).exclude(verb="erase")
    return list(rows.order_by("id").values_list("id", flat=True)[:PAGE])


def _await_seal(module: str, record_id: int) -> None:
    """An unsealed row would be sealed by what it said a moment ago."""
    rows = AuditRow.objects.filter(module=module, record_id=record_id).order_by("-id")
    newest = rows.values_list("id", flat=True).first() or 0
    started = time.monotonic()
    while end().row_id < newest:
        if time.monotonic() - started > WAIT:
            raise Refusal("busy", status=503)
        seal()
        time.sleep(0.05)


def _erase(actor: Actor, record: tuple[str, int], ids: list[int], fields: Collection[str] | None) -> int:
    rows = digests.rows_of(ids)
    known = {item.row_id: item for item in Erasure.objects.filter(row_id__in=ids)}
    made: dict[int, tuple[Erasure, dict[str, Any]]] = {}
    for number in ids:
        values = orjson.loads(rows[number][9])
        kept = {} if fields is None else {key: value for key, value in values.items() if key not in fields}
        if kept == values:
            continue
        salt = os.urandom(digests.SALT)
        said = known[number].said if number in known else _said(rows[number])  # per chunk
        says = digests.said(salt, orjson.dumps(kept).decode()).hex()
        made[number] = Erasure(row_id=number, act_id=0, said=said, salt=salt.hex(), says=says), kept
    if not made:
        return 0
    told = {str(number): entry_digest(item) for number, (item, _) in made.items()}
    changes = {"fields": [None, sorted(fields) if fields is not None else None], "rows": [None, told]}
    (act_id,) = record_acts(actor, [Act("erase", *record, changes)])
    for number, (item, kept) in made.items():
        item.act_id = act_id
        AuditRow.objects.filter(id=number).update(changes=kept)  # per chunk
    Erasure.objects.bulk_create(
        [item for item, _ in made.values()],
        update_conflicts=True,
        unique_fields=["row_id"],
        update_fields=["act_id", "salt", "says"],
    )
    return len(made)


def _said(row: digests.Row) -> str:
    """The digest of what a row says, by its salt, which is wiped. Raises Refusal for a row that is not as sealed."""
    held = Seal.objects.select_for_update().filter(last_id__gte=row[0]).order_by("last_id").first()
    assert held is not None
    ids, salts = bytes(held.ids), bytearray(held.salts)
    place = next(at for at in range(held.count) if unpack_from("<q", ids, at * digests.ID)[0] == row[0])
    start = place * digests.SALT
    found = digests.said(bytes(salts[start : start + digests.SALT]), row[9])
    mark = bytes(held.digests)[place * digests.DIGEST : (place + 1) * digests.DIGEST]
    if digests.whole(row, found) != mark:
        raise Refusal("audit_broken", status=409, row=row[0])
    salts[start : start + digests.SALT] = bytes(digests.SALT)
    Seal.objects.filter(pk=held.pk).update(salts=bytes(salts))
    return found.hex()
