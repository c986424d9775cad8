"""How often one sign-in may ask: generous, so that only a program run wild ever meets it."""

import os
import time

from guanxi.kernel.errors import Refusal

# Requests a minute of one session or token, in each web process.
MOST = int(os.environ.get("GUANXI_REQUESTS_PER_MINUTE", "30000"))
WINDOW = 60


class Meter:
    """Counts by key within minutes of the clock."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._minute = 0
        self._counts: dict[str, int] = {}

    def take(self, key: str) -> None:
        """Count one request. Raises Refusal (429) beyond the limit, with the seconds to wait."""
        at = time.time()
        minute = int(at // WINDOW)
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        if count > self.most:
            raise Refusal("too_many_requests", status=429, after=max(1, round((minute + 1) * WINDOW - at)))


METER = Meter(MOST)
