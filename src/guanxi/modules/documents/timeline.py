"""Documents on the timelines of the records that they belong to."""

from guanxi.records import load
from guanxi.records.following import of_record
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineQuery, TimelineSource

_COLUMNS = ["name", "versions", "kind", "size", "created_at", "created_by"]


class DocumentSource(TimelineSource):
    """What was put beside a record, by the time at which it came."""

    key = "documents"

    def items(self, asked: TimelineQuery) -> list[TimelineItem]:
        """The documents that the actor may see."""
        found = of_record("documents", asked, "document", _COLUMNS)
        return (
            [
                TimelineItem(
                    f"documents-{row['id']}",
                    "document",
                    row["created_at"],
                    row["created_by"],
                    titles.get("created_by", ""),
                    "documents",
                    row["id"],
                    row["name"] or "",
                    "",
                    {
                        **load.wire(found.fields, row),
                        "files": titles.get("versions", [])[:1],
                        "version": row["version"],
                    },
                )
                for row, titles in zip(found.rows, found.titles, strict=True)
            ]
            if found
            else []
        )


TIMELINES.add(DocumentSource())
