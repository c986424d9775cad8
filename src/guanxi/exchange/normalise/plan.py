"""How the rows of one sheet are read: settled once from the header, the sample and a person's wishes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from guanxi.exchange.normalise.beside import Beside, beside
from guanxi.exchange.normalise.text_cells import is_dash
from guanxi.exchange.readers import BookInfo, Cell
from guanxi.exchange.understand import ChoiceReader, Column, Table, Target
from guanxi.kernel.text import Unit, infer_order, infer_region

_PHONES = {"phones", "phone"}
_DATES = {"date", "datetime"}
_CHOICES = {"choice", "multichoice", "boolean"}
_HABIT = 5
# a sign (¥) is often a format of all cells; a code is written by hand
_CODES = "rmb|cny|usd|hkd|twd|ntd|eur|gbp|jpy|人民币|人民幣|美元|美金|港币|港幣|台币|台幣|欧元|歐元"
_CODED = re.compile(rf"^\s*(?:{_CODES})|(?:{_CODES})\s*$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9][0-9,]*")
_BOOLEAN = (("true", ()), ("false", ()))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person settled about a whole import; every part may be left open."""

    region: str | None = None
    date_order: str | None = None
    currency: str = "CNY"
    value_maps: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fill:
    """One column that fills a target."""

    index: int
    header: str
    target: Target
    unit: Unit | None = None
    order: str | None = None
    choice: ChoiceReader | None = None
    stated: bool = False

    def unit_of(self, cell: Cell) -> Unit | None:
        """The unit of the header; RMB 80000 under thousands is told in full where other cells name no currency."""
        if self.stated and self.unit and isinstance(cell, str) and _CODED.search(cell):
            number = _WHOLE.search(cell)
            if number and int(number[0].replace(",", "")) >= self.unit.factor:
                return replace(self.unit, factor=Decimal(1))
        return self.unit


@dataclass(slots=True)
class SheetPlan:
    """The reading of one sheet. `width` is the number of cells that every record of a text file must have."""

    fills: list[Fill]
    others: list[tuple[int, str]]
    required: frozenset[str]
    region: str = "CN"
    currency: str = "CNY"
    date_system: int = 1900
    width: int | None = None
    columns: int = 0
    short_rows: bool = False
    dashes: bool = False
    beside: dict[int, Beside] = field(default_factory=dict)

    @property
    def unknown_values(self) -> dict[str, dict[str, int]]:
        """Target -> words of choice columns that mean no option -> how often they were met."""
        found: dict[str, dict[str, int]] = {}
        for fill in self.fills:
            if fill.choice and fill.choice.unknown:
                found.setdefault(fill.target.key, {}).update(fill.choice.unknown)
        return found


def plan_sheet(
    book: BookInfo,
    table: Table,
    columns: Sequence[Column],
    targets: Sequence[Target],
    samples: Sequence[Sequence[Cell]],
    wishes: Wishes | None = None,
) -> SheetPlan:
    """The plan for one sheet; `columns` say what each column is, `samples[i]` are values of column i."""
    wishes = wishes or Wishes()
    by_key = {target.key: target for target in targets}
    fills: list[Fill] = []
    others: list[tuple[int, str]] = []
    for column in columns:
        target = by_key.get(column.target or "")
        if target is None:
            others.append((column.index, _name_of_its_own(column, others)))
        else:
            values = samples[column.index] if column.index < len(samples) else ()
            fills.append(_fill(column, target, values, wishes))
    plan = SheetPlan(fills, others, frozenset(t.key for t in targets if t.required))
    home = wishes.region or _region(fills, samples)
    plan.region = home or "CN"
    if home and wishes.date_order is None:
        plan.fills = [replace(fill, order=_order_at(home, fill)) for fill in fills]
    plan.currency = wishes.currency
    plan.date_system = book.date_system
    plan.beside = beside(others, [fill.index for fill in fills if fill.target.key.endswith("phones:work")])
    plan.dashes = _dashes_for_blanks(samples)
    plan.columns = max(table.width, len(columns))
    if book.format == "delimited":
        plan.width = table.width
        plan.short_rows = _often_short(samples)
    return plan


def _order_at(home: str, fill: Fill) -> str | None:
    """What the place adds: 71/8/3 is as likely of the Republic on Taiwan, 24年3月5日 elsewhere is of our century."""
    if fill.target.type not in _DATES:
        return fill.order
    if home == "TW":
        return "open" if fill.order == "ymd" else fill.order
    return fill.order or "common"


def _name_of_its_own(column: Column, others: Sequence[tuple[int, str]]) -> str:
    """The header under which a row keeps the column: of two alike none may hide the other."""
    held = {header for _, header in others}
    name, number = column.header or f"#{column.index + 1}", 2
    while name in held:
        name, number = f"{column.header} ({number})", number + 1
    return name


def _fill(column: Column, target: Target, values: Sequence[Cell], wishes: Wishes) -> Fill:
    order = choice = None
    if target.type in _DATES:
        order = wishes.date_order or infer_order(values)
    elif target.type in _CHOICES:
        options = _BOOLEAN if target.type == "boolean" else target.options
        words = "boolean" if target.type == "boolean" else target.words or target.concept
        choice = ChoiceReader(options, words, column.codes, wishes.value_maps.get(target.key))
        choice.heed(values)
    return Fill(column.index, column.header, target, column.unit, order, choice, _by_hand(values))


def _by_hand(values: Sequence[Cell]) -> bool:
    """Whether a code of a currency, where a cell has one, is more than the format of the column."""
    told = [str(cell) for cell in values if cell not in (None, "")]
    return sum(bool(_CODED.search(text)) for text in told) < 0.5 * len(told)


def _region(fills: Sequence[Fill], samples: Sequence[Sequence[Cell]]) -> str | None:
    """Where the telephone numbers of the whole sheet are at home."""
    numbers: list[str | float] = []
    for fill in fills:
        if fill.target.type in _PHONES and fill.index < len(samples):
            found = [
                v for v in samples[fill.index] if isinstance(v, str | int | float) and not isinstance(v, bool)
            ]
            numbers.extend(found[:100])
    return infer_region(numbers[:200]) if numbers else None


def _dashes_for_blanks(samples: Sequence[Sequence[Cell]]) -> bool:
    """Whether the writer of the file puts a dash where it has nothing, as a habit; a person does so here and there."""
    cells = [cell for column in samples for cell in column]
    dashes = sum(map(is_dash, cells))
    return dashes >= _HABIT and dashes > sum(cell in (None, "") for cell in cells)


def _often_short(samples: Sequence[Sequence[Cell]]) -> bool:
    """Whether the writer of the file leaves out blank cells at the end of a record as a habit.

    A sample holds one value a row for a column that the row reaches, so that columns of a file
    with short records have fewer.
    """
    longest = max((len(column) for column in samples), default=0)
    return bool(samples) and len(samples[-1]) < 0.7 * longest
