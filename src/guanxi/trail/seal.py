"""The sealer: every second it puts what was recorded since into the chain and writes the new head into the anchor.

Any number of workers on any number of machines may try: a batch is a row whose key is the number of its first row, so
that of two who seal the same only one can. What nobody needs to do in a request (digests) is done here: until the seal
lies on a row a digest beside it would prove nothing, for who can change the row can change the digest.
"""

import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from guanxi.kernel import clock
from guanxi.trail import anchor, digests
from guanxi.trail.models import AuditRow, Seal

# The oldest transaction that writes (the next one when there is none), and the next one.
_AT_WORK = """
    SELECT coalesce((SELECT min(x::text::bigint) FROM pg_snapshot_xip(s) x), pg_snapshot_xmax(s)::text::bigint),
           pg_snapshot_xmax(s)::text::bigint
    FROM pg_current_snapshot() s
"""
log = logging.getLogger("guanxi.trail")
BATCH = 1000
# The worker's other small steps wait as long.
SECONDS = 0.4
REPEAT_ALARM = 60.0


@dataclass(frozen=True, slots=True)
class End:
    """Where the chain ends: the number and the id of its last row, and its head."""

    sequence: int = 0
    row_id: int = 0
    head: str = ""


@dataclass
class _Horizon:
    """PostgreSQL gives ids before it commits: up to `top` all are settled when no transaction before `limit` runs."""

    top: int = 0
    limit: int = 0
    settled: int = 0


_horizon = _Horizon()
_said = {"alarm": 0.0}


def end() -> End:
    """The end of the chain."""
    row = Seal.objects.order_by("-sequence").values("sequence", "count", "last_id", "head").first()
    return End(row["sequence"] + row["count"] - 1, row["last_id"], row["head"]) if row else End()


def seal(seconds: float = SECONDS) -> int:
    """Seal what is there, for at most so long, and anchor the head; returns how many rows were sealed."""
    started, done = time.monotonic(), 0
    last = end()
    while time.monotonic() - started < seconds:
        rows = digests.rows_between(last.row_id, _settled(), BATCH)
        if not rows:
            break
        made = _seal(last, rows)
        if made is None:
            # Another worker was faster; it goes on.
            return done
        last, done = made, done + len(rows)
        if len(rows) < BATCH:
            break
    _anchor(last)
    return done


def unsealed() -> tuple[int, Any]:
    """How many rows no seal covers yet, counted up to a thousand, and when the oldest of them was written."""
    rows = AuditRow.objects.filter(id__gt=end().row_id).order_by("id")
    count = len(rows.values_list("id")[:1000])
    return count, rows.values_list("at", flat=True).first()


def _seal(last: End, rows: Sequence[digests.Row]) -> End | None:
    """One batch, or None when somebody else has sealed these rows."""
    salts = os.urandom(digests.SALT * len(rows))
    marks = []
    for place, row in enumerate(rows):
        salt = salts[place * digests.SALT : (place + 1) * digests.SALT]
        marks.append(digests.whole(row, digests.said(salt, row[9])))
    made: dict[str, Any] = {
        "sequence": last.sequence + 1,
        "count": len(rows),
        "last_id": rows[-1][0],
        "at": clock.now(),
        "ids": pack(f"<{len(rows)}q", *(row[0] for row in rows)),
        "digests": b"".join(marks),
        "salts": salts,
    }
    made["head"] = digests.head(last.head, made)
    try:
        with transaction.atomic():
            Seal.objects.create(**made)
    except IntegrityError:
        return None
    return End(last.sequence + len(rows), made["last_id"], made["head"])


def _settled() -> int | None:
    """Up to which id every row is there that ever will be; None for all: SQLite gives ids in the order of commits."""
    if connection.vendor != "postgresql":
        return None
    # First the id, then who is at work: whoever took an id up to this one is among them or has ended.
    top = AuditRow.objects.aggregate(top=Max("id"))["top"] or 0
    with connection.cursor() as cursor:
        cursor.execute(_AT_WORK)
        oldest, following = cursor.fetchone()
    if oldest == following:
        _horizon.settled, _horizon.limit = top, 0
    elif _horizon.limit and oldest >= _horizon.limit:
        _horizon.settled, _horizon.limit = _horizon.top, 0
    if oldest != following and not _horizon.limit:
        _horizon.top, _horizon.limit = top, following
    return _horizon.settled


def _anchor(last: End) -> None:
    """Write the head outside, when it is newer than what stands there and the chain holds what stands there."""
    known = anchor.last()
    if last.sequence and (known is None or known.sequence < last.sequence) and _check_anchor():
        anchor.append(last.sequence, last.head)


def _check_anchor() -> bool:
    """Whether the chain still holds the last head that this machine wrote down; an alarm in the log when not."""
    known = anchor.last()
    if known is None or not known.sequence:
        return True
    row = Seal.objects.filter(sequence__lte=known.sequence).order_by("-sequence")
    found = row.values_list("sequence", "count", "head").first()
    if found is not None and found[0] + found[1] - 1 == known.sequence and found[2] == known.head:
        return True
    if time.monotonic() - _said["alarm"] > REPEAT_ALARM or not _said["alarm"]:
        _said["alarm"] = time.monotonic()
        log.error(
            "audit: the database does not hold row %s as anchored at %s: an old copy was put back, or the trail was "
            "rewritten. Run verify-audit.",
            known.sequence,
            known.at,
        )
    return False
