"""A list as a file: what the asker may see, no more, streamed to disk by a job."""

import csv
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from guanxi.access import questions
from guanxi.access.rights import actor_of
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.models import Job
from guanxi.kernel import config
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records import handing_out, read, veils
from guanxi.records.read import MAX_LIMIT, Query, page
from guanxi.records.reader import ActorReader
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

FORMATS = ("xlsx", "csv")
# Beyond so many rows a person proves first who they are.
LARGE = 1000
MOST = 500_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def start(actor: Actor, module_key: str, query: Query, file_format: str) -> Job:
    """A job that writes the file. Raises Refusal, Forbidden, NotFound before anything is done."""
    read.opened(ActorReader(actor), module_key)
    if not questions.can(actor, "export", module_key):
        raise Forbidden()
    if file_format not in FORMATS:
        raise Refusal("invalid", "format")
    page(
        actor, module_key, Query(query.criteria, query.search, query.columns, query.sort, None, 1, query.ids)
    )
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
    return handing_out.asked(actor, payload)


def is_large(actor: Actor, module_key: str, query: Query) -> bool:
    """Whether an export would hold more rows than go without further proof. Raises Refusal, NotFound."""
    if query.ids is not None:
        return len(list(query.ids)) > LARGE
    asked = Query(query.criteria, query.search, ["id"], None)
    chosen = read.selection(ActorReader(actor), module_key, asked)
    return len(chosen.order_by().values_list("pk", flat=True)[: LARGE + 1]) > LARGE


def path_of(row: Job) -> Path:
    """Where the file of an export job lies."""
    return folder() / Path(row.payload["file"]).name


def folder() -> Path:
    """The folder of exports."""
    path = config.home() / "exports"
    path.mkdir(exist_ok=True, mode=0o700)
    return path


@job("records.export", lane="long")
class RunExport:
    """Writes the file beside its place and moves it there at the end; a second run begins anew."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records the file holds."""
        actor = actor_of(ctx.owner_id or 0, "export")
        payload = ctx.payload
        target = folder() / Path(payload["file"]).name
        partial = target.with_suffix(".part")
        fields = [module(payload["module"]).field(key) for key in payload["columns"]]
        ids: set[int] = set()
        rows = _rows(actor, payload, fields, ctx, ids)
        headers = [item.label.get(actor.locale) for item in fields]
        write = _write_xlsx if payload["format"] == "xlsx" else _write_csv
        count = write(partial, headers, rows)
        handing_out.done(actor, payload, ids)
        partial.replace(target)
        return {"count": count, "module": payload["module"], "format": payload["format"]}


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


def _write_xlsx(path: Path, headers: list[str], rows: Iterator[list[str]]) -> int:
    """Typed strings throughout, so that no text is ever a formula."""
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
    return count


def _write_csv(path: Path, headers: list[str], rows: Iterator[list[str]]) -> int:
    """UTF-8 with a mark, as spreadsheets expect; text that begins like a formula gets an apostrophe before it."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([f"'{text}" if text.startswith(_DANGEROUS) else text for text in row])
    return count


WRITERS = {"xlsx": _write_xlsx, "csv": _write_csv}
