"""Job kinds that exist in tests only."""

from collections.abc import Iterator

import pytest
from tests.jobs.kinds import Recorder

from guanxi.jobs import handlers, schedules


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """A shelf of its own with the kinds `test.steps` and `test.long`, and a record of what they did."""
    recorder = Recorder()
    monkeypatch.setattr(handlers.KINDS, "_kits", {})
    monkeypatch.setattr(schedules.SCHEDULES, "_kits", {})
    monkeypatch.setattr(handlers, "_FINISHED", [])
    handlers.job("test.steps")(lambda: recorder)
    handlers.job("test.long", lane="long")(lambda: recorder)
    return recorder
