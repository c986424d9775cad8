"""The audit as a file, for those who may read it; asked for and fetched like every export, and told like one."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from guanxi.access.rights import actor_of
from guanxi.jobs.handlers import JobContext, job
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import audit, leaving
from guanxi.records.audit import Asked
from guanxi.records.audit_entries import Entry, Line
from guanxi.records.audit_words import AS_MEMBER, HEADERS, ORIGINS, word
from guanxi.records.export import FORMATS, made
from guanxi.records.leaving import Wanted
from guanxi.records.leaving_models import Export

KIND = "records.audit_export"
MOST = 200_000


def start(actor: Actor, asked: Asked, file_format: str, reason: str = "") -> Export:
    """An export of the audit: let out at once, or waiting for approval. Raises as `wanted` and `leaving.ask`."""
    return leaving.ask(actor, wanted(actor, asked, file_format), reason)


def wanted(actor: Actor, asked: Asked, file_format: str) -> Wanted:
    """What the actor asks to take out. Raises Forbidden, NotFound, Refusal before anything is done."""
    if file_format not in FORMATS:
        raise Refusal("invalid", "format")
    audit.page(actor, replace(asked, limit=1))
    payload = {
        "module": "audit",
        "of_module": asked.module,
        "record": asked.record_id,
        "person": asked.person,
        "verb": asked.verb,
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
        "format": file_format,
        "file": f"{secrets.token_hex(16)}.{file_format}",
    }
    return Wanted(KIND, payload, audit.how_many(actor, asked, MOST), audit.told(asked))


@job(KIND, lane="long")
class RunAuditExport:
    """Writes the file beside its place and moves it there at the end; a second run begins anew."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many acts the file holds."""
        actor = actor_of(ctx.owner_id or 0, "export")
        headers = [header.get(actor.locale) for header in HEADERS]
        return made(ctx, actor, headers, _rows(actor, ctx.payload, ctx), lambda: None)


def _rows(actor: Actor, payload: dict[str, Any], ctx: JobContext) -> Iterator[list[str]]:
    since, until = payload["since"], payload["until"]
    asked = Asked(
        payload["of_module"], payload["record"], payload["person"], payload["verb"],
        date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None,
        limit=audit.MOST,
    )  # fmt: skip
    done = 0
    while done < MOST:
        ctx.proceed()
        found, cursor = audit.page(actor, asked)
        yield from (_cells(actor, entry) for entry in found)
        done += len(found)
        if cursor is None:
            return
        asked = replace(asked, cursor=cursor)


def _cells(actor: Actor, entry: Entry) -> list[str]:
    row = entry.row
    origin = word(ORIGINS, row.origin.partition(":")[0], actor.locale)
    return [
        row.at.astimezone(actor.zone).strftime("%Y-%m-%d %H:%M:%S"),
        _who(actor, entry),
        entry.verb,
        entry.module,
        entry.title,
        "\n".join(_said(line) for line in entry.lines),
        f"{origin} {entry.token}".strip(),
        (row.whence or {}).get("address", ""),
    ]


def _who(actor: Actor, entry: Entry) -> str:
    behalf = (entry.row.whence or {}).get("behalf")
    if not behalf:
        return entry.actor_name
    return AS_MEMBER.get(actor.locale).format(actor=entry.actor_name, member=behalf[1])


def _said(line: Line) -> str:
    if line.masked:
        return f"{line.label}: ***"
    if not line.before or line.before == line.after:
        return f"{line.label}: {line.after}"
    return f"{line.label}: {line.before} → {line.after}"
