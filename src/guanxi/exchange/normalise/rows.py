"""One physical row as values of fields, with its problems."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guanxi.exchange.normalise.beside import completed
from guanxi.exchange.normalise.gather import Gathered
from guanxi.exchange.normalise.kinds import read_cell
from guanxi.exchange.normalise.plan import Fill, SheetPlan
from guanxi.exchange.normalise.text_cells import is_dash, text_of
from guanxi.exchange.readers import Cell, CellError, Row
from guanxi.kernel.text import ValueFault, visible

_SPOILED = ("bad_encoding", "unclosed_quote")
# the value stands as it was written; a person may want to look at it
_MILD = frozenset({"looks_lossy", "ambiguous_place"})
WHOLE_ROW = "*"
_NUMERIC = frozenset({"money", "number", "percent"})
_NOUGHT = frozenset({"-", "--", "–", "—", "——", "－"})


@dataclass(slots=True)
class RowError:
    """What is wrong with one cell (or, field '*', with the row), and what stood there."""

    field: str
    code: str
    column: int | None = None
    raw: str | None = None
    params: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(slots=True)
class NormalRow:
    """A row ready to be written: `fields` by field key, the columns that fill nothing, errors and warnings.

    `state` is ok, partial (good but for some values) or waiting (a required value or the whole row is bad).
    """

    number: int
    state: str = "ok"
    fields: dict[str, Any] = dataclasses.field(default_factory=dict)
    others: dict[str, str] = dataclasses.field(default_factory=dict)
    errors: list[RowError] = dataclasses.field(default_factory=list)
    warnings: list[RowError] = dataclasses.field(default_factory=list)


def normalise_row(plan: SheetPlan, row: Row) -> NormalRow:
    """The row's values; a cell that cannot be read without guessing becomes an error and no value."""
    made = NormalRow(row.number)
    whole = _whole_row_error(plan, row)
    if whole is not None:
        made.errors.append(whole)
        made.state = "waiting"
        return made
    gathered = Gathered(plan)
    for fill in plan.fills:
        cell = row.cells[fill.index] if fill.index < len(row.cells) else None
        if not _blank(cell) and not (plan.dashes and is_dash(cell)) and not _nought(fill, cell):
            if fill.index in plan.beside:
                cell = completed(cell, row, plan.beside[fill.index])
            _take(made, gathered, fill, cell)
    made.fields = gathered.fields()
    made.others = _others(made, plan, row)
    _set_aside(made, plan, row)
    if "nul_removed" in row.notes:
        made.warnings.append(RowError(WHOLE_ROW, "nul_removed"))
    _judge(made, plan)
    return made


def _take(made: NormalRow, gathered: Gathered, fill: Fill, cell: Cell) -> None:
    faults: Iterable[tuple[str, ValueFault]]
    try:
        faults = read_cell(gathered, fill, cell)
    except ValueFault as fault:
        faults = ((shown(cell), fault),)
    for raw, found in faults:
        error = RowError(fill.target.key, found.code, fill.index, raw[:200], dict(found.params))
        (made.warnings if found.code in _MILD else made.errors).append(error)


def _whole_row_error(plan: SheetPlan, row: Row) -> RowError | None:
    for note in _SPOILED:
        if note in row.notes:
            return RowError(WHOLE_ROW, note)
    if plan.width is None:
        return None
    found = len(row.cells)
    extra = [c for c in row.cells[plan.width :] if not _blank(c)]
    if extra or (found < plan.width and not plan.short_rows):
        return RowError(WHOLE_ROW, "column_count", params={"expected": plan.width, "found": found})
    return None


def _others(made: NormalRow, plan: SheetPlan, row: Row) -> dict[str, str]:
    """What stands in columns that fill nothing, and beyond the last column of the header."""
    found: dict[str, str] = {}
    beyond = [(i, f"#{i + 1}") for i in range(plan.columns, len(row.cells))]
    for index, header in (*plan.others, *beyond):
        cell = row.cells[index] if index < len(row.cells) else None
        if _blank(cell) or (plan.dashes and is_dash(cell)):
            continue
        try:
            found[header] = text_of(cell)
        except ValueFault as fault:
            found[header] = shown(cell)
            if fault.code == "lossy_text":
                made.warnings.append(RowError(header, fault.code, index, shown(cell)))
    return found


def _set_aside(made: NormalRow, plan: SheetPlan, row: Row) -> None:
    """Keep what has no record to stand on in this row as a column that fills nothing."""
    for fill in plan.fills:
        key, needs = fill.target.key, fill.target.needs
        if needs and key in made.fields and made.fields.get(needs) in (None, "", []):
            del made.fields[key]
            name = f"{fill.header} ({fill.index + 1})" if fill.header in made.others else fill.header
            made.others[name] = text_of(row.cells[fill.index])


def _judge(made: NormalRow, plan: SheetPlan) -> None:
    spoiled = {error.field for error in made.errors}
    for key in sorted(plan.required):
        if made.fields.get(key) in (None, "", []):
            made.state = "waiting"
            if key not in spoiled:
                column = next((f.index for f in plan.fills if f.target.key == key), None)
                made.errors.append(RowError(key, "required", column))
    if made.state == "ok" and made.errors:
        made.state = "partial"


def _nought(fill: Fill, cell: Cell) -> bool:
    """Accounts show nought as a dash."""
    return fill.target.type in _NUMERIC and isinstance(cell, str) and cell.strip() in _NOUGHT


def _blank(cell: Cell) -> bool:
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    return not cell.strip() or (not cell.isprintable() and not visible(cell))


def shown(cell: Cell) -> str:
    """A cell as it is quoted in a problem."""
    return cell.text if isinstance(cell, CellError) else "" if cell is None else str(cell)
