"""Activities on the timelines of contacts and accounts."""

from datetime import datetime

from guanxi.kernel.actor import Actor
from guanxi.modules.activities.options import KINDS
from guanxi.records import load
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineSource
from guanxi.records.read import Query, page
from guanxi.schema.modules import ModuleDef

_KINDS = frozenset(option.value for option in KINDS)
_LOOKUP = {"contacts": "contact", "accounts": "account"}


class ActivitySource(TimelineSource):
    """Talks, notes and tasks, by the time at which they took place."""

    key = "activities"

    def items(
        self,
        actor: Actor,
        owner: ModuleDef,
        record_id: int,
        before: datetime | None,
        limit: int,
        kinds: frozenset[str],
    ) -> list[TimelineItem]:
        """The activities that the actor may see."""
        wanted = kinds & _KINDS
        if owner.key not in _LOOKUP or (kinds and not wanted):
            return []
        conditions: list[dict[str, object]] = [
            {"field": _LOOKUP[owner.key], "op": "in", "value": [str(record_id)]}
        ]
        if wanted:
            conditions.append({"field": "kind", "op": "in", "value": sorted(wanted)})
        asked = Query(criteria={"all": conditions}, sort=["-at"], limit=limit, before=("at", before))
        found = page(actor, "activities", asked)
        return [
            TimelineItem(
                f"activities-{row['id']}",
                row["kind"] or "note",
                row["at"],
                row["owner"],
                titles.get("owner", ""),
                "activities",
                row["id"],
                row["subject"] or "",
                row["content"] or "",
                {
                    **load.wire(found.fields, row),
                    "version": row["version"],
                    "contact_name": titles.get("contact", ""),
                },
                [],
            )
            for row, titles in zip(found.rows, found.titles, strict=True)
        ]


TIMELINES.add(ActivitySource())
