"""The outbox: every event of the write door is handed to the reactions after commit, at least once."""

import logging
from datetime import time, timedelta
from typing import Any

from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.schedules import schedule, ticker
from guanxi.kernel import clock
from guanxi.records.plugs import REACTIONS, Reaction
from guanxi.records.reindex import TITLES
from guanxi.trail.models import Event
from guanxi.trail.service import claim_events, close_event, drop_events, postpone_event

log = logging.getLogger("guanxi.records")
PAGE = 50
MAX_ATTEMPTS = 6
KEPT = timedelta(days=7)

REACTIONS.add(TITLES)


@ticker("records.outbox", every=timedelta(seconds=1))
def react(limit: int = PAGE) -> int:
    """Claim open events, run their reactions, close them; returns how many were looked at."""
    events = claim_events(limit)
    for event in events:
        _react_to(event)
    return len(events)


@schedule("records-tidy-outbox", daily_at=time(3))
@job("records.tidy_outbox")
class TidyOutbox:
    """Deletes the events that nobody needs any more."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many were deleted."""
        before, deleted = clock.now() - KEPT, 0
        while True:
            ctx.proceed()
            some = drop_events(before)
            deleted += some
            if not some:
                return {"deleted": deleted}


def react_to_all(most: int = 1000) -> None:
    """React until the outbox holds nothing that is due; for tests and commands."""
    for _ in range(most):
        if not react():
            return


def _react_to(event: Event) -> None:
    """Run what has not run yet. A reaction that fails is tried again later; the others are not held up by it."""
    failed: str | None = None
    for reaction in REACTIONS:
        if reaction.key in event.reacted or (reaction.modules and event.module not in reaction.modules):
            continue
        try:
            _run(reaction, event)
        except Exception as error:
            log.exception("reaction %s failed on event %s", reaction.key, event.pk)
            failed = f"{reaction.key}: {type(error).__name__}: {error}"[:500]
        else:
            event.reacted.append(reaction.key)
    if failed is None:
        close_event(event)
    else:
        postpone_event(event, failed, last=event.attempts >= MAX_ATTEMPTS)


def _run(reaction: Reaction, event: Event) -> Any:
    return reaction.run(event.module, event.verb, list(event.record_ids), list(event.changed))
