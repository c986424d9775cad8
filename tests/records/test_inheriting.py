"""Who owns a record above sees what lies below it, whatever is done to either: what is kept equals what is so."""

import random
from contextlib import suppress
from datetime import datetime
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
from guanxi.kernel.recent import forget_everything
from guanxi.records import inheriting, read
from guanxi.records.read import Query
from guanxi.records.service import Change, edit, write
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


# Another order, and conditions that all records meet.
OTHERWISE: tuple[dict[str, Any], ...] = (
    {"sort": ["name"]}, {"sort": ["-created_at"]}, {"sort": ["updated_at"]},
    {"criteria": {"field": "name", "op": "not_empty"}}, {"search": "名"},
)  # fmt: skip
KEYS = ("accounts", "contacts", "activities")


Kept = set[tuple[str, int, int, datetime]]


def kept() -> Kept:
    return set(Inherited.objects.values_list("module", "record_id", "owner_id", "updated_at"))


def plain() -> Kept:
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
        (key, row["id"], user, row["updated_at"])
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


def in_pages(reader: Actor, key: str, **asked: Any) -> list[int]:
    """The ids of a whole list, three by three."""
    found: list[int] = []
    cursor = None
    while True:
        page = read.page(reader, key, Query(columns=["owner"], cursor=cursor, limit=3, **asked))
        found += [row["id"] for row in page.rows]
        if (cursor := page.next_cursor) is None:
            return found


def seen_by(user: int, key: str) -> list[int]:
    """The same, said plainly over all rows."""
    below = {record for module_key, record, owner, _at in plain() if (module_key, owner) == (key, user)}
    rows = module(key).model._default_manager.filter(deleted_at__isnull=True)
    live = [row for row in rows.values() if row["owner_id"] == user or row["id"] in below]
    return [row["id"] for row in sorted(live, key=lambda row: (row["updated_at"], row["id"]), reverse=True)]


def test_lists_are_in_order_whatever_was_changed(house: House) -> None:
    """What lies below one's own stands where its last change puts it, page by page; nothing else is there in any order."""
    chance = random.Random(7)
    people = [person(f"p{n}", "sales", department=house.north) for n in range(2)]
    ids = [one.user_id for one in people]
    live: dict[str, list[int]] = {"accounts": [], "contacts": []}
    below = 0
    for number in range(60):
        key = "accounts" if number % 5 == 0 else "contacts"
        values: dict[str, Any] = {"owner": str(chance.choice(ids))}
        if key == "contacts":
            values["account"] = str(chance.choice(live["accounts"]))
        with suppress(Refusal):
            _do(chance, live, key, chance.random(), values, number)
        if number % 6 == 5:
            for one in people:
                expected = seen_by(one.user_id or 0, "contacts")
                assert in_pages(one, "contacts") == expected, number
                for asked in OTHERWISE:
                    assert sorted(in_pages(one, "contacts", **asked)) == sorted(expected), (number, asked)
            below += len(kept())
    assert below


def test_rows_from_before_are_told_when_their_records_changed(
    seller: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make(seller, "accounts", name="甲公司")
    below = [
        make(SYSTEM, "contacts", name=f"{n}", account=str(company), owner=str(rival.user_id))
        for n in range(9)
    ]
    own = make(seller, "contacts", name="自己")
    edit(SYSTEM, "contacts", below[2], {"name": "改"})
    whole = [below[2], own, *(number for number in reversed(below) if number != below[2])]
    Inherited.objects.update(updated_at=None)
    Inherited.objects.create(module="contacts", record_id=own + 1000, owner_id=seller.user_id or 0)
    forget_everything()
    assert in_pages(seller, "contacts") == whole
    monkeypatch.setattr(inheriting, "CHUNK", 4)
    enqueue("records.inheriting.times", {}, None)
    run_until_idle()
    assert kept() == plain()
    forget_everything()
    assert in_pages(seller, "contacts") == whole


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
