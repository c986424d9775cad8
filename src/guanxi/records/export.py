"""A list as a file: what the asker may see, no more, streamed to disk by a job."""

import csv
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from guanxi.access import questions
from guanxi.access.rights import actor_of
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.models import Job, State
from guanxi.jobs.schedules import schedule
from guanxi.kernel import clock, config
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records import handing_out, leaving, marks, read, veils
from guanxi.records.leaving import Wanted
from guanxi.records.leaving_models import Export
from guanxi.records.marks import Mark
from guanxi.records.read import MAX_LIMIT, Query, page
from guanxi.records.reader import ActorReader
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

KIND = "records.export"
FORMATS = ("xlsx", "csv")
# Beyond so many rows a person proves first who they are.
LARGE = 1000
MOST = 500_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def start(actor: Actor, module_key: str, query: Query, file_format: str, reason: str = "") -> Export:
    """An export: let out at once, or waiting for approval. Raises as `wanted` and `leaving.ask`."""
    return leaving.ask(actor, wanted(actor, module_key, query, file_format), reason)


def wanted(actor: Actor, module_key: str, query: Query, file_format: str) -> Wanted:
    """What the actor asks to take out. Raises Refusal, Forbidden, NotFound before anything is done."""
    read.opened(ActorReader(actor), module_key)
    if not questions.can(actor, "export", module_key):
        raise Forbidden()
    if file_format not in FORMATS:
        raise Refusal("invalid", "format")
    page(
        actor, module_key, Query(query.criteria, query.search, query.columns, query.sort, None, 1, query.ids)
    )
    counted, _ = read.count(actor, module_key, Query(query.criteria, query.search, ids=query.ids), True)
    payload = {
        "module": module_key,
        "criteria": query.criteria,
        "search": query.search,
        "columns": query.columns
        or veils.shown(ActorReader(actor), module_key, module(module_key).list_columns),
        "sort": query.sort,
        "ids": list(query.ids) if query.ids is not None else None,
        "format": file_format,
        "file": f"{secrets.token_hex(16)}.{file_format}",
    }
    return Wanted(KIND, payload, min(counted, MOST))


def path_of(row: Job) -> Path:
    """Where the file of an export job lies."""
    return folder() / Path(row.payload["file"]).name


def folder() -> Path:
    """The folder of exports."""
    path = config.home() / "exports"
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def is_there(row: Job) -> bool:
    """Whether the file of an export may still be fetched: it is there, and not older than a day."""
    made_at = row.finished_at
    fresh = made_at is not None and clock.now() - made_at < leaving.KEPT
    return row.state == State.DONE and fresh and path_of(row).exists()


def tidy() -> int:
    """Delete the files that nobody may fetch any more; how many there were."""
    before, gone = time.time() - leaving.KEPT.total_seconds(), 0
    for path in folder().iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


@schedule("records.leaving_tidy", every=timedelta(hours=1))
@job("records.leaving_tidy")
class Tidy:
    """Ends requests that waited too long, and deletes files that are older than a day."""

    def run(self, ctx: JobContext) -> dict[str, int]:
        """How many of each."""
        return {"expired": leaving.expire(), "deleted": tidy()}


@job(KIND, lane="long")
class RunExport:
    """Writes the file beside its place and moves it there at the end; a second run begins anew."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records the file holds."""
        actor, payload = actor_of(ctx.owner_id or 0, "export"), ctx.payload
        if not questions.can(actor, "export", payload["module"]):
            raise Forbidden()
        fields = [module(payload["module"]).field(key) for key in payload["columns"]]
        headers = [item.label.get(actor.locale) for item in fields]
        ids: set[int] = set()

        def settle() -> None:
            handing_out.done(actor, payload, ids)

        return made(ctx, actor, headers, _rows(actor, payload, fields, ctx, ids), settle)


def made(
    ctx: JobContext, actor: Actor, headers: list[str], rows: Iterator[list[str]], before: Callable[[], None]
) -> dict[str, Any]:
    """Write the rows to the file of a job with its mark, and count them; `before` is done before anybody can have it."""
    payload = ctx.payload
    target = folder() / Path(payload["file"]).name
    partial = target.with_suffix(".part")
    mark = marks.of(actor, payload)
    try:
        count = WRITERS[payload["format"]](partial, headers, _bounded(payload, rows), mark)
        before()
        leaving.settle(actor, payload, count)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return {"count": count, "module": payload["module"], "format": payload["format"]}


def _bounded(payload: dict[str, Any], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows, as long as they are not many more than what was let out."""
    for number, row in enumerate(rows, 1):
        leaving.require_not_grown(payload, number)
        yield row


def _rows(
    actor: Actor, payload: dict[str, Any], fields: list[FieldDef], ctx: JobContext, ids: set[int]
) -> Iterator[list[str]]:
    """The cells of every record; `ids` takes in which records they are."""
    cursor, done = None, 0
    while done < MOST:
        ctx.proceed()
        asked = Query(payload["criteria"], payload["search"], payload["columns"], payload["sort"], cursor, MAX_LIMIT,
                      payload["ids"])  # fmt: skip
        found = page(actor, payload["module"], asked)  # per chunk
        ids.update(row["id"] for row in found.rows)
        for row, titles, covers in zip(found.rows, found.titles, found.veils, strict=True):
            yield [
                covers.get(item.key) or _cell(item, row[item.key], titles.get(item.key), actor)
                for item in fields
            ]
        done += len(found.rows)
        cursor = found.next_cursor
        if cursor is None:
            return


def _cell(item: FieldDef, value: Any, title: Any, actor: Actor) -> str:
    """What a person reads, in the asker's language and zone; an import reads the same value from it."""
    if isinstance(title, str):
        return title
    if item.type == "people":
        return "、".join(person["name"] for person in title or ())
    if item.type == "tags":
        return "、".join(tag["label"] for tag in title or ())
    if isinstance(value, datetime):
        local = value.astimezone(actor.zone)
        return local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")
    return item.kit.text(item, value, actor.locale)


def _write_xlsx(path: Path, headers: list[str], rows: Iterator[list[str]], mark: Mark) -> int:
    """Typed strings throughout, so that no text is ever a formula; the mark on every printed page, in the properties
    and on a sheet of its own."""
    import xlsxwriter  # lazy: a tenth of the time to start, and few requests need it

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
        count = 0
        for count, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                sheet.write_string(count, column, text[:32767])
        marks.put(book, mark)
    return count


def _write_csv(path: Path, headers: list[str], rows: Iterator[list[str]], mark: Mark) -> int:
    """UTF-8 with a mark, as spreadsheets expect; text that begins like a formula gets an apostrophe before it. Of whose it is
    only the file's name tells: a line of its own would be a record to every program."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([f"'{text}" if text.startswith(_DANGEROUS) else text for text in row])
    return count


WRITERS = {"xlsx": _write_xlsx, "csv": _write_csv}
