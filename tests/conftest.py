"""Settings and fixtures for all tests."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from tests.anew import begin_anew

# A fixed seed: a change fails by what it does, not by luck. The full run looks further.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile("full" if os.environ.get("GUANXI_FULL") else "fixed")


@pytest.fixture(autouse=True)
def fresh_rights() -> Iterator[None]:
    """Nothing that one test looked up or noted is remembered in the next."""
    begin_anew()
    yield
    begin_anew()


@pytest.fixture
def gadgets(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Puts the fake module with a field of every type on the shelf of modules; its key."""
    from tests.fakes.gadgets.module import GADGETS, forget_number  # lazy: as above

    from guanxi.schema.modules import MODULES  # lazy: as above

    monkeypatch.setitem(MODULES._kits, GADGETS.key, GADGETS)
    forget_number()
    yield GADGETS.key
    forget_number()
