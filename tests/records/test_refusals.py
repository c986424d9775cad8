"""A refused change leaves the database as it was, whatever the reason; the others of its batch are saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.people import person
from tests.records.conftest import held, make
from tests.records.snapshots import snapshot

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records.service import Change, edit, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@dataclass
class Scene:
    """Records of a seller, and of a rival whom the seller cannot see."""

    seller: Actor
    mine: int
    gone: int
    theirs: int
    their_account: int
    shared_talk: int
    rival: int


@pytest.fixture
def scene(seller: Actor, rival: Actor) -> Scene:
    """What there is to be refused about."""
    mine = make(seller, "contacts", name="张三", external_id="E-1")
    gone = make(seller, "contacts", name="李四")
    write(seller, "contacts", [Change("delete", gone)])
    their_account = make(rival, "accounts", name="别家公司")
    theirs = make(rival, "contacts", name="王五", external_id="E-2", account=str(their_account))
    talk = make(
        rival, "activities", kind="call", subject="电话", contact=str(make(rival, "contacts", name="赵六"))
    )
    edit(seller, "contacts", mine, {"title": "经理"})
    edit(seller, "contacts", mine, {"title": "总监"})
    return Scene(seller, mine, gone, theirs, their_account, talk, rival.user_id or 0)


REFUSED: dict[str, tuple[Callable[[Scene], Change], str, str | None]] = {
    "unknown field": (lambda s: Change("create", values={"name": "a", "nope": 1}), "unknown_field", "nope"),
    "no lookup path": (lambda s: Change("create", values={"name": "a", "owner__password": 1}), "unknown_field", "owner__password"),
    "read-only field": (lambda s: Change("create", values={"name": "a", "created_at": None}), "readonly", "created_at"),
    "required missing": (lambda s: Change("create", values={"title": "a"}), "required", "name"),
    "required emptied": (lambda s: Change("edit", s.mine, {"name": " "}), "required", "name"),
    "bad value": (lambda s: Change("edit", s.mine, {"birthday": "2026-02-30"}), "invalid_date", "birthday"),
    "bad child": (lambda s: Change("edit", s.mine, {"phones": [{"value": "12"}]}), "phone_invalid_length", "phones"),
    "hidden lookup": (lambda s: Change("edit", s.mine, {"account": str(s.their_account)}), "unknown_record", "account"),
    "absent lookup": (lambda s: Change("edit", s.mine, {"account": "999999"}), "unknown_record", "account"),
    "deleted lookup": (lambda s: Change("edit", s.mine, {"reports_to": str(s.gone)}), "unknown_record", "reports_to"),
    "hidden employment": (lambda s: Change("edit", s.mine, {"employments": [{"account": str(s.their_account)}]}),
                          "unknown_record", "employments"),
    "absent employment": (lambda s: Change("edit", s.mine, {"employments": [{"account": "999999"}]}), "unknown_record", "employments"),
    "employment at nobody": (lambda s: Change("edit", s.mine, {"employments": [{"account": "0"}]}), "unknown_record", "employments"),
    "absent tag": (lambda s: Change("edit", s.mine, {"tags": ["999999"]}), "unknown_record", "tags"),
    "absent owner": (lambda s: Change("edit", s.mine, {"owner": "999999"}), "unknown_record", "owner"),
    "owner out of reach": (lambda s: Change("create", values={"name": "a", "owner": str(s.rival)}), "owner_out_of_reach", "owner"),
    "taken unique value": (lambda s: Change("create", values={"name": "a", "external_id": "Ｅ-1"}), "not_unique", "external_id"),
    "unique of a hidden record": (lambda s: Change("create", values={"name": "a", "external_id": "e-2"}), "not_unique", "external_id"),
    "absent record": (lambda s: Change("edit", 999999, {"name": "a"}), "not_found", None),
    "hidden record": (lambda s: Change("edit", s.theirs, {"name": "a"}), "not_found", None),
    "deleted record": (lambda s: Change("edit", s.gone, {"name": "a"}), "not_found", None),
    "delete of a hidden record": (lambda s: Change("delete", s.theirs), "not_found", None),
    "delete twice": (lambda s: Change("delete", s.gone), "not_found", None),
    "restore of a live record": (lambda s: Change("restore", s.mine), "not_found", None),
    "stale version": (lambda s: Change("edit", s.mine, {"title": "主管"}, version=2), "conflict", "title"),
    "future version": (lambda s: Change("edit", s.mine, {"title": "主管"}, version=99), "unknown_version", None),
    "sub-type without type": (lambda s: Change("edit", s.mine, {"sub_types": ["agent"]}), "sub_type_without_type", "sub_types"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_a_refused_change_changes_nothing(scene: Scene, why: str) -> None:
    change, code, field = REFUSED[why]
    before = snapshot()
    outcome = write(scene.seller, "contacts", [change(scene)])
    assert not outcome.saved
    first = outcome.refused[0].refusals[0]
    assert (first.code, first.field) == (code, field)
    assert all(first.message(locale) for locale in ("zh-CN", "zh-TW", "en"))
    assert snapshot() == before


def test_the_others_of_a_batch_are_saved(scene: Scene) -> None:
    changes = [entry[0](scene) for entry in REFUSED.values()]
    good = [Change("create", values={"name": f"新人{n}"}) for n in range(3)]
    mixed = [good[0], *changes[:13], good[1], *changes[13:], good[2]]
    outcome = write(scene.seller, "contacts", mixed)
    assert [mixed[item.index] for item in outcome.saved] == good
    assert sorted(item.index for item in outcome.refused) == [
        n for n, item in enumerate(mixed) if item not in good
    ]


def test_hidden_and_absent_read_the_same(scene: Scene) -> None:
    hidden, absent = (
        write(scene.seller, "contacts", [Change("edit", item, {"name": "a"})]).refused[0].refusals
        for item in (scene.theirs, 999999)
    )
    assert [(item.code, item.status, item.params) for item in hidden] == [
        (item.code, item.status, item.params) for item in absent
    ]


def test_all_faults_of_a_row_are_named(seller: Actor) -> None:
    values: dict[str, Any] = {"birthday": "x", "phones": 5, "nope": 1}
    refused = write(seller, "contacts", [Change("create", values=values)]).refused[0].refusals
    assert {item.field for item in refused} >= {"birthday", "phones", "nope"}


def test_a_verb_that_is_not_allowed_stops_the_whole_call(house: Any, scene: Scene) -> None:
    service = person("service", "service", department=house.north)
    before = snapshot()
    with pytest.raises(Forbidden):
        write(service, "contacts", [Change("create", values={"name": "a"}), Change("delete", scene.mine)])
    with pytest.raises(NotFound):
        write(person("admin", "administrator"), "contacts", [Change("create", values={"name": "a"})])
    after = snapshot()
    assert {key: rows for key, rows in after.items() if not key.startswith("access_")} == {
        key: rows for key, rows in before.items() if not key.startswith("access_")
    }
    with pytest.raises(Refusal):
        write(
            scene.seller, "contacts", [Change("create", values={"name": "a"}), Change("explode", scene.mine)]
        )
    assert snapshot() == after


def test_a_visible_record_that_may_not_be_edited_is_forbidden(
    scene: Scene, seller: Actor, director: Actor
) -> None:
    talk = make(director, "activities", kind="call", subject="电话", contact=str(scene.mine))
    assert held(seller, "activities", talk)["subject"] == "电话"
    before = snapshot()
    refused = write(seller, "activities", [Change("edit", talk, {"subject": "改"})]).refused[0].refusals
    assert [item.status for item in refused] == [403]
    assert snapshot() == before


def test_the_same_record_twice_in_a_batch(scene: Scene) -> None:
    changes = [Change("edit", scene.mine, {"title": "甲"}), Change("edit", scene.mine, {"title": "乙"})]
    outcome = write(scene.seller, "contacts", changes)
    assert [item.index for item in outcome.saved] == [0]
    assert outcome.refused[0].refusals[0].code == "twice_in_batch"
    assert held(scene.seller, "contacts", scene.mine)["title"] == "甲"


def test_a_unique_value_twice_in_a_batch(seller: Actor) -> None:
    changes = [Change("create", values={"name": f"n{n}", "external_id": "X"}) for n in range(2)]
    outcome = write(seller, "contacts", changes)
    assert [item.index for item in outcome.saved] == [0]
    assert outcome.refused[0].refusals[0].code == "not_unique"


def test_a_row_refused_for_another_reason_takes_no_unique_value(seller: Actor, rival: Actor) -> None:
    values = {"name": "n", "external_id": "X"}
    changes = [
        Change("create", values={**values, "owner": str(rival.user_id)}),
        Change("create", values=values),
    ]
    assert [item.index for item in write(seller, "contacts", changes).saved] == [1]


def test_a_record_does_not_come_back_beside_its_successor(seller: Actor) -> None:
    first = make(seller, "contacts", name="a", external_id="X")
    write(seller, "contacts", [Change("delete", first)])
    second = make(seller, "contacts", name="b", external_id="X")
    before = snapshot()
    outcome = write(seller, "contacts", [Change("restore", first)])
    assert outcome.refused[0].refusals[0].code == "not_unique"
    assert snapshot() == before
    write(seller, "contacts", [Change("delete", second)])
    assert write(seller, "contacts", [Change("restore", first)]).saved
