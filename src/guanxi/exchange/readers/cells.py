"""What a reader gives: typed cells in physical rows, and what the file says about itself."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error instead of a value, such as #REF!."""

    text: str


Cell = None | str | int | float | bool | date | datetime | CellError


@dataclass(slots=True)
class Row:
    """One physical row: its 1-based number, its cells without trailing blanks, and what is wrong with it.

    `notes` holds codes about the whole row: bad_encoding, lossy_text, unclosed_quote, nul_removed, hidden.
    """

    number: int
    cells: list[Cell]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetInfo:
    """One table-like part of a file. `merges` are (top, left, bottom, right), rows 1-based, columns 0-based."""

    key: str
    name: str
    hidden: bool = False
    hidden_columns: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class BookInfo:
    """A file as its reader understood it."""

    format: str
    sheets: list[SheetInfo]
    date_system: int = 1900
    encoding: str | None = None
    delimiter: str | None = None
