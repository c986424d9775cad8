"""The cache in the database."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from guanxi.access import shared_cache
from guanxi.access.account_models import Remembered
from guanxi.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_values_last_as_long_as_they_should(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.add("a", [1.5, 2], timeout=60)
    assert not cache.add("a", "other", timeout=60)
    assert cache.get("a") == [1.5, 2]
    cache.set("b", {"x": 1}, None)
    cache.set("b", {"x": 2}, None)
    later = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert cache.get("a", "gone") == "gone"
    assert cache.get("b") == {"x": 2}
    assert cache.add("a", "again", timeout=60)
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(days=1))
    assert shared_cache.tidy() == 1
    assert cache.delete("b")
    assert not cache.delete("b")
    cache.set("c", 1)
    cache.clear()
    assert not Remembered.objects.exists()
