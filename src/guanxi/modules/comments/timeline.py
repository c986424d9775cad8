"""Comments on the timelines of the records that they are about."""

from guanxi.records import load
from guanxi.records.following import of_record
from guanxi.records.plugs import TIMELINES, TimelineItem, TimelineQuery, TimelineSource

_COLUMNS = ["text", "mentions", "attachments", "edited_at", "created_at", "created_by"]


class CommentSource(TimelineSource):
    """What people said to each other about a record."""

    key = "comments"

    def items(self, asked: TimelineQuery) -> list[TimelineItem]:
        """The comments that the actor may see."""
        found = of_record("comments", asked, "comment", _COLUMNS)
        if found is None:
            return []
        return [
            TimelineItem(
                f"comments-{row['id']}",
                "comment",
                row["created_at"],
                row["created_by"],
                titles.get("created_by", ""),
                "comments",
                row["id"],
                "",
                row["text"] or "",
                {
                    **load.wire(found.fields, row),
                    "mentioned": titles.get("mentions", []),
                    "files": titles.get("attachments", []),
                    "version": row["version"],
                },
            )
            for row, titles in zip(found.rows, found.titles, strict=True)
        ]


TIMELINES.add(CommentSource())
