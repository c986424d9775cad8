"""A timeline is walked page by page: nothing is lost or told twice, also where many entries have one instant."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import person

from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records.service import BULK, Change, create, edit, write
from guanxi.records.timeline import timeline

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def seller() -> Actor:
    """A salesperson."""
    return person("seller", "sales")


def walk(actor: Actor, key: int, limit: int, kinds: frozenset[str] = frozenset()) -> list[str]:
    """The ids of all entries, page by page."""
    found: list[str] = []
    cursor = None
    for _ in range(100):
        items, cursor = timeline(actor, "contacts", key, cursor, limit, kinds)
        found += [item.id for item in items]
        assert len(items) <= limit
        if cursor is None:
            return found
    raise AssertionError("no end")


def test_many_entries_of_one_instant(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    key = create(seller, "contacts", {"name": "张三"}).record_id
    for n in range(4):
        edit(seller, "contacts", key, {"hobbies": f"围棋{n}"})
    monkeypatch.setattr(clock, "now", lambda: moment + timedelta(seconds=1))
    notes: list[dict[str, Any]] = [
        {"kind": "note", "content": f"第{n}次", "contact": str(key), "at": moment.isoformat()}
        for n in range(7)
    ]
    write(seller, "activities", [Change("create", values=note) for note in notes], BULK)
    whole = walk(seller, key, 50)
    assert len([entry for entry in whole if entry.startswith("activities-")]) == 7
    assert len([entry for entry in whole if entry.startswith("audit-")]) >= 5
    for limit in (1, 2, 3, 5, 8):
        assert walk(seller, key, limit) == whole


def test_edits_that_show_nothing_do_not_end_the_walk(seller: Actor) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    for n in range(12):
        edit(SYSTEM, "contacts", key, {"hobbies": f"围棋{n}"})
    assert walk(seller, key, 3, frozenset({"created"})) == walk(seller, key, 50, frozenset({"created"})) != []


@pytest.mark.parametrize(
    "cursor", ["x", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z|audit|-1", "2026-01-01T00:00:00Z|no|1"]
)
def test_a_cursor_that_is_none(seller: Actor, cursor: str) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    with pytest.raises(Refusal) as caught:
        timeline(seller, "contacts", key, cursor, 5, frozenset())
    assert caught.value.code == "bad_cursor"
