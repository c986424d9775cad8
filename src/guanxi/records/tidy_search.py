"""SQLite's search index in one piece again, every night: each change leaves a mark, and every hit is held against them."""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.db import connection, transaction

from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.schedules import schedule

# Pages a step, about a tenth of a second: who writes waits no longer than that.
PAGES = 200
# "No work was done" (https://www.sqlite.org/fts5.html, the 'merge' command): the command itself counts as one change.
_IDLE = 2


@schedule("records-tidy-search", daily_at=time(2, 30))
@job("records.tidy_search", lane="long")
class TidySearch:
    """Merges step by step what changes have put beside the index; nothing to do on PostgreSQL, which tidies itself."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """How many steps it took."""
        return {"steps": tidy_search(ctx.proceed)}


def tidy_search(between: Callable[[], None] = lambda: None) -> int:
    """Merge the index, calling `between` after each step; how many steps it took."""
    if connection.vendor != "sqlite":
        return 0
    # A negative number takes in what a usual merge would leave where it is; positive ones carry on.
    steps, pages = 0, -PAGES
    while _merged(pages):
        between()
        steps, pages = steps + 1, PAGES
    return steps


def _merged(pages: int) -> bool:
    """Merge some pages in a transaction of their own; whether there was anything to merge."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('merge', %s)", [pages])
        return _changes(cursor) - before >= _IDLE


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
