"""Values made ready beforehand: the door makes the same of them, and takes nothing that does not belong to them."""

import pickle
from dataclasses import replace
from typing import Any

import pytest
from tests.people import person
from tests.records.conftest import found, held, make

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden
from guanxi.records.ready import Workshop
from guanxi.records.service import Change, write
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
VALUES: dict[str, Any] = {
    "name": "欧阳 娜娜",
    "title": "采购  经理",
    "phones": [{"value": "138 0000 0001", "type": "mobile", "main": True}, {"value": "0512-66660001", "type": "work"}],
    "emails": [{"value": "Na@Ready.example.com"}],
    "socials": [{"kind": "wechat", "value": "WX_1"}],
    "addresses": [{"kind": "office", "city": "苏州市", "street": "星湖街1号"}],
    "expected_amount": {"amount": "1200.50", "currency": "CNY"},
    "birthday": "1990-02-03",
    "types": ["existing"],
    "description": "谈了二期报价",
    "external_id": "K 1",
}  # fmt: skip
PASSING = {"created_at", "updated_at"}


def sent_over(change: Change) -> Change:
    """The change as it comes out of another process."""
    copy: Change = pickle.loads(pickle.dumps(change))
    return copy


def changes_of(record_id: int) -> dict[str, Any]:
    row = AuditRow.objects.get(module="contacts", record_id=record_id, verb="create")
    changes: dict[str, Any] = row.changes
    return changes


def test_what_was_made_ready_is_written_as_anything_else(director: Actor) -> None:
    plain = (
        write(director, "contacts", [Change("create", values={**VALUES, "external_id": None})])
        .only()
        .record_id
    )
    ready = Workshop().make("contacts", VALUES)
    assert ready.clean.keys() == VALUES.keys()
    made = (
        write(director, "contacts", [sent_over(Change("create", values=VALUES, ready=ready))])
        .only()
        .record_id
    )
    one, other = (
        {key: value for key, value in held(director, "contacts", key).items() if key not in PASSING}
        for key in (plain, made)
    )
    assert other.pop("external_id") == "K 1"
    assert one.pop("external_id") is None
    assert one == other
    told = changes_of(made)
    assert told.pop("external_id") == [None, "K 1"]
    assert told == changes_of(plain)
    for typed in ("欧阳", "onn", "0001", "ready", "苏州", "二期", "采购"):
        hits = found(director, "contacts", typed)
        assert (made in hits) == (plain in hits), typed
    assert made in found(director, "contacts", "欧阳娜娜")


def test_only_the_very_values_that_were_made_ready_are_taken(director: Actor) -> None:
    ready = Workshop().make("contacts", VALUES)
    values = {**VALUES, "name": "郝测试", "phones": [{"value": "13900000002"}]}
    key = write(director, "contacts", [Change("create", values=values, ready=ready)]).only().record_id
    now = held(director, "contacts", key)
    assert (now["name"], now["surname"]) == ("郝测试", "郝")
    assert [entry["value"] for entry in now["phones"]] == ["+8613900000002"]
    assert changes_of(key)["name"] == [None, "郝测试"]
    assert key in found(director, "contacts", "郝测试")
    assert key not in found(director, "contacts", "欧阳")


def test_another_schema_makes_it_void(director: Actor) -> None:
    made = replace(Workshop().make("contacts", VALUES), mark="of another day")
    made.clean["name"] = "Nobody"
    key = write(director, "contacts", [Change("create", values=VALUES, ready=made)]).only().record_id
    assert held(director, "contacts", key)["name"] == "欧阳 娜娜"


def test_values_that_are_refused_are_refused_all_the_same(director: Actor) -> None:
    values = {**VALUES, "phones": [{"value": "12"}], "nonsense": "1"}
    ready = Workshop().make("contacts", values)
    assert not {"phones", "nonsense"} & ready.clean.keys()
    refused = write(director, "contacts", [Change("create", values=values, ready=ready)]).refused
    assert {refusal.field for refusal in refused[0].refusals} == {"phones", "nonsense"}


def test_rights_are_the_doors(house: Any) -> None:
    reader = person("ready-reader", "readonly", department=house.head)
    ready = Workshop().make("contacts", VALUES)
    with pytest.raises(Forbidden):
        write(reader, "contacts", [Change("create", values=VALUES, ready=ready)])
    closed = {**VALUES, "created_at": "2026-01-01T00:00:00Z"}
    seller = person("ready-seller", "sales", department=house.north)
    ready = Workshop().make("contacts", closed)
    refused = write(seller, "contacts", [Change("create", values=closed, ready=ready)]).refused
    assert [(item.code, item.field) for item in refused[0].refusals] == [("readonly", "created_at")]


def test_what_has_no_searchable_sign_is_written(director: Actor) -> None:
    key = make(director, "contacts", name="有谈话的人")
    values = {"kind": "note", "content": "👍", "contact": str(key)}
    ready = Workshop().make("activities", values)
    assert write(director, "activities", [sent_over(Change("create", values=values, ready=ready))]).only()
