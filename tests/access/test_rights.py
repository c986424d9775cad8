"""Rights: merged over roles, narrowed by field, gone within five seconds."""

import time

import pytest
from tests.people import make_house, person

from guanxi.access import questions
from guanxi.access.models import Role, User
from guanxi.access.rights import actor_of, forget
from guanxi.kernel import recent
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import read
from guanxi.records.conflicts import Conflict
from guanxi.records.read import Query
from guanxi.records.service import create, edit
from guanxi.records.timeline import timeline

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def narrowed() -> Actor:
    """A seller who may not see amounts and may not change titles."""
    fields = {"contacts": {"expected_amount": "hidden", "title": "readonly"}}
    Role.objects.create(
        key="narrow", rights={"*": dict.fromkeys(("view", "create", "edit"), "own")}, fields=fields
    )
    return person("narrow", "narrow")


def test_removed_rights_are_gone_within_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    actor = person("seller", "sales")
    key = create(actor, "contacts", {"name": "张三"}).record_id
    start = time.monotonic()
    monkeypatch.setattr(recent.time, "monotonic", lambda: start)
    forget()
    assert read.get(actor, "contacts", key)
    User.objects.get(pk=actor.user_id).roles.clear()
    monkeypatch.setattr(recent.time, "monotonic", lambda: start + recent.SECONDS)
    assert recent.SECONDS <= 5
    with pytest.raises(NotFound):
        read.get(actor, "contacts", key)


def test_a_person_who_left_may_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    actor = person("seller", "director")
    User.objects.filter(pk=actor.user_id).update(is_active=False)
    forget()
    assert not questions.can(actor, "view", "contacts")
    with pytest.raises(Refusal) as caught:
        actor_of(actor.user_id or 0, "web")
    assert caught.value.status == 401


def test_a_moved_person_sees_what_the_new_place_sees() -> None:
    house = make_house()
    manager = person("manager", "manager", department=house.north)
    seller = person("seller", "sales", department=house.south)
    key = create(seller, "contacts", {"name": "张三"}).record_id
    assert not read.exists(manager, "contacts", [key])
    User.objects.filter(pk=manager.user_id).update(department=house.head)
    forget()
    assert read.exists(actor_of(manager.user_id or 0, "web"), "contacts", [key])


def test_several_roles_allow_what_any_allows() -> None:
    both = person("both", "administrator", "sales")
    assert questions.can(both, "people.manage", "")
    assert questions.can(both, "delete", "contacts")
    assert not questions.can(person("admin", "administrator"), "view", "contacts")
    assert not questions.can(person("seller", "sales"), "people.manage", "")
    wide = person("wide", "sales", "readonly")
    other = create(SYSTEM, "contacts", {"name": "张三"}).record_id
    assert read.exists(wide, "contacts", [other])
    assert not read.may(wide, "edit", "contacts", other)


def test_a_hidden_field_is_as_unknown(narrowed: Actor) -> None:
    key = create(narrowed, "contacts", {"name": "张三"}).record_id
    edit(SYSTEM, "contacts", key, {"expected_amount": 777})
    assert "expected_amount" not in read.get(narrowed, "contacts", key).wire()["records"][0]["values"]

    def refused(name: str) -> list[tuple[str, int]]:
        condition = {"field": name, "op": "empty"}
        calls = (
            lambda: read.page(narrowed, "contacts", Query(criteria=condition)),
            lambda: read.page(
                narrowed, "contacts", Query(criteria={"relation": "reports", "where": condition})
            ),
            lambda: read.page(
                narrowed, "contacts", Query(criteria={"field": f"reports_to.{name}", "op": "empty"})
            ),
            lambda: read.page(
                narrowed, "activities", Query(criteria={"field": f"contact.{name}", "op": "empty"})
            ),
            lambda: read.page(narrowed, "contacts", Query(sort=[name])),
            lambda: read.page(narrowed, "contacts", Query(columns=[name])),
            lambda: read.sums(narrowed, "contacts", Query(), [name]),
            lambda: edit(narrowed, "contacts", key, {name: None}),
            lambda: create(narrowed, "contacts", {"name": "a", name: None}),
        )
        found = []
        for call in calls:
            with pytest.raises(Refusal) as caught:
                call()
            found.append((caught.value.code, caught.value.status))
        return found

    assert refused("expected_amount") == refused("nonsense")


def test_a_hidden_field_does_not_come_back_in_conflicts_and_timelines(narrowed: Actor) -> None:
    key = create(narrowed, "contacts", {"name": "张三"}).record_id
    edit(SYSTEM, "contacts", key, {"expected_amount": 777, "hobbies": "围棋"})
    with pytest.raises(Refusal) as caught:
        edit(narrowed, "contacts", key, {"expected_amount": 1}, version=1)
    assert not isinstance(caught.value, Conflict)
    with pytest.raises(Conflict) as conflict:
        edit(narrowed, "contacts", key, {"expected_amount": 1, "hobbies": "x"}, version=1)
    assert set(conflict.value.fields) == {"hobbies"}
    items, _ = timeline(narrowed, "contacts", key, None, 50, frozenset())
    assert "777" not in repr(items)
    assert "围棋" in repr(items)


def test_a_read_only_field_is_read_only(narrowed: Actor) -> None:
    assert "title" not in questions.writable(narrowed, "contacts")
    assert "title" in questions.readable(narrowed, "contacts")
    with pytest.raises(Refusal) as caught:
        create(narrowed, "contacts", {"name": "张三", "title": "经理"})
    assert (caught.value.code, caught.value.field) == ("readonly", "title")
    Role.objects.create(key="plain", rights={"*": {"view": "own", "edit": "own"}})
    mild = person("mild", "narrow", "plain")
    assert {"title", "expected_amount"} <= questions.writable(mild, "contacts")
