"""Background work of the doors: bulk changes, exports, handovers, files, what is seen from above, the outbox, the seal on the trail."""

from guanxi.records import audit_export, bulk, export, files, inheriting, outbox, sealing, tidy_search
from guanxi.records.handover import run

__all__ = ["audit_export", "bulk", "export", "files", "inheriting", "outbox", "run", "sealing", "tidy_search"]
