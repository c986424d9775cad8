"""Activities on the timelines of contacts and accounts."""

from guanxi.access import questions
from guanxi.modules.activities.options import KINDS
from guanxi.records import load
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineQuery, TimelineSource
from guanxi.records.read import Query, page

_KINDS = frozenset(option.value for option in KINDS)
_LOOKUP = {"contacts": "contact", "accounts": "account"}


class ActivitySource(TimelineSource):
    """Talks, notes and tasks, by the time at which they took place."""

    key = "activities"

    def items(self, asked: TimelineQuery) -> list[TimelineItem]:
        """The activities that the actor may see."""
        if asked.owner.key not in _LOOKUP or not asked.wants(_KINDS):
            return []
        wanted = asked.kinds & _KINDS
        needed = {"at", _LOOKUP[asked.owner.key], *(["kind"] if wanted else [])}
        if not needed <= questions.readable(asked.actor, "activities"):
            return []
        conditions: list[dict[str, object]] = [
            {"field": _LOOKUP[asked.owner.key], "op": "in", "value": [str(asked.record_id)]}
        ]
        if wanted:
            conditions.append({"field": "kind", "op": "in", "value": sorted(wanted)})
        before = ("at", asked.before, asked.below) if asked.before else None
        query = Query(criteria={"all": conditions}, sort=["-at"], limit=asked.limit, before=before)
        found = page(asked.actor, "activities", query)
        return [
            TimelineItem(
                f"activities-{row['id']}",
                row.get("kind") or "note",
                row["at"],
                row.get("owner"),
                titles.get("owner", ""),
                "activities",
                row["id"],
                row.get("subject") or "",
                row.get("content") or "",
                {
                    **load.wire(found.fields, row),
                    "version": row["version"],
                    "contact_name": titles.get("contact", ""),
                    "files": titles.get("attachments", []),
                },
            )
            for row, titles in zip(found.rows, found.titles, strict=True)
            if row["at"]  # one without a time has no place on a timeline; such come last
        ]


TIMELINES.add(ActivitySource())
