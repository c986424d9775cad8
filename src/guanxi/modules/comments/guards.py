"""What a comment keeps of itself, and who hears of it."""

from collections import defaultdict
from collections.abc import Iterable

from guanxi.channels.inapp import Notice, notify
from guanxi.kernel import clock
from guanxi.kernel.text import visible
from guanxi.modules.comments.sight import who_see
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.schema.types.record import parts_of

EXCERPT = 80


class CommentFill(Guard):
    """Keeps the first words as an excerpt, and when the words were changed."""

    key = "comments.fill"
    order = 200
    modules = ("comments",)

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb in ("create", "edit") else ():
            if not row.new.get("text"):
                continue
            words = " ".join(visible(row.new["text"]).split())
            row.new["excerpt"] = words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
            if batch.verb == "edit" and row.new["text"] != (row.old or {}).get("text"):
                row.new["edited_at"] = clock.now()


class Mentions(Guard):
    """Whoever is newly mentioned is told, when they see the record: a mention gives no right."""

    key = "comments.mentions"
    order = 900
    modules = ("comments",)

    def after(self, batch: Batch) -> None:
        if batch.verb not in ("create", "edit") or batch.actor.is_system:
            return
        by_record: dict[str, list[Working]] = defaultdict(list)
        for row in batch.rows:
            if _fresh(row):
                by_record[row.get("parent")].append(row)
        for parent, rows in by_record.items():
            _tell(batch, parent, rows)


GUARDS.add(CommentFill())
GUARDS.add(Mentions())


def _fresh(row: Working) -> set[int]:
    return set(row.new.get("mentions") or ()) - set((row.old or {}).get("mentions") or ())


def _tell(batch: Batch, parent: str, rows: Iterable[Working]) -> None:
    module_key, record_id = parts_of(parent)
    wanted = set().union(*(_fresh(row) for row in rows)) - {batch.actor.user_id}
    seeing = who_see(wanted, module_key, record_id)
    notices = [
        # The record's title is read when the notice is: by who may still read it.
        Notice(
            user,
            "mention",
            {"actor": batch.actor.name},
            module_key,
            record_id,
            f"mention:{row.record_id}:{user}",
        )
        for row in rows
        for user in sorted(_fresh(row) & seeing)
    ]
    notify(notices)
