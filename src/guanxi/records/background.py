"""Background work of the doors: bulk changes and exports."""

from guanxi.records import bulk, export

__all__ = ["bulk", "export"]
