"""Workbooks for people: the rows with problems in their source's layout, and the empty template."""

import tempfile
from typing import IO, Any

from guanxi.exchange.models import ImportFile, ImportProject
from guanxi.exchange.projects.messages import fault_text
from guanxi.exchange.schema_plan import plan_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import L
from guanxi.records import marks

REASON = L("问题", "問題", "Problem")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(actor: Actor, project: ImportProject) -> IO[bytes]:
    """One sheet for each source sheet that has problems: its header, its bad rows, and why."""
    labels = {target.key: target.label for target in plan_of(project.module).targets(actor)}
    stream = tempfile.TemporaryFile()  # noqa: SIM115
    import xlsxwriter  # lazy: a tenth of the time to start, and few requests need it

    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        pages = _Pages(book, actor.locale, labels)
        for file in project.files.all():
            for sheet in file.sheets:
                pages.add(project, file, sheet)
        if not book.worksheets():
            book.add_worksheet()
        marks.foot(book, marks.of(actor, {}))
    stream.seek(0)
    return stream


def template(actor: Actor, module_key: str) -> IO[bytes]:
    """A workbook with one header row of everything that the actor may import."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115
    import xlsxwriter  # lazy: a tenth of the time to start, and few requests need it

    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, target in enumerate(plan_of(module_key).targets(actor)):
            sheet.write_string(0, column, target.label, bold)
            sheet.set_column(column, column, 16)
    stream.seek(0)
    return stream


class _Pages:
    """Writes the pages of one workbook of problems."""

    def __init__(self, book: Any, locale: str, labels: dict[str, str]) -> None:
        self.book, self.locale, self.labels = book, locale, labels
        self.bold = book.add_format({"bold": True})

    def add(self, project: ImportProject, file: ImportFile, sheet: dict[str, Any]) -> None:
        """The page of one source sheet, if it has problems."""
        rows = project.rows.filter(file=file, sheet=sheet["key"], state__in=("partial", "waiting")).order_by(
            "pk"
        )
        if not rows.exists():
            return
        name = f"{file.position + 1}-{sheet['name']}"[:31].translate({ord(c): "_" for c in "[]:*?/\\'"})
        page = self.book.add_worksheet(name)
        headers = [column["header"] for column in sheet["columns"]]
        for column, header in enumerate([*headers, REASON.get(self.locale)]):
            page.write_string(0, column, header, self.bold)
        for line, row in enumerate(rows.iterator(chunk_size=500), 1):
            for column, text in enumerate(row.source[: len(headers)]):
                page.write_string(line, column, text[:32767])
            reasons = [
                fault_text(error, self.locale, self.labels.get(error["field"], "")) for error in row.errors
            ]
            page.write_string(line, len(headers), "\n".join(reasons)[:32767])
