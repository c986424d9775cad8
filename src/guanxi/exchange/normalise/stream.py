"""The data rows of a sheet in order, each with merged cells filled in; the others with the reason why they are none."""

from collections.abc import Iterable, Iterator

from guanxi.exchange.readers import Cell, Row, SheetInfo
from guanxi.exchange.understand import RowSorter, Table
from guanxi.exchange.understand.tables import gaps


def data_rows(
    rows: Iterable[Row], table: Table, sheet: SheetInfo, *, blanks: bool = True
) -> Iterator[tuple[Row, str | None]]:
    """Each row with None for data or the reason to skip it."""
    sorter = RowSorter(table, sheet)
    merged = _Merged(sheet, table)
    source = iter(rows)
    for row in gaps(source, 1) if blanks else source:
        reason = sorter.reason(row)
        if reason is None:
            merged.fill(row)
        yield row, reason


class _Merged:
    """A cell merged over several rows belongs to each of them."""

    def __init__(self, sheet: SheetInfo, table: Table) -> None:
        self._tops: dict[int, list[tuple[int, int]]] = {}
        self._active: dict[int, tuple[int, Cell]] = {}
        for top, left, bottom, right in sheet.merges:
            if bottom > top and left == right and top >= table.first_row:
                self._tops.setdefault(top, []).append((left, bottom))

    def fill(self, row: Row) -> None:
        """Put the value of merged cells into the row, and remember those that begin here."""
        for column, bottom in self._tops.get(row.number, ()):
            value = row.cells[column] if column < len(row.cells) else None
            self._active[column] = (bottom, value)
        for column, (bottom, value) in list(self._active.items()):
            if row.number > bottom:
                del self._active[column]
            elif value is not None:
                row.cells.extend([None] * (column + 1 - len(row.cells)))
                if row.cells[column] is None:
                    row.cells[column] = value
