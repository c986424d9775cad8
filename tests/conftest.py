"""Settings and fixtures for all tests."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

# A fixed seed: a change fails by what it does, not by luck. The full run looks further.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile("full" if os.environ.get("GUANXI_FULL") else "fixed")


@pytest.fixture(autouse=True)
def fresh_rights() -> Iterator[None]:
    """No rights of one test are remembered in the next."""
    if not django_settings.configured:
        yield
        return
    from guanxi.access.rights import forget  # lazy: house-rule tests run without Django

    forget()
    yield
    forget()


@pytest.fixture
def gadgets(monkeypatch: pytest.MonkeyPatch) -> str:
    """Puts the fake module with a field of every type on the shelf of modules; its key."""
    from tests.fakes.gadgets.module import GADGETS  # lazy: as above

    from guanxi.schema.modules import MODULES  # lazy: as above

    monkeypatch.setitem(MODULES._kits, GADGETS.key, GADGETS)
    return GADGETS.key
