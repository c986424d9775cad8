"""Background work of the doors: bulk changes, exports, files, who sees what for which reason, the outbox, the seal."""

from guanxi.records import (
    audit_export,
    bulk,
    export,
    files,
    inheriting,
    opening,
    outbox,
    sealing,
    tidy_search,
    watching,
)
from guanxi.records.handover import run

__all__ = [
    "audit_export",
    "bulk",
    "export",
    "files",
    "inheriting",
    "opening",
    "outbox",
    "run",
    "sealing",
    "tidy_search",
    "watching",
]
