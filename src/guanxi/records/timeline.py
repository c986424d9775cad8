"""A record's timeline: what every source knows of it, newest first.

Entries of one instant (an import writes many) have an order too: by source, then by the number of the entry. The cursor
names the last entry by all three, so that none is lost or told twice where a page ends.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import read
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineQuery, TimelineSource
from guanxi.records.reader import ActorReader
from guanxi.records.titles import retold
from guanxi.schema.conditions import parse_instant
from guanxi.schema.modules import module
from guanxi.trail.models import AuditRow
from guanxi.trail.service import history

VERB_KINDS = {"create": "created", "edit": "changed", "restore": "restored", "delete": "deleted"}
_ALL = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page ended."""

    at: datetime
    source: str
    number: int

    def below(self, source: str) -> int:
        """Under which number the entries of this very instant are still to come, for one source."""
        return self.number if source == self.source else _ALL if source < self.source else 0


def timeline(
    actor: Actor, module_key: str, record_id: int, cursor: str | None, limit: int, kinds: frozenset[str]
) -> tuple[list[TimelineItem], str | None]:
    """One page of the timeline, of all kinds or of `kinds`. Raises NotFound, Refusal."""
    read.get(actor, module_key, record_id)
    place = _decode(cursor) if cursor else None
    asked = TimelineQuery(actor, module(module_key), record_id, place.at if place else None, limit + 1, kinds)
    found: list[tuple[datetime, str, int, TimelineItem]] = []
    for source in TIMELINES:
        mine = replace(asked, below=place.below(source.key)) if place else asked
        found += [(item.at, source.key, item.number, item) for item in source.items(mine)]
    found.sort(key=lambda entry: entry[:3], reverse=True)
    following = _encode(*found[limit - 1][:3]) if len(found) > limit else None
    return [entry[3] for entry in found[:limit]], following


def _encode(at: datetime, source: str, number: int) -> str:
    return f"{at.isoformat()}|{source}|{number}"


def _decode(cursor: str) -> _Place:
    at, _, rest = cursor.partition("|")
    source, _, number = rest.partition("|")
    moment = parse_instant(at)
    if moment is None or source not in TIMELINES or not (number.isascii() and number.isdigit()):
        raise Refusal("bad_cursor", "cursor", status=400)
    return _Place(moment, source, min(int(number[:20]), _ALL))


class AuditSource(TimelineSource):
    """What was done to the record itself, by the fields that the actor may read."""

    key = "audit"

    def items(self, asked: TimelineQuery) -> list[TimelineItem]:
        """Audit rows as timeline entries; an edit that shows nothing readable is left out."""
        if not asked.wants(frozenset(VERB_KINDS.values())):
            return []
        readable = retold(ActorReader(asked.actor), asked.owner)
        found: list[TimelineItem] = []
        before, below = asked.before, asked.below
        while True:
            rows = history(asked.owner.key, asked.record_id, before, asked.limit, below)
            found += [item for row in rows if (item := _entry(asked, readable, row))]
            if len(rows) < asked.limit or len(found) >= asked.limit:
                return found[: asked.limit]
            before, below = rows[-1].at, rows[-1].pk


def _entry(asked: TimelineQuery, readable: frozenset[str], row: AuditRow) -> TimelineItem | None:
    owner = asked.owner
    kind = VERB_KINDS.get(row.verb)
    changes = [
        {"field": key, "before": pair[0], "after": pair[1]}
        for key, pair in row.changes.items()
        if key in readable and not owner.field(key).config.get("quiet")
    ]
    if kind is None or not asked.wants(frozenset({kind})) or (kind == "changed" and not changes):
        return None
    shown = [] if kind == "created" else changes
    by = row.actor_id, row.actor_name
    return TimelineItem(f"audit-{row.pk}", kind, row.at, *by, owner.key, asked.record_id, changes=shown)


TIMELINES.add(AuditSource())
