"""Two databases that differ only in what is hidden from somebody answer that person alike, whatever is asked of them."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from tests.anew import begin_anew
from tests.fakes.gadgets.module import forget_number
from tests.twins.steps import Walk
from tests.twins.world import ROLES, build

from guanxi.kernel import clock, recent

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]
FEW, MANY = 30, 500
NOON = datetime(2026, 5, 20, 4, tzinfo=UTC)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gadgets: str) -> "Still":
    """Time stands still within a step, and what is drawn by lot is drawn in the same order."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return Still(monkeypatch)


class Still:
    """The only things that differ between two runs of the same program on the same data: time and lots."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.step = 0
        self._lots = itertools.count()
        held = self

        class Moment(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                return NOON + timedelta(seconds=held.step)

        monkeypatch.setattr(clock, "datetime", Moment)
        monkeypatch.setattr(recent, "time", SimpleNamespace(monotonic=lambda: float(held.step)))
        monkeypatch.setattr(secrets, "token_hex", lambda size=32: f"{next(held._lots):0{size * 2}x}")

    def begin(self) -> None:
        """Everything anew."""
        self.step, self._lots = 0, itertools.count()
        # What was noted in the other world and not written there is put away, too.
        begin_anew()
        forget_number()


def walked(still: Still, role: str, seed: int, steps: int, twist: str) -> list[tuple[str, int, str]]:
    """All answers of one world, of which nothing stays."""
    with transaction.atomic():
        still.begin()
        walk = Walk(build(role, seed, twist), twist, Random(seed))
        for _ in range(steps):
            still.step += 1
            walk.step()
        transaction.set_rollback(True)
    return walk.told


def compare(still: Still, role: str, seed: int, steps: int) -> None:
    """Fails with the shortest beginning of the walk that shows a difference."""
    one, two = (walked(still, role, seed, steps, twist) for twist in "ab")
    for place, (told, other) in enumerate(itertools.zip_longest(one, two)):
        if told != other:
            way = "\n".join(item[0] for item in one[: place + 1])
            pytest.fail(f"{role}, seed {seed}, call {place}:\n{told}\n{other}\nafter:\n{way}", pytrace=False)


@pytest.mark.parametrize("role", ROLES)
def test_twins_answer_alike(still: Still, role: str) -> None:
    compare(still, role, 7, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("role", ROLES)
def test_twins_answer_alike_for_long(still: Still, role: str, seed: int) -> None:
    compare(still, role, seed, MANY)


def test_twins_differ(still: Still) -> None:
    """Who sees what is hidden from the others is told another thing in each world; and the walks reach their goals."""
    told = {}
    for twist in "ab":
        with transaction.atomic():
            still.begin()
            walk = Walk(build("sales", 7, twist), twist, Random(7))
            company = walk.world.company
            told[twist] = company.call("director", "post", "/records/contacts/query", {}).content
            for _ in range(FEW):
                walk.step()
            transaction.set_rollback(True)
    assert told["a"] != told["b"]
    good = [status for _, status, _ in walk.told if status < 300]
    assert len(good) > len(walk.told) / 3
