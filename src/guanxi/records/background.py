"""Background work of the doors: bulk changes, exports, files, and the outbox."""

from guanxi.records import bulk, export, files, outbox, tidy_search

__all__ = ["bulk", "export", "files", "outbox", "tidy_search"]
