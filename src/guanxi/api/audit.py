"""The audit: who did and saw what."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from guanxi.api import seen
from guanxi.api.body import answer
from guanxi.api.exports import started
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest
from guanxi.kernel.errors import Refusal
from guanxi.records import audit, audit_export
from guanxi.records.audit import Asked
from guanxi.records.audit_entries import Entry
from guanxi.records.audit_words import ORIGINS, word

router = Router(tags=["audit"])


class AuditQuery(Schema):
    """Which acts: of a module, a record, a person, an act or a group of acts, a period of days."""

    module: str = Field("", max_length=60)
    record: str = Field("", max_length=20)
    person: str = Field("", max_length=20)
    verb: str = Field("", max_length=40)
    since: str = Field("", alias="from", max_length=10)
    until: str = Field("", alias="to", max_length=10)
    cursor: str = Field("", max_length=80)
    limit: int = Field(50, ge=1, le=200)


class AuditExport(Strict):
    """Which part of the audit, in which format."""

    module: str = Field("", max_length=60)
    record: str | None = None
    person: str | None = None
    verb: str = Field("", max_length=40)
    since: str | None = Field(None, alias="from", max_length=10)
    until: str | None = Field(None, alias="to", max_length=10)
    format: str = "xlsx"
    reason: str = Field("", max_length=500)


@router.get("/audit")
def get_audit(request: ActorRequest, asked: Query[AuditQuery]) -> HttpResponse:
    """One page of acts, newest first. `verb` also takes a group: `write`, `read`, `out`, `access`. A page may be short and
    yet have a `next_cursor`."""
    found = Asked(
        asked.module, _key(asked.record), _key(asked.person), asked.verb,
        _day(asked.since, "from"), _day(asked.until, "to"), asked.cursor, asked.limit,
    )  # fmt: skip
    return _page(request, found)


@router.get("/records/{module}/{record_id}/audit")
def get_record_audit(
    request: ActorRequest,
    module: str,
    record_id: str,
    cursor: str = Query("", max_length=80),
    limit: int = Query(50, ge=1, le=200),
) -> HttpResponse:
    """Who saw, changed or took along this record; for those who may read the audit."""
    return _page(request, Asked(module, number(record_id), cursor=cursor, limit=limit))


@router.post("/audit/export")
def export_audit(request: ActorRequest, payload: AuditExport) -> HttpResponse:
    """202 with the export of acts to a file, as `POST /exports`."""
    asked = Asked(
        payload.module, _key(payload.record), _key(payload.person), payload.verb,
        _day(payload.since, "from"), _day(payload.until, "to"),
    )  # fmt: skip
    return started(request, audit_export.wanted(request.actor, asked, payload.format), payload.reason)


def _page(request: ActorRequest, asked: Asked) -> HttpResponse:
    entries, following = audit.page(request.actor, asked)
    seen.looked_into_audit(request.actor, audit.told(asked))
    locale = request.actor.locale
    return answer({"entries": [_wire(entry, locale) for entry in entries], "next_cursor": following})


def _wire(entry: Entry, locale: str) -> dict[str, Any]:
    row, way = entry.row, entry.row.whence or {}
    origin = row.origin.partition(":")[0]
    record = None
    if row.record_id is not None and not entry.hidden:
        record = {"id": str(row.record_id), "title": entry.title, "deleted": entry.deleted}
    return {
        "id": str(row.pk),
        "at": row.at,
        "actor": {"id": str(row.actor_id), "name": entry.actor_name} if row.actor_id else None,
        "system": row.actor_id is None and row.origin == "system",
        "verb": row.verb,
        "verb_label": entry.verb,
        "module": row.module,
        "module_label": entry.module,
        "record": record,
        "hidden": entry.hidden,
        "lines": [
            {
                "key": line.key,
                "label": line.label,
                "before": line.before,
                "after": line.after,
                "masked": line.masked,
            }
            for line in entry.lines
        ],
        "origin": word(ORIGINS, origin, locale),
        "token": entry.token,
        "address": way.get("address", ""),
        "behalf": _person(way.get("behalf")),
    }


def _person(known: list[Any] | None) -> dict[str, str] | None:
    return {"id": str(known[0]), "name": known[1]} if known else None


def _key(opaque: str | None) -> int | None:
    return None if not opaque else number(opaque)


def _day(text: str | None, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("invalid", name) from None
