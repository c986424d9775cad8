"""Background work of the doors: bulk changes, exports, files, and the outbox."""

from guanxi.records import bulk, export, files, outbox

__all__ = ["bulk", "export", "files", "outbox"]
