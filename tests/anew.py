"""What a process keeps in memory, put away so that one test tells the next nothing."""

import sys

from guanxi.kernel.recent import forget_everything


def begin_anew() -> None:
    """Forget what was looked up, and what was noted for the audit and not written."""
    forget_everything()
    # Only where something could be noted: the house rules are held without a database.
    if notes := sys.modules.get("guanxi.trail.notes"):
        desk = notes._desk
        desk.waiting.clear()
        desk.heaps.clear()
        # Strangers are told so many a minute, whichever test they come by.
        desk.strangers = desk.more_strangers = 0
