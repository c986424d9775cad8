"""A record's timeline: what every source knows of it, newest first."""

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import read
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineQuery, TimelineSource
from guanxi.records.reader import ActorReader
from guanxi.schema.conditions import parse_instant
from guanxi.schema.modules import module
from guanxi.trail.service import history

VERB_KINDS = {"create": "created", "edit": "changed", "restore": "restored", "delete": "deleted"}


def timeline(
    actor: Actor, module_key: str, record_id: int, cursor: str | None, limit: int, kinds: frozenset[str]
) -> tuple[list[TimelineItem], str | None]:
    """One page of the timeline, of all kinds or of `kinds`. Raises NotFound, Refusal."""
    read.get(actor, module_key, record_id)
    before = parse_instant(cursor) if cursor else None
    if cursor and before is None:
        raise Refusal("bad_cursor", "cursor", status=400)
    asked = TimelineQuery(actor, module(module_key), record_id, before, limit + 1, kinds)
    items: list[TimelineItem] = []
    for source in TIMELINES:
        items.extend(source.items(asked))
    items.sort(key=lambda item: (item.at, item.id), reverse=True)
    page = items[:limit]
    more = len(items) > limit
    return page, page[-1].at.isoformat() if more and page else None


class AuditSource(TimelineSource):
    """What was done to the record itself, by the fields that the actor may read."""

    key = "audit"

    def items(self, asked: TimelineQuery) -> list[TimelineItem]:
        """Audit rows as timeline entries; an edit that shows nothing readable is left out."""
        if not asked.wants(frozenset(VERB_KINDS.values())):
            return []
        owner = asked.owner
        readable = ActorReader(asked.actor).readable(owner.key)
        found = []
        for row in history(owner.key, asked.record_id, asked.before, asked.limit):
            kind = VERB_KINDS.get(row.verb)
            changes = [
                {"field": key, "before": pair[0], "after": pair[1]}
                for key, pair in row.changes.items()
                if key in readable and not owner.field(key).config.get("quiet")
            ]
            if kind is None or not asked.wants(frozenset({kind})) or (kind == "changed" and not changes):
                continue
            shown = [] if kind == "created" else changes
            by = row.actor_id, row.actor_name
            about = owner.key, asked.record_id
            found.append(TimelineItem(f"audit-{row.pk}", kind, row.at, *by, *about, changes=shown))
        return found


TIMELINES.add(AuditSource())
