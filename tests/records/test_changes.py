"""What a change does: values, children, derived values, audit, versions, search."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.records.conftest import found, held, make

from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.records.conflicts import Conflict
from guanxi.records.inside import rows
from guanxi.records.service import Change, edit, write
from guanxi.trail.models import AuditRow, Event

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
T0 = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def wire(at: datetime) -> str:
    """An instant in JSON form."""
    return at.isoformat().replace("+00:00", "Z")


def trail(record_id: int) -> list[tuple[str, int | None, dict[str, object]]]:
    """Verb, version and changes of a record's audit rows."""
    return list(
        AuditRow.objects.filter(record_id=record_id).order_by("id").values_list("verb", "version", "changes")
    )


def test_a_new_record_belongs_to_its_maker(seller: Actor) -> None:
    key = make(seller, "contacts", name="欧阳娜娜")
    values = held(seller, "contacts", key)
    assert values["owner"] == values["created_by"] == values["updated_by"] == str(seller.user_id)
    assert (values["surname"], values["given_name"], values["form"]) == ("欧阳", "娜娜", "person")


def test_audit_tells_before_and_after(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三", phones=[{"value": "13800138000"}])
    edit(seller, "contacts", key, {"title": "经理", "phones": []})
    edit(seller, "contacts", key, {"title": "总监"})
    write(seller, "contacts", [Change("delete", key)])
    write(seller, "contacts", [Change("restore", key)])
    told = trail(key)
    assert [(verb, version) for verb, version, _ in told] == [
        ("create", 1), ("edit", 2), ("edit", 3), ("delete", 4), ("restore", 5),
    ]  # fmt: skip
    assert told[0][2]["name"] == [None, "张三"]
    assert set(told[0][2]) == {"name", "form", "phones", "owner", "surname", "given_name"}
    assert told[1][2]["phones"] == [[{"value": "+8613800138000", "type": "mobile", "main": True}], []]
    assert told[2][2]["title"] == ["经理", "总监"]
    assert list(Event.objects.order_by("id").values_list("verb", "record_ids")) == [
        (verb, [key]) for verb in ("create", "edit", "edit", "delete", "restore")
    ]


def test_an_edit_that_says_nothing_new_leaves_no_trace(seller: Actor) -> None:
    values = {"name": "张三", "phones": [{"value": "13800138000"}], "expected_amount": 5, "types": ["partner"],
              "birthday": "1990-01-02", "title": "经理"}  # fmt: skip
    key = make(seller, "contacts", **values)
    before = trail(key), held(seller, "contacts", key), Event.objects.count()
    assert edit(seller, "contacts", key, values).version == 1
    assert (trail(key), held(seller, "contacts", key), Event.objects.count()) == before


def test_stale_edits_of_other_fields_merge(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三")
    edit(seller, "contacts", key, {"hobbies": "围棋"}, version=1)
    assert edit(seller, "contacts", key, {"intent": "high"}, version=1).version == 3
    values = held(seller, "contacts", key)
    assert (values["hobbies"], values["intent"]) == ("围棋", "high")


def test_stale_edits_of_the_same_field_conflict(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三", hobbies="书法")
    edit(seller, "contacts", key, {"hobbies": "围棋"}, version=1)
    edit(seller, "contacts", key, {"hobbies": "象棋"}, version=2)
    with pytest.raises(Conflict) as caught:
        edit(seller, "contacts", key, {"hobbies": "足球", "intent": "high"}, version=1)
    assert caught.value.fields == {"hobbies": {"base": "书法", "yours": "足球", "theirs": "象棋"}}
    assert caught.value.version == 3
    assert held(seller, "contacts", key)["intent"] is None
    # Both want the same: no conflict, whatever way it is written.
    assert edit(seller, "contacts", key, {"hobbies": " 象棋 "}, version=1).version == 3


def test_children_are_replaced_whole(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三", emails=[{"value": "a@b.cn"}, {"value": "c@d.cn"}])
    edit(seller, "contacts", key, {"emails": [{"value": "c@d.cn", "main": True}, {"value": "e@f.cn"}]})
    assert [item["value"] for item in held(seller, "contacts", key)["emails"]] == ["c@d.cn", "e@f.cn"]
    edit(seller, "contacts", key, {"title": "经理"})
    assert len(held(seller, "contacts", key)["emails"]) == 2
    edit(seller, "contacts", key, {"emails": None})
    assert held(seller, "contacts", key)["emails"] == []


def test_a_batch_writes_each_row_its_own_values(seller: Actor) -> None:
    keys = [make(seller, "contacts", name=f"人{n}") for n in range(3)]
    changes = [
        Change("edit", key, {"title": f"职{n}", **({"intent": "low"} if n else {})})
        for n, key in enumerate(keys)
    ]
    assert len(write(seller, "contacts", changes).saved) == 3
    values = [held(seller, "contacts", key) for key in keys]
    assert [(item["title"], item["intent"], item["name"]) for item in values] == [
        ("职0", None, "人0"), ("职1", "low", "人1"), ("职2", "low", "人2"),
    ]  # fmt: skip


def test_more_than_one_chunk(director: Actor) -> None:
    changes = [Change("create", values={"name": f"人{n}"}) for n in range(501)]
    outcome = write(director, "contacts", changes)
    assert [item.index for item in outcome.saved] == list(range(501))
    assert Event.objects.count() == 2
    done = write(
        director, "contacts", [Change("edit", item.record_id, {"intent": "low"}) for item in outcome.saved]
    )
    assert {item.version for item in done.saved} == {2}


def test_company_and_employment_are_the_same_thing(seller: Actor) -> None:
    first, second = (str(make(seller, "accounts", name=name)) for name in ("甲公司", "乙公司"))
    key = make(seller, "contacts", name="张三", account=first, title="经理")
    (entry,) = held(seller, "contacts", key)["employments"]
    assert (entry["account"], entry["title"], entry["main"]) == (first, "经理", True)
    edit(seller, "contacts", key, {"title": "总监"})
    (entry,) = held(seller, "contacts", key)["employments"]
    assert entry["title"] == "总监"
    edit(seller, "contacts", key, {"account": second, "title": "顾问"})
    entries = held(seller, "contacts", key)["employments"]
    assert [(item["account"], item["title"], item["main"]) for item in entries] == [
        (second, "顾问", True), (first, "总监", False),
    ]  # fmt: skip
    edit(seller, "contacts", key, {"employments": [{**entries[1], "main": True, "decision_role": "user"}]})
    values = held(seller, "contacts", key)
    assert (values["account"], values["title"], values["decision_role"]) == (first, "总监", "user")
    edit(seller, "contacts", key, {"employments": []})
    values = held(seller, "contacts", key)
    assert (values["account"], values["title"], values["decision_role"]) == (None, None, None)


def test_a_company_that_is_taken_away_leaves_no_main_employment(seller: Actor) -> None:
    account = str(make(seller, "accounts", name="甲公司"))
    key = make(seller, "contacts", name="张三", account=account)
    edit(seller, "contacts", key, {"account": None})
    values = held(seller, "contacts", key)
    assert values["account"] is None
    assert values["employments"] == []


def test_talks_derive_last_contact(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: T0)
    account = make(seller, "accounts", name="甲公司")
    contact = make(seller, "contacts", name="张三", account=str(account), title="经理")

    def derived(module: str = "contacts") -> tuple[object, object, object]:
        values = held(seller, module, contact if module == "contacts" else account)
        return values["last_contact_at"], values["last_contact_summary"], values["next_follow_up"]

    later, follow = wire(T0 + timedelta(hours=1)), wire(T0 + timedelta(days=7))
    first = make(seller, "activities", kind="call", subject="第一次", contact=str(contact), at=wire(T0))
    assert derived() == derived("accounts") == (wire(T0), "第一次", None)
    assert held(seller, "activities", first)["account"] == str(account)
    assert held(seller, "activities", first)["contact_title"] == "经理"
    second = make(seller, "activities", kind="visit", content="第二次\n谈价", contact=str(contact), at=later,
                  next_follow_up=follow)  # fmt: skip
    assert derived() == derived("accounts") == (later, "第二次 谈价", follow)
    make(
        seller,
        "activities",
        kind="task",
        subject="寄样品",
        contact=str(contact),
        at=wire(T0 + timedelta(hours=2)),
    )
    assert derived()[:2] == (later, "第二次 谈价")
    edit(seller, "activities", second, {"subject": "拜访"})
    assert derived() == (later, "拜访 第二次 谈价", follow)
    write(seller, "activities", [Change("delete", second)])
    assert derived()[:2] == derived("accounts")[:2] == (wire(T0), "第一次")
    write(seller, "activities", [Change("restore", second)])
    assert derived()[:2] == derived("accounts")[:2] == (later, "拜访 第二次 谈价")
    write(seller, "activities", [Change("delete", first), Change("delete", second)])
    assert derived()[:2] == (None, None)


def test_a_talk_settles_the_follow_up_that_was_due(seller: Actor) -> None:
    contact = make(seller, "contacts", name="张三", next_follow_up=wire(T0))
    make(seller, "activities", kind="note", subject="备注", contact=str(contact), at=wire(T0))
    assert held(seller, "contacts", contact)["next_follow_up"] == wire(T0)
    make(
        seller, "activities", kind="call", subject="早", contact=str(contact), at=wire(T0 - timedelta(days=1))
    )
    assert held(seller, "contacts", contact)["next_follow_up"] == wire(T0)
    make(
        seller,
        "activities",
        kind="call",
        subject="到期",
        contact=str(contact),
        at=wire(T0 + timedelta(minutes=1)),
    )
    assert held(seller, "contacts", contact)["next_follow_up"] is None


def test_a_talk_that_moves_to_another_contact_refreshes_both(seller: Actor) -> None:
    one, two = (make(seller, "contacts", name=name) for name in ("张三", "李四"))
    talk = make(seller, "activities", kind="call", subject="电话", contact=str(one), at=wire(T0))
    edit(seller, "activities", talk, {"contact": str(two)})
    assert held(seller, "contacts", one)["last_contact_at"] is None
    assert held(seller, "contacts", two)["last_contact_at"] == wire(T0)


def test_search_follows_every_change(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三", phones=[{"value": "13800138000"}])
    assert found(seller, "contacts", "zhangsan") == found(seller, "contacts", "8000") == {key}
    edit(seller, "contacts", key, {"name": "李四"})
    assert found(seller, "contacts", "zhangsan") == set()
    assert found(seller, "contacts", "李四") == found(seller, "contacts", "8000") == {key}
    edit(seller, "contacts", key, {"phones": [{"value": "13912345678"}]})
    assert found(seller, "contacts", "13800138000") == set()
    assert found(seller, "contacts", "139 1234 5678") == {key}
    write(seller, "contacts", [Change("delete", key)])
    assert found(seller, "contacts", "李四") == set()
    write(seller, "contacts", [Change("restore", key)])
    assert found(seller, "contacts", "李四") == found(seller, "contacts", "5678") == {key}


def test_modules_do_not_find_each_others_records(seller: Actor) -> None:
    account, contact = make(seller, "accounts", name="海天味业"), make(seller, "contacts", name="海天")
    assert found(seller, "accounts", "海天") == {account}
    assert found(seller, "contacts", "海天") == {contact}


def test_automatic_numbers_are_given_once(gadgets: str, seller: Actor) -> None:
    values = [{"name": "a"}, {"name": " "}, {"name": "b"}, {"name": "c", "serial": "G-9"}]
    outcome = write(SYSTEM, gadgets, [Change("create", values=item) for item in values])
    assert [item.index for item in outcome.refused] == [1, 3]
    more = make(SYSTEM, gadgets, name="d")
    numbers = rows(gadgets).order_by("pk").values_list("serial", flat=True)
    assert list(numbers) == ["G-00001", "G-00002", "G-00003"]
    edit(SYSTEM, gadgets, more, {"name": "e"})
    assert held(SYSTEM, gadgets, more)["serial"] == "G-00003"
    assert found(SYSTEM, gadgets, "G-00003") == {more}


def test_what_a_guard_weighs_together_conflicts_too(seller: Actor) -> None:
    """A given name rests on the surname beside it, a sub-type on the types: nobody's change is built on unseen ones."""
    key = make(seller, "contacts", name="张三", types=["partner"])
    edit(seller, "contacts", key, {"given_name": "四"})
    with pytest.raises(Conflict) as caught:
        edit(seller, "contacts", key, {"surname": "王"}, version=1)
    assert caught.value.fields["given_name"] == {"base": "三", "yours": "三", "theirs": "四"}
    edit(seller, "contacts", key, {"types": ["supplier"]})
    with pytest.raises(Conflict) as caught:
        edit(seller, "contacts", key, {"sub_types": ["agent"]}, version=2)
    assert set(caught.value.fields) == {"types"}
    # What no guard weighs against them merges as before.
    assert edit(seller, "contacts", key, {"title": "经理"}, version=1).version == 4
