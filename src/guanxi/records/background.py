"""Background work of the doors: bulk changes, exports, files, the outbox, the seal on the trail."""

from guanxi.records import bulk, export, files, outbox, sealing, tidy_search

__all__ = ["bulk", "export", "files", "outbox", "sealing", "tidy_search"]
