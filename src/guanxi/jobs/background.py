"""What the room itself does from time to time."""

from datetime import time, timedelta

from guanxi.jobs.handlers import JobContext, job
from guanxi.jobs.models import Job, State
from guanxi.jobs.schedules import schedule
from guanxi.kernel.clock import now

KEPT = timedelta(days=30)


@schedule("jobs-cleanup", daily_at=time(3, 30))
@job("jobs.cleanup")
class Cleanup:
    """Forgets finished jobs after 30 days; failed ones stay for three times as long."""

    def run(self, ctx: JobContext) -> dict[str, int]:
        """Delete what is old and say how much."""
        at = now()
        good = Job.objects.filter(state__in=(State.DONE, State.CANCELLED), finished_at__lt=at - KEPT)
        bad = Job.objects.filter(state=State.FAILED, finished_at__lt=at - 3 * KEPT)
        return {"deleted": good.delete()[0] + bad.delete()[0]}
