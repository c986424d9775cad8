"""What a table means: where its header is, what its columns are, which rows are data, what a choice says."""

from guanxi.exchange.understand.candidates import Target
from guanxi.exchange.understand.column import Column
from guanxi.exchange.understand.columns import propose, reaches
from guanxi.exchange.understand.tables import RowSorter, Table, find_table
from guanxi.exchange.understand.values import ChoiceReader

__all__ = ["ChoiceReader", "Column", "RowSorter", "Table", "Target", "find_table", "propose", "reaches"]
