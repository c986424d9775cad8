"""Work of the room that nobody waits for."""

from datetime import time
from typing import Any

from guanxi.access import quotas, shared_cache
from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.schedules import schedule


@schedule("access.tidy", daily_at=time(3, 40))
@job("access.tidy")
class Tidy:
    """Takes away expired counts of attempts, and what people did on days that are over."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """How many there were."""
        return {"forgotten": shared_cache.tidy(), "days": quotas.drop_old()}
