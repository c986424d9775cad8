"""From the cells of a physical row to values of fields: read without guessing, with every problem named."""

from guanxi.exchange.normalise.plan import Fill, SheetPlan, Wishes, plan_sheet
from guanxi.exchange.normalise.rows import NormalRow, RowError, normalise_row
from guanxi.exchange.normalise.stream import data_rows

__all__ = ["Fill", "NormalRow", "RowError", "SheetPlan", "Wishes", "data_rows", "normalise_row", "plan_sheet"]
