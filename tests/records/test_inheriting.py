"""Who owns a record above sees what lies below it, whatever is done to either: what is kept equals what is so."""

import random
from contextlib import suppress
from typing import Any

import pytest
from tests.people import House, person
from tests.records.conftest import make

from guanxi.access.models import Inherited
from guanxi.access.rights import forget
from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import inheriting, read
from guanxi.records.service import Change, edit, write
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


KEYS = ("accounts", "contacts", "activities")


def kept() -> set[tuple[str, int, int]]:
    return set(Inherited.objects.values_list("module", "record_id", "owner_id"))


def plain() -> set[tuple[str, int, int]]:
    """The same, said plainly over all rows."""
    rows = {key: {row["id"]: row for row in module(key).model._default_manager.values()} for key in KEYS}

    def owners(key: str, row: dict[str, Any]) -> set[int]:
        found = {row["owner_id"]} - {None}
        for lookup in module(key).above:
            target = module(key).field(lookup).target or ""
            up = rows[target].get(row[f"{lookup}_id"])
            if up is not None and up["deleted_at"] is None:
                found |= owners(target, up)
        return found

    return {
        (key, row["id"], user)
        for key, table in rows.items()
        for row in table.values()
        for user in owners(key, row) - {row["owner_id"]}
    }


def test_who_owns_a_company_sees_its_people_and_talks(house: House, seller: Actor, rival: Actor) -> None:
    company = make(seller, "accounts", name="甲公司")
    contact = make(SYSTEM, "contacts", name="张三", account=str(company), owner=str(rival.user_id))
    talk = make(
        SYSTEM, "activities", kind="call", subject="谈", contact=str(contact), owner=str(rival.user_id)
    )
    assert read.exists(seller, "contacts", [contact])
    assert read.exists(seller, "activities", [talk])
    assert not read.may(seller, "edit", "contacts", contact)
    manager = person("manager", "manager", department=house.north)
    assert read.exists(manager, "activities", [talk])
    edit(SYSTEM, "accounts", company, {"owner": str(rival.user_id)})
    assert not read.exists(seller, "contacts", [contact])
    assert not read.exists(seller, "activities", [talk])
    forget()
    assert not read.exists(manager, "contacts", [contact])
    assert kept() == set()


def test_what_is_kept_is_what_is_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of many random changes, and after all of it was made anew."""
    chance = random.Random(5)
    people = [person(f"p{n}", "sales", department=house.north).user_id for n in range(3)]
    live: dict[str, list[int]] = {"accounts": [], "contacts": [], "activities": []}

    def some(key: str) -> str | None:
        return str(chance.choice(live[key])) if live[key] and chance.random() < 0.8 else None

    for number in range(70):
        key = chance.choice(list(live))
        values: dict[str, Any] = {"owner": str(chance.choice(people))}
        if key != "accounts":
            values["account"] = some("accounts")
        if key == "activities":
            values["contact"] = some("contacts")
        step = chance.random()
        with suppress(Refusal):  # what points at the bin is refused, and that is no change
            _do(chance, live, key, step, values, number)
        assert kept() == plain(), number
    assert kept()
    before = kept()
    Inherited.objects.all().delete()
    monkeypatch.setattr(inheriting, "CHUNK", 7)
    enqueue("records.inheriting", {}, None)
    run_until_idle()
    assert kept() == before


def _do(
    chance: random.Random,
    live: dict[str, list[int]],
    key: str,
    step: float,
    values: dict[str, Any],
    number: int,
) -> None:
    if step < 0.45 or not live[key]:
        title = {"kind": "note", "subject": "x"} if key == "activities" else {"name": f"名{number}"}
        live[key].append(make(SYSTEM, key, **title, **values))
    elif step < 0.75:
        changed = chance.choice(list(values))
        edit(SYSTEM, key, chance.choice(live[key]), {changed: values[changed]})
    elif step < 1:
        verb = chance.choice(["delete", "restore"])
        write(SYSTEM, key, [Change(verb, chance.choice(live[key]))])
