"""Settings for all tests."""

import os

from hypothesis import HealthCheck, settings

# A fixed seed: a change fails by what it does, not by luck. The full run looks further.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile("full" if os.environ.get("GUANXI_FULL") else "fixed")
