"""Files come in: kept, looked at in a child process, and understood as far as one can without asking."""

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction

from guanxi.access import questions
from guanxi.exchange.models import ImportFile, ImportProject
from guanxi.exchange.normalise.rows import shown
from guanxi.exchange.readers import Choice, FileFault, Row, SheetInfo, Survey, survey
from guanxi.exchange.schema_plan import plan_of
from guanxi.exchange.targets import header_words
from guanxi.exchange.understand import Target, find_table, propose, reaches
from guanxi.kernel import config
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.kernel.text import Unit
from guanxi.schema.modules import MODULES

MAX_FILES = 10
MAX_BYTES = 100 * 1024 * 1024
SAMPLES = 200
DEFAULT_OPTIONS: dict[str, Any] = {
    "match_on": ["external_id", "mobile", "email"],
    "on_match": "fill",
    "default_region": None,
    "owner": {},
    "date_order": None,
}


class Upload(Protocol):
    """An uploaded file."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Its bytes in pieces."""


def plan(actor: Actor, module_key: str, uploads: Sequence[Upload]) -> ImportProject:
    """A new import of these files. Raises Forbidden, Refusal."""
    if module_key not in MODULES:
        raise Refusal("import_unknown_module", "module")
    if not questions.can(actor, "import", module_key):
        raise Forbidden()
    if not uploads or len(uploads) > MAX_FILES:
        raise Refusal("import_file_count", "file", limit=MAX_FILES)
    kept = [(_plain_name(upload.name), _keep(upload)) for upload in uploads]
    targets = plan_of(module_key).targets(actor)
    with transaction.atomic():
        project = ImportProject.objects.create(
            module=module_key, owner_id=actor.person_id, options=dict(DEFAULT_OPTIONS)
        )
    for position, (name, path) in enumerate(kept):
        file = ImportFile(project=project, position=position, name=name, path=path.name)
        understand(file, targets)
        file.save()
    return project


def understand(file: ImportFile, targets: Sequence[Target]) -> None:
    """Fill in what the file is and what its columns probably mean; a file that cannot be read says why."""
    choice = Choice(file.encoding, file.delimiter)
    try:
        found = survey(path_of(file), choice)
    except FileFault as fault:
        file.error = {"code": fault.code, "params": fault.params}
        return
    file.encoding, file.delimiter = found.info.encoding, found.info.delimiter
    file.date_system = found.info.date_system
    file.sheets = [_sheet(found, info, targets) for info in found.info.sheets]
    if found.info.format == "delimited":
        # A text file is its own only sheet; its name on disk means nothing to anybody.
        for sheet in file.sheets:
            sheet["name"] = file.name


def path_of(file: ImportFile) -> Path:
    """Where an import's file lies."""
    return folder() / Path(file.path).name


def folder() -> Path:
    """The folder of imported files, outside the web root."""
    path = config.home() / "imports"
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def _sheet(found: Survey, info: SheetInfo, targets: Sequence[Target]) -> dict[str, Any]:
    rows = found.rows.get(info.key, [])
    table = find_table(info, rows, header_words(targets))
    data = [row for row in rows if row.number >= table.first_row]
    samples = [_column_values(data, index) for index in range(table.width)]
    columns = propose(table, samples, targets) if table.headers else []
    return {
        "key": info.key,
        "name": info.name,
        "hidden": info.hidden,
        "chosen": not info.hidden and (table.chosen or (bool(data) and reaches(columns, targets))),
        "header_rows": table.header_rows,
        "columns": [
            {
                "index": column.index,
                "header": column.header,
                "sample": [_shown(value) for value in samples[column.index] if value not in (None, "")][:3]
                if column.index < len(samples)
                else [],
                "target": column.target if column.certain else None,
                "proposed": column.target,
                "confidence": round(column.confidence, 2),
                "alternatives": column.alternatives,
                "unit": _unit(column.unit),
                "codes": column.codes,
                "hidden": column.index in info.hidden_columns,
            }
            for column in columns
        ],
    }


def _column_values(rows: Sequence[Row], index: int) -> list[Any]:
    return [row.cells[index] if index < len(row.cells) else None for row in rows[:SAMPLES]]


def _unit(unit: Unit | None) -> str | None:
    return f"{unit.factor:f} {unit.currency or ''}".strip() if unit else None


def _shown(value: Any) -> str:
    return shown(value)[:80]


def _keep(upload: Upload) -> Path:
    target = folder() / secrets.token_hex(16)
    size = 0
    with target.open("wb") as file:
        for piece in upload.chunks():
            size += len(piece)
            if size > MAX_BYTES:
                target.unlink()
                raise Refusal("import_file_too_large", "file", status=413, limit=MAX_BYTES >> 20)
            file.write(piece)
    return target


def _plain_name(name: str | None) -> str:
    text = "".join(c for c in (name or "") if c.isprintable()).replace("\\", "/").rpartition("/")[2]
    return text[:255] or "file"
