"""What a seal covers: one digest a row, in which the values can be replaced by the digest that they had."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import orjson
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from guanxi.trail.models import AuditRow

SALT, DIGEST, ID = 16, 32, 8
COLUMNS = ("id", "at", "actor_id", "actor_name", "origin", "verb", "module", "record_id", "version")
Row = tuple[Any, ...]


def rows_between(after: int, to: int | None, limit: int) -> list[Row]:
    """The rows above one id and up to another by id, with values and way as texts."""
    rows = AuditRow.objects.filter(id__gt=after)
    if to is not None:
        rows = rows.filter(id__lte=to)
    return list(_cells(rows.order_by("id"))[:limit])


def rows_of(ids: "list[int]") -> dict[int, Row]:
    """These rows by id."""
    return {row[0]: row for row in _cells(AuditRow.objects.filter(id__in=ids))}


def _cells(rows: "QuerySet[AuditRow]") -> "QuerySet[AuditRow, Row]":
    texts = {"said": Cast("changes", TextField()), "way": Cast("whence", TextField())}
    return rows.annotate(**texts).values_list(*COLUMNS, *texts)


def content(text: str | None) -> bytes:
    """JSON in the one form that is digested, whatever database held it."""
    return orjson.dumps(orjson.loads(text or "null"), option=orjson.OPT_SORT_KEYS)


def said(salt: bytes, text: str | None) -> bytes:
    """The digest of what a row says of values."""
    return sha256(salt + content(text)).digest()


def whole(row: Row, values: bytes) -> bytes:
    """The digest of a row, of which the values' digest is given. The id is not in it: it stands beside it in the seal."""
    at: datetime = row[1]
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    way = orjson.loads(row[10]) if row[10] else None
    meta = orjson.dumps([moment, *row[2:9], way], option=orjson.OPT_SORT_KEYS)
    return sha256(meta + values).digest()


def head(before: str, seal: Mapping[str, Any]) -> str:
    """The head of the chain after a seal."""
    at: datetime = seal["at"]
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    told = f"{before} {seal['sequence']} {seal['count']} {moment}\n".encode()
    return sha256(told + bytes(seal["ids"]) + bytes(seal["digests"])).hexdigest()
