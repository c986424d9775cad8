"""Foreign files become typed rows, read in a child process that may die without harm.

`survey` tells what is in a file, `read_rows` streams one sheet. Everything that can go
wrong with a file is one `FileFault`.
"""

from guanxi.exchange.readers.cells import BookInfo, Cell, CellError, Row, SheetInfo
from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits
from guanxi.exchange.readers.parent import Choice, Survey, read_rows, survey

__all__ = [
    "BookInfo",
    "Cell",
    "CellError",
    "Choice",
    "FileFault",
    "Limits",
    "Row",
    "SheetInfo",
    "Survey",
    "read_rows",
    "survey",
]
