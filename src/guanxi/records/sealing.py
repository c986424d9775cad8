"""When the trail is sealed: the sealer stands below the background work, which calls it."""

from datetime import timedelta

from guanxi.jobs.schedules import ticker
from guanxi.trail.seal import seal


@ticker("trail.seal", every=timedelta(seconds=1))
def seal_trail() -> int:
    """Seal what was recorded since; how many rows."""
    return seal()
