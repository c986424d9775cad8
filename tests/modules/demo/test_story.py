"""The patterns that later analytics must find again, on whatever day the story is told."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from guanxi.modules.activities.options import TALKS
from guanxi.modules.demo.story import ZONE, Story, tell
from guanxi.modules.demo.texts import MISSED

DAYS = [
    datetime(2026, 11, 22, 6, 0, tzinfo=UTC) + timedelta(days=17 * step, hours=5 * step) for step in range(12)
]


@pytest.fixture(params=DAYS, ids=lambda day: day.date().isoformat(), scope="module")
def told(request: pytest.FixtureRequest) -> tuple[datetime, Story]:
    return request.param, tell(request.param)


def talks(story: Story) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for item in story.activities:
        if item["kind"] in TALKS:
            found[item["account"]].append(datetime.fromisoformat(item["at"]))
    return found


def test_frequent_follow_up_wins_three_times_as_often(told: tuple[datetime, Story]) -> None:
    story = told[1]
    won = {item["account"]: item["stage"] == "won" for item in story.contacts if item["stage"]}
    often, seldom = [], []
    for account, times in talks(story).items():
        months = max((max(times) - min(times)).days / 30, 1)
        (often if len(times) / months > 3 else seldom).append(won[account])
    assert (len(often), len(seldom)) == (25, 35)
    assert sum(often) / 25 == pytest.approx(3 * sum(seldom) / 35)


def test_some_relations_cool_down(told: tuple[datetime, Story]) -> None:
    now, story = told
    silent = [max(times) for times in talks(story).values() if now - max(times) > timedelta(days=39)]
    assert len(silent) >= 10


def test_calls_are_answered_in_the_middle_of_the_week(told: tuple[datetime, Story]) -> None:
    calls: Counter[tuple[bool, bool]] = Counter()
    for item in told[1].activities:
        if item["kind"] == "call":
            at = datetime.fromisoformat(item["at"]).astimezone(ZONE)
            best = at.weekday() in (1, 2, 3) and at.hour in (10, 11)
            calls[best, item["subject"] != MISSED[1]] += 1
    good = calls[True, True] / (calls[True, True] + calls[True, False])
    other = calls[False, True] / (calls[False, True] + calls[False, False])
    assert good > 0.75
    assert other < 0.6


def test_nothing_happened_in_the_future_and_there_is_something_to_do(told: tuple[datetime, Story]) -> None:
    now, story = told
    assert 850 <= len(story.activities) <= 1100
    assert all(datetime.fromisoformat(item["at"]) < now for item in story.activities)
    today = now.astimezone(ZONE).date()
    for owner in range(5):
        due = [datetime.fromisoformat(item["due_at"]).date() for item in story.activities
               if item["kind"] == "task" and item["owner"] == owner]  # fmt: skip
        assert min(due) < today < max(due)
        assert due.count(today) == 3
    assert len({item["external_id"] for item in story.activities}) == len(story.activities)
