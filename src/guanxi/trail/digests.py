"""What a seal covers: one digest a row, in which the values can be replaced by the digest that they had."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection

SALT, DIGEST, ID = 16, 32, 8
COLUMNS = ("id", "at", "actor_id", "actor_name", "origin", "verb", "module", "record_id", "version")
Row = tuple[Any, ...]


# By hand: the framework takes longer to make instants aware than to read the rows.
_ROWS = """
    SELECT id, at, actor_id, actor_name, origin, verb, module, record_id, version, CAST(changes AS text), CAST(whence AS text)
    FROM trail_auditrow
"""
_BETWEEN = f"{_ROWS} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s"
_LAST = (1 << 63) - 1


def rows_between(after: int, to: int | None, limit: int) -> list[Row]:
    """The rows above one id and up to another by id, with values and way as texts. Raises ValueError for an instant that
    is none."""
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, [after, _LAST if to is None else to, limit])
        return list(cursor.fetchall())


def rows_of(ids: "list[int]") -> dict[int, Row]:
    """These rows by id."""
    return {number: row for number in ids for row in rows_between(number - 1, number, 1)}


def _moment(at: datetime) -> str:
    """An instant in the one form that is digested; SQLite's have no zone and are of Greenwich."""
    held = at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
    return f"{held.isoformat(timespec='microseconds')}+00:00"


def content(text: str | None) -> bytes:
    """JSON in the one form that is digested, whatever database held it."""
    return orjson.dumps(orjson.loads(text or "null"), option=orjson.OPT_SORT_KEYS)


def said(salt: bytes, text: str | None) -> bytes:
    """The digest of what a row says of values."""
    return sha256(salt + content(text)).digest()


def whole(row: Row, values: bytes) -> bytes:
    """The digest of a row, of which the values' digest is given. The id is not in it: it stands beside it in the seal."""
    moment = _moment(row[1])
    way = orjson.loads(row[10]) if row[10] else None
    meta = orjson.dumps([moment, *row[2:9], way], option=orjson.OPT_SORT_KEYS)
    return sha256(meta + values).digest()


def head(before: str, seal: Mapping[str, Any]) -> str:
    """The head of the chain after a seal."""
    moment = _moment(seal["at"])
    told = f"{before} {seal['sequence']} {seal['count']} {moment}\n".encode()
    return sha256(told + bytes(seal["ids"]) + bytes(seal["digests"])).hexdigest()
