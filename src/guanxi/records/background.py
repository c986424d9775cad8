"""Background work of the doors: bulk changes, exports, and the outbox."""

from guanxi.records import bulk, export, outbox

__all__ = ["bulk", "export", "outbox"]
