"""Statements that are kept: they hold what their key says, and what is kept stays small."""

from collections.abc import Callable, Hashable
from typing import Any

import pytest
from tests.people import House, person
from tests.records.conftest import make

from guanxi.access.models import User
from guanxi.access.rights import forget
from guanxi.kernel.actor import Actor
from guanxi.records import listing, load
from guanxi.records.read import Query, page
from guanxi.records.statements import Listing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_list_made_while_somebody_moves_tells_nothing_of_theirs_when_they_are_gone(
    house: House, director: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = person("manager", "manager", department=house.north)
    hidden = make(director, "accounts", name="藏着的公司", owner=str(rival.user_id))
    make(director, "contacts", name="张三", owner=str(manager.user_id), account=str(hidden))

    def move(place: Any) -> None:
        User.objects.filter(pk=rival.user_id).update(department=place)
        # What is known of rights ends by itself, at any moment.
        forget()

    def titles_for(*asked: Any) -> Any:
        move(house.north)
        return told(*asked)

    told = load.titles_for
    with monkeypatch.context() as moving:
        moving.setattr(load, "titles_for", titles_for)
        page(manager, "contacts", Query(columns=["account"]))
    move(house.south)
    assert page(manager, "contacts", Query(columns=["account"])).titles[0]["account"] == ""


def test_long_conditions_are_answered_and_not_kept(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand lists are kept, each with its conditions: five hundred long values in each would fill the memory."""
    wanted = make(seller, "contacts", name="张三")
    make(seller, "contacts", name="李四")
    kept: list[Hashable] = []

    def keep(key: Hashable, make_it: Callable[[], Listing]) -> Listing:
        kept.append(key)
        return make_it()

    monkeypatch.setattr(listing, "kept_listing", keep)
    for names, times in ((["张三"], 1), (["张三", *(f"{n:099}" for n in range(400))], 0)):
        kept.clear()
        found = page(seller, "contacts", Query({"field": "name", "op": "in", "value": names}))
        assert ([row["id"] for row in found.rows], len(kept)) == ([wanted], times)
