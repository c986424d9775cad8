"""The day's page and what is told of talks, for somebody who may not read all of it: less is shown, and nothing breaks."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import person

from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.modules.activities.today import today
from guanxi.modules.contacts.network import around, warmth
from guanxi.records import service
from guanxi.records.timeline import timeline

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def seller() -> Actor:
    Role.objects.create(key="trial", rights={"*": dict.fromkeys(("view", "create", "edit"), "own")})
    return person("trial", "trial")


def reading(seller: Actor, **fields: dict[str, str]) -> Actor:
    """The same person with other levels of fields."""
    Role.objects.filter(key="trial").update(fields=fields)
    forget()
    return actor_of(seller.person_id, "test")


def shown(actor: Actor) -> dict[str, int]:
    """How much each part of the page holds."""
    whole = today(actor)
    parts = {key: len(whole[key]) for key in ("birthdays", "due_by_grade", "cooling")}
    kinds = [one["module"] for key in ("overdue", "today", "upcoming") for one in whole[key]]
    return {**parts, **{key: kinds.count(key) for key in ("activities", "contacts", "accounts")}}


def test_the_day_leaves_out_what_cannot_be_asked_for(seller: Actor) -> None:
    now = clock.now()
    soon, long_ago = (now + timedelta(hours=30)).isoformat(), (now - timedelta(days=200)).isoformat()
    born = (clock.today(now, seller.zone) + timedelta(days=3)).replace(year=1988).isoformat()
    account = str(
        service.create(seller, "accounts", {"name": "甲", "grade": "vip", "next_follow_up": soon}).record_id
    )
    contact = {"name": "乙", "birthday": born, "account": account, "next_follow_up": soon}
    talk = {"kind": "call", "subject": "谈", "at": long_ago, "account": account}
    talk["contact"] = str(service.create(seller, "contacts", contact).record_id)
    service.create(seller, "activities", talk)
    service.create(seller, "activities", {"kind": "task", "subject": "办", "due_at": soon})
    whole = shown(reading(seller))
    assert whole == dict.fromkeys(whole, 1)
    for module, field, parts in (
        ("activities", "due_at", {"activities"}),
        ("activities", "owner", {"activities"}),
        ("contacts", "next_follow_up", {"contacts"}),
        ("accounts", "next_follow_up", {"accounts"}),
        ("contacts", "birthday", {"birthdays"}),
        ("accounts", "grade", {"due_by_grade"}),
        ("contacts", "last_contact_at", {"cooling"}),
        ("contacts", "owner", {"contacts", "birthdays", "cooling"}),
    ):
        less = shown(reading(seller, **{module: {field: "hidden"}}))
        assert {key for key, count in less.items() if not count} == parts, field


def test_how_warm_it_is_and_what_was_said_is_for_who_reads_it(seller: Actor) -> None:
    contact = str(service.create(seller, "contacts", {"name": "乙"}).record_id)
    for kind in ("call", "email"):
        service.create(seller, "activities", {"kind": kind, "subject": "谈", "contact": contact})

    def told(actor: Actor) -> tuple[Any, ...]:
        items, _ = timeline(actor, "contacts", int(contact), None, 50, frozenset({"call"}))
        return (
            bool(warmth(actor, [int(contact)])),
            around(actor, "contacts", int(contact))["center"]["warmth"] > 0,
            len(items),
        )

    assert told(reading(seller)) == (True, True, 1)
    for field in ("kind", "contact", "at"):
        assert told(reading(seller, activities={field: "hidden"})) == (False, False, 0), field
