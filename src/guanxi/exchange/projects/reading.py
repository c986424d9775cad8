"""Checking: every physical row becomes an ImportRow with its normalised values and problems. Nothing is written yet."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Count

from guanxi.exchange.models import ImportFile, ImportProject, ImportRow
from guanxi.exchange.normalise import NormalRow, SheetPlan, Wishes, data_rows, normalise_row, plan_sheet
from guanxi.exchange.projects import owners
from guanxi.exchange.projects.intake import SAMPLES, path_of
from guanxi.exchange.readers import Choice, Row, SheetInfo, Survey, read_rows, survey
from guanxi.exchange.schema_plan import plan_of
from guanxi.exchange.targets import header_words
from guanxi.exchange.understand import Column, Table, Target, find_table, propose
from guanxi.jobs.handlers import JobContext
from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor

CHUNK = 500
# By file, sheet and row: the values that somebody corrected, and which targets that was.
Fixes = dict[tuple[int, str, int], tuple[dict[str, Any], list[str]]]


def check(ctx: JobContext, actor: Actor, project: ImportProject) -> None:
    """Read all chosen sheets anew, row by row, and count; what somebody fixed in the grid is kept."""
    fixed = _fixes(project)
    with transaction.atomic():
        project.rows.all().delete()
    targets = plan_of(project.module).targets(actor)
    names: set[str] = set()
    unknown: dict[str, Counter[str]] = {}
    done = 0
    for file in project.files.all():
        for reading in _readings(file, targets, project):
            for chunk in bulk.chunks(reading.rows(), CHUNK):
                ctx.proceed()
                made = [_import_row(project, file, reading, item, fixed) for item in chunk]
                names |= {
                    str(row.fields[key]) for row in made for key in reading.owner_keys if row.fields.get(key)
                }
                done += len(made)
                _keep(ctx, made, done)
            for target, words in reading.plan.unknown_values.items():
                unknown.setdefault(target, Counter()).update(words)
    project.unknown_values = {target: dict(words) for target, words in unknown.items()}
    owners.forget_absent(project, names)
    project.unknown_owners = owners.unknown(actor, project, names)
    project.counts = count(project)


def _keep(ctx: JobContext, rows: list[ImportRow], done: int) -> None:
    names = [item.attname for item in ImportRow._meta.concrete_fields if not item.primary_key]
    with transaction.atomic():
        bulk.insert(ImportRow, [{name: getattr(row, name) for name in names} for row in rows])
        ctx.checkpoint(None, done=done, total=None)


def count(project: ImportProject) -> dict[str, int]:
    """Rows by state."""
    found = dict(project.rows.order_by().values_list("state").annotate(found=Count("pk")))
    return {"total": sum(n for state, n in found.items() if state != "skipped"), **found}


class Reading:
    """One sheet on its way through table, columns and plan."""

    def __init__(
        self, file: ImportFile, info: SheetInfo, table: Table, plan: SheetPlan, targets: list[Target]
    ) -> None:
        self.file, self.info, self.table, self.plan = file, info, table, plan
        self.required = [target.key for target in targets if target.required]
        self.owner_keys = [fill.target.key for fill in plan.fills if fill.target.type == "user"]

    def rows(self) -> Iterator[tuple[Row, str | None, NormalRow | None]]:
        """Each physical row with the reason to skip it, or its values."""
        source = read_rows(path_of(self.file), self.info.key, Choice(self.file.encoding, self.file.delimiter))
        for row, reason in data_rows(source, self.table, self.info):
            yield row, reason, normalise_row(self.plan, row) if reason is None else None


def _readings(file: ImportFile, targets: list[Target], project: ImportProject) -> list[Reading]:
    if file.error:
        return []
    found = survey(path_of(file), Choice(file.encoding, file.delimiter))
    chosen = {sheet["key"]: sheet for sheet in file.sheets if sheet["chosen"]}
    wishes = Wishes(
        region=project.options.get("default_region"),
        date_order=project.options.get("date_order"),
        value_maps=project.value_maps,
    )
    return [
        _reading(file, found, info, chosen[info.key], targets, wishes)
        for info in found.info.sheets
        if info.key in chosen
    ]


def _reading(
    file: ImportFile,
    found: Survey,
    info: SheetInfo,
    sheet: dict[str, Any],
    targets: list[Target],
    wishes: Wishes,
) -> Reading:
    rows = found.rows.get(info.key, [])
    table = find_table(info, rows, header_words(targets))
    data = [row for row in rows if row.number >= table.first_row]
    samples = [
        [row.cells[index] for row in data[:SAMPLES] if index < len(row.cells)] for index in range(table.width)
    ]
    columns = _settled(propose(table, samples, targets), sheet)
    return Reading(
        file, info, table, plan_sheet(found.info, table, columns, targets, samples, wishes), targets
    )


def _settled(columns: list[Column], sheet: dict[str, Any]) -> list[Column]:
    """The proposed columns with the targets that were settled for them."""
    targets = {column["index"]: column["target"] for column in sheet["columns"]}
    for column in columns:
        column.target = targets.get(column.index, column.target)
    return columns


def _import_row(
    project: ImportProject,
    file: ImportFile,
    reading: Reading,
    item: tuple[Row, str | None, NormalRow | None],
    fixed: Fixes,
) -> ImportRow:
    row, reason, made = item
    source = ["" if cell is None else str(getattr(cell, "text", cell)) for cell in row.cells]
    result = ImportRow(
        project=project,
        file=file,
        sheet=reading.info.key,
        row=row.number,
        state="skipped",
        reason=reason or "",
        source=source,
        digest=hashlib.sha256(orjson.dumps([file.name, row.number, source])).hexdigest()[:32],
    )
    if made is not None:
        result.state, result.fields, result.other = made.state, made.fields, made.others
        result.errors = [
            {
                "field": error.field,
                "code": error.code,
                "column": error.column,
                "raw": error.raw,
                "params": _plain(error.params),
            }
            for error in made.errors
        ]
        _mend(result, *fixed.get((file.pk, reading.info.key, row.number), ({}, [])), reading.required)
    return result


def _mend(row: ImportRow, fixed: dict[str, Any], mended: list[str], required: list[str]) -> None:
    """Lay what somebody corrected in the grid over the row that was read anew."""
    if not fixed:
        return
    row.fixed, row.mended = fixed, mended
    row.errors = [error for error in row.errors if error["field"] not in mended]
    merged = {**row.fields, **fixed}
    if row.state != "waiting" or all(merged.get(key) for key in required):
        row.state = "partial" if row.errors else "ok"


def _plain(params: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value if isinstance(value, int | float | str) else str(value) for key, value in params.items()
    }


def _fixes(project: ImportProject) -> Fixes:
    rows = project.rows.exclude(fixed={}).values_list("file_id", "sheet", "row", "fixed", "mended")
    return {(file, sheet, number): (fixed, mended) for file, sheet, number, fixed, mended in rows}
