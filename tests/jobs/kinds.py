"""A handler that does what a test tells it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from guanxi.jobs.handlers import JobContext


@dataclass(slots=True)
class Recorder:
    """Counts up to `payload["steps"]`, one checkpoint each; `at` holds what happens before a step."""

    seen: list[int] = field(default_factory=list)
    at: dict[int, Callable[[JobContext], Any]] = field(default_factory=dict)

    def run(self, ctx: JobContext) -> dict[str, int]:
        """Go on from the cursor."""
        steps = ctx.payload.get("steps", 3)
        for number in range(ctx.cursor or 0, steps):
            ctx.proceed()
            if number in self.at:
                self.at[number](ctx)
            with transaction.atomic():
                ctx.checkpoint(number + 1, done=number + 1, total=steps)
            self.seen.append(number)
        return {"steps": steps}
