"""Nothing is lost when somebody leaves: what was handed over is what it was, and the certificate says what is so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.people import House, person
from tests.records.conftest import make
from tests.records.handing import all_to, belongings, many, opened_to, pages, run, spoil, state_of, upload

from guanxi.access import sharing_rules
from guanxi.access.models import Role, User
from guanxi.access.rights import actor_of, forget
from guanxi.access.sharing_rules import RuleShape
from guanxi.channels.models import Notification
from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import blobs as blob_room
from guanxi.records import read
from guanxi.records.former_owners import former_owners
from guanxi.records.handover import run as running
from guanxi.records.handover import service
from guanxi.records.handover.belongings import owned_by
from guanxi.records.handover.plan import Plan
from guanxi.records.handover.rules import Case, Rule
from guanxi.records.handover_models import Handover
from guanxi.records.inside import rows
from guanxi.records.models import PhoneEntry, StoredFile
from guanxi.records.read import Query
from guanxi.records.service import edit
from guanxi.records.timeline import timeline
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]
KEYS = ("accounts", "contacts", "activities", "documents", "comments")
MAY_CHANGE = ("owner_id", "version")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files and certificates lie in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def han(house: House) -> Actor:
    """Takes over too."""
    return person("han", "sales", department=house.south)


@pytest.mark.both_databases
def test_five_hundred_records_are_the_same_afterwards(
    chief: Actor, seller: Actor, li: Actor, home: Path
) -> None:
    own = belongings(seller, accounts=60, contacts=340, tasks=100)
    opened_to(seller, own["contacts"][0], f"user:{chief.user_id}")
    before = {key: state_of(key) for key in KEYS}
    row = run(service.start(chief, seller.person_id, all_to(li.person_id), "离职"))
    assert row.state == "done"
    assert row.summary["moved"] == row.total == 500
    assert row.summary["differences"] == row.summary["stayed"] == 0
    assert row.before == row.after != ""
    after = {key: state_of(key) for key in KEYS}
    moved = {("accounts", one) for one in own["accounts"]} | {("contacts", one) for one in own["contacts"]}
    moved |= {("activities", one) for one in own["tasks"]}
    for key in KEYS:
        assert before[key].keys() == after[key].keys()
        for record_id, was in before[key].items():
            now = after[key][record_id]
            if (key, record_id) in moved:
                assert now.pop("owner_id") == li.user_id
                assert now.pop("version") == was["version"] + 1
                now |= {name: was[name] for name in MAY_CHANGE}
            assert now == was
    told = "".join(pages(chief, row))
    assert "500 条记录交接前后一致，0 处差异" in told.replace("\r\n", "")
    assert "测试seller" in told
    assert "测试li" in told
    assert "离职" in told
    assert row.before in told.replace("\r\n", "").replace(" ", "")
    assert told.count("一致") >= 500


def test_the_new_owner_sees_the_story_and_no_edit(chief: Actor, seller: Actor, li: Actor) -> None:
    own = belongings(seller, accounts=1, contacts=3, tasks=2)
    first = own["contacts"][1]
    earlier, _ = timeline(seller, "contacts", first, None, 50, frozenset())
    listed = [row["id"] for row in read.page(chief, "contacts", Query()).rows]
    run(service.start(chief, seller.person_id, all_to(li.person_id)))
    now, _ = timeline(li, "contacts", first, None, 50, frozenset())
    assert [item.id for item in now] == [item.id for item in earlier]
    assert [row["id"] for row in read.page(chief, "contacts", Query()).rows] == listed
    assert not read.exists(seller, "contacts", [first])
    [past] = former_owners(li, "contacts", first)
    assert (past.user_id, past.by, past.way) == (seller.user_id, chief.name, "handover")
    acts = AuditRow.objects.filter(verb="handover", module="contacts", record_id=first)
    assert [act.changes for act in acts] == [{"owner": [str(seller.user_id), str(li.user_id)]}]
    # What was done stays with who did it.
    talk = read.get(li, "activities", own["talks"][1]).rows[0]
    assert talk["owner"] == seller.user_id


def test_former_owners_are_for_who_may_read_the_owner(chief: Actor, seller: Actor, li: Actor) -> None:
    record = make(seller, "contacts", name="张三")
    edit(chief, "contacts", record, {"owner": str(li.user_id)})
    assert [(one.user_id, one.way) for one in former_owners(li, "contacts", record)] == [
        (seller.user_id, "edit")
    ]
    hidden = {"contacts": {"owner": "hidden"}}
    Role.objects.create(key="blind", name="盲", rights={"*": {"view": "all"}}, fields=hidden)
    assert former_owners(person("blind", "blind"), "contacts", record) == []
    Role.objects.create(key="elsewhere", name="别处", rights={"accounts": {"view": "all"}})
    with pytest.raises(NotFound):
        former_owners(person("elsewhere", "elsewhere"), "contacts", record)


def test_what_sharing_rules_open_follows_the_owner(
    chief: Actor, seller: Actor, li: Actor, rival: Actor
) -> None:
    """A rule may speak of the owner: what it opens is kept with the record."""
    record = make(seller, "contacts", name="张三")
    whose = {"field": "owner", "op": "in", "value": [str(seller.user_id)]}
    sharing_rules.save(chief, None, RuleShape("客户共享", "contacts", whose, f"user:{rival.user_id}", "read"))
    run_until_idle()
    forget()
    assert read.exists(rival, "contacts", [record])
    run(service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))}))
    assert not read.exists(rival, "contacts", [record])
    assert read.exists(li, "contacts", [record])


def test_one_notice_and_not_five_hundred(chief: Actor, seller: Actor, li: Actor) -> None:
    belongings(seller, accounts=2, contacts=12, tasks=3)
    run(service.start(chief, seller.person_id, all_to(li.person_id)))
    [notice] = Notification.objects.filter(user_id=li.user_id)
    assert notice.params["counts"] == {"accounts": 2, "contacts": 12, "activities": 3}
    [done] = Notification.objects.filter(user_id=chief.user_id)
    assert (done.params["count"], done.params["differences"]) == (17, 0)


def went(plan: Plan, key: str) -> dict[int, int]:
    return dict(plan.counts()[key])


def test_split_by_condition_evenly_and_with_the_company(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    belongings(seller, accounts=10, contacts=20, tasks=4)
    one, two = li.person_id, han.person_id
    shanghai = {"field": "addresses", "op": "in_region", "value": {"city": "上海"}}
    rules = {
        "accounts": Rule("cases", cases=(Case(shanghai, one),), rest=two),
        "contacts": Rule("follow"),
        "activities": Rule("evenly", (one, two)),
    }
    plan = service.preview(chief, seller.person_id, rules)
    assert went(plan, "accounts") == {one: 5, two: 5}
    assert went(plan, "activities") == {one: 2, two: 2}
    # Every fifth contact has no company.
    assert went(plan, "contacts") == {one: 8, two: 8}
    assert plan.stays["contacts"] == 4
    assert Handover.objects.count() == 0
    assert {row["owner_id"] for row in state_of("contacts").values()} == {seller.user_id}
    row = run(service.start(chief, seller.person_id, rules))
    firms, people = state_of("accounts"), state_of("contacts")
    for contact in people.values():
        firm = contact["account_id"]
        assert contact["owner_id"] == (firms[firm]["owner_id"] if firm else seller.user_id)
    told = "".join(pages(chief, row)).replace("\r\n", "")
    assert "随所属的客户" in told
    assert "平均分给 测试li、测试han" in told


def test_below_somebody_elses_company_goes_to_that_person(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    firm = make(han, "accounts", name="乙公司")
    contact = make(SYSTEM, "contacts", name="王五", account=str(firm), owner=str(seller.user_id))
    plan = service.preview(chief, seller.person_id, {"contacts": Rule("follow", rest=li.person_id)})
    assert [(one.record_id, one.to) for one in plan.going] == [(contact, han.user_id)]


def test_the_preview_asks_a_fixed_number_of_times(
    chief: Actor, seller: Actor, li: Actor, han: Actor, django_assert_max_num_queries: Any
) -> None:
    belongings(seller, accounts=10, contacts=60, tasks=30)
    rules = all_to(li.person_id) | {
        "accounts": Rule(
            "cases",
            cases=(Case({"field": "name", "op": "contains", "value": "1"}, li.person_id),),
            rest=han.person_id,
        )
    }
    service.preview(chief, seller.person_id, rules)
    with django_assert_max_num_queries(40):
        service.preview(chief, seller.person_id, rules)


def test_a_crash_in_the_middle_is_gone_on_from(
    chief: Actor, seller: Actor, li: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 5)
    own = belongings(seller, accounts=3, contacts=20, tasks=4)
    real, calls = running._give, []

    def breaking(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("the power went")
        real(*args)

    monkeypatch.setattr(running, "_give", breaking)
    row = run(service.start(chief, seller.person_id, all_to(li.person_id)))
    assert row.state == "running"
    some = row.items.filter(state="moved").count()
    assert 0 < some < row.total
    row = run(row)
    assert row.state == "done"
    assert row.summary["moved"] == row.total == 27
    assert row.summary["differences"] == 0
    versions = {one["version"] for one in state_of("accounts").values()}
    assert versions == {2}
    assert len(AuditRow.objects.filter(verb="handover", module="contacts")) == len(own["contacts"])


def test_what_was_tampered_with_stands_in_the_certificate(
    chief: Actor, seller: Actor, li: Actor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = belongings(seller, accounts=3, contacts=20, tasks=4)
    contacts = own["contacts"]
    document = state_of("documents")
    spoiled = read.get(seller, "documents", min(document)).wire()["records"][0]["values"]["versions"][1]
    real = running._look_again

    def tampered(*args: Any) -> Any:
        spoil(spoiled, home)
        edit(li, "contacts", contacts[3], {"title": "总监"})
        # Past the door: nobody is told of it.
        rows("contacts").filter(pk=contacts[4]).update(hobbies="钓鱼")
        PhoneEntry.objects.filter(module="contacts", record_id=contacts[5], position=1).delete()
        many(chief, "comments", [{"parent": f"contacts/{contacts[6]}", "text": "后来的"}])
        monkeypatch.setattr(running, "_look_again", real)
        return real(*args)

    monkeypatch.setattr(running, "_look_again", tampered)
    row = run(service.start(chief, seller.person_id, all_to(li.person_id)))
    assert row.summary["differences"] == 5
    assert row.before != row.after
    found = {item.record_id: item.differences for item in row.items.exclude(differences=[])}
    assert set(found) == {contacts[0], *contacts[3:7]}
    assert found[contacts[0]] == ["+documents"]
    assert "title" in found[contacts[3]]
    assert found[contacts[4]] == ["hobbies"]
    assert found[contacts[5]] == ["phones"]
    assert found[contacts[6]] == ["+comments"]
    told = "".join(pages(chief, row)).replace("\r\n", "")
    assert "27 条记录中有 5 条交接前后不一致" in told
    assert "0 处差异" not in told
    assert "张4" in told
    assert "爱好" in told
    assert "没有找到对应的操作记录" in told
    assert "交接期间由 测试li 修改" in told
    assert "评论；交接期间由 测试chief 修改" in told


def test_who_may_hand_over(chief: Actor, seller: Actor, li: Actor, house: House, home: Path) -> None:
    make(seller, "contacts", name="张三")
    rules = {"contacts": Rule("one", (li.person_id,))}
    director = person("boss", "director", department=house.head)
    keeper = person("keeper", "administrator", department=house.head)
    for nobody in (director, seller, keeper):
        with pytest.raises(Forbidden):
            service.preview(nobody, seller.person_id, rules)
        with pytest.raises(Forbidden):
            service.start(nobody, seller.person_id, rules)
    with pytest.raises(NotFound):
        service.preview(chief, 10**9, rules)
    row = run(service.start(chief, seller.person_id, rules))
    assert service.handover(keeper, row.pk).total == 1
    with pytest.raises(Forbidden):
        service.certificate(keeper, row.pk)
    for stranger in (director, li):
        with pytest.raises(Forbidden):
            service.handover(stranger, row.pk)
    service.certificate(chief, row.pk)[0].close()
    assert AuditRow.objects.filter(verb="download", module="handovers", record_id=row.pk).count() == 1


def test_who_may_take_back_and_fetch(chief: Actor, seller: Actor, li: Actor, house: House) -> None:
    make(seller, "contacts", name="张三")
    keeper = person("keeper", "administrator", department=house.head)
    row = run(service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))}))
    with pytest.raises(Forbidden) as caught:
        service.undo(keeper, row.pk)
    assert caught.value.code == "may_not_hand_over"
    # Who made it and does not see the module any more does not get its names either.
    User.objects.get(pk=chief.user_id).roles.set(Role.objects.filter(key="administrator"))
    forget()
    with pytest.raises(Forbidden):
        service.certificate(actor_of(chief.person_id, "test"), row.pk)


@pytest.mark.parametrize(
    ("view", "assign", "reached"), [("all", "own", 0), ("own", "all", 0), ("all", "all", 1)]
)
def test_what_may_be_handed_over_is_seen_and_may_be_assigned(
    seller: Actor, li: Actor, view: str, assign: str, reached: int
) -> None:
    make(seller, "contacts", name="张三")
    Role.objects.create(key="half", name="半", rights={"*": {"view": view, "assign": assign}})
    half = person("half", "administrator", "half")
    assert [one["reach"] for one in owned_by(half, seller.person_id)] == [0, reached, 0]
    plan = service.preview(half, seller.person_id, {"contacts": Rule("one", (li.person_id,))})
    assert (len(plan.going), plan.beyond) == (reached, {"contacts": 1 - reached})


def test_who_has_no_data_sees_numbers_alone(seller: Actor, house: House) -> None:
    make(seller, "contacts", name="张三")
    keeper = person("keeper", "administrator", department=house.head)
    assert [(one["count"], one["reach"]) for one in owned_by(keeper, seller.person_id)] == [
        (0, 0),
        (1, 0),
        (0, 0),
    ]


@pytest.mark.parametrize("broken", ["leaver", "inactive", "without", "nobody", "twice"])
def test_who_may_receive(chief: Actor, seller: Actor, li: Actor, house: House, broken: str) -> None:
    make(seller, "contacts", name="张三")
    idle = person("idle", "sales", department=house.north)
    User.objects.filter(pk=idle.user_id).update(is_active=False)
    blind = person("blind")
    forget()
    rule = {
        "leaver": Rule("one", (seller.person_id,)),
        "inactive": Rule("one", (idle.person_id,)),
        "without": Rule("one", (blind.person_id,)),
        "nobody": Rule("one", ()),
        "twice": Rule("evenly", (li.person_id, li.person_id)),
    }[broken]
    with pytest.raises(Refusal) as caught:
        service.preview(chief, seller.person_id, {"contacts": rule})
    assert caught.value.field == "rules.contacts"


def test_what_is_beyond_reach_stays_and_is_not_shown(seller: Actor, li: Actor, house: House) -> None:
    """Somebody who administers people and leads one department gives away that department's records only."""
    head = person("head", "administrator", "manager", department=house.south)
    make(seller, "contacts", name="看不见的人")
    plan = service.preview(head, seller.person_id, {"contacts": Rule("one", (li.person_id,))})
    assert (plan.going, plan.beyond) == ([], {"contacts": 1})
    with pytest.raises(Refusal, match="handover_empty"):
        service.start(head, seller.person_id, {"contacts": Rule("one", (li.person_id,))})


def test_a_record_that_went_elsewhere_meanwhile_stays_there(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    first, second = make(seller, "contacts", name="张三"), make(seller, "contacts", name="李四")
    row = service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))})
    edit(seller, "contacts", first, {"owner": str(han.user_id)})
    row = run(row)
    assert state_of("contacts")[first]["owner_id"] == han.user_id
    assert state_of("contacts")[second]["owner_id"] == li.user_id
    assert (row.summary["moved"], row.summary["left"]) == (1, {"contacts": {"handover_owner_changed": 1}})


def test_cancelled_and_gone_on_with(
    chief: Actor, seller: Actor, li: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 5)
    belongings(seller, accounts=3, contacts=20, tasks=4)
    row = service.start(chief, seller.person_id, all_to(li.person_id))
    with pytest.raises(Refusal, match="handover_running"):
        service.start(chief, seller.person_id, all_to(li.person_id))
    assert service.cancel(chief, row.pk).state == "cancelled"
    assert run(service.resume(chief, row.pk)).state == "done"


def test_taken_back(chief: Actor, seller: Actor, li: Actor) -> None:
    belongings(seller, accounts=3, contacts=20, tasks=4)
    before = {key: state_of(key) for key in KEYS}
    row = run(service.start(chief, seller.person_id, all_to(li.person_id)))
    back = run(service.undo(chief, row.pk))
    assert back.state == "done"
    assert back.summary["differences"] == 0
    assert back.summary["moved"] == 27
    for key in KEYS:
        now = state_of(key)
        assert all({**now[one], "version": was["version"]} == was for one, was in before[key].items())
    with pytest.raises(Refusal, match="handover_undone"):
        service.undo(chief, row.pk)
    assert "撤销交接证明" in "".join(pages(chief, back))


def test_a_right_that_goes_meanwhile_ends_it(chief: Actor, seller: Actor, li: Actor) -> None:
    make(seller, "contacts", name="张三")
    row = service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))})
    User.objects.get(pk=chief.user_id).roles.clear()
    forget()
    row = run(row)
    assert row.state == "failed"
    assert Job.objects.get(pk=row.job_id).state == "failed"
    assert state_of("contacts").popitem()[1]["owner_id"] == seller.user_id


def test_a_field_of_every_type(chief: Actor, seller: Actor, li: Actor, gadgets: str) -> None:
    """The engine knows no module: marks are taken of whatever a module declares."""
    firm = make(seller, "accounts", name="甲公司")
    values: dict[str, Any] = {
        "name": "件", "note": "长", "amount": 1.25, "pieces": 3, "share": 0.5, "day": "2026-11-23", "ready": True,
        "price": {"amount": "12.50", "currency": "CNY"}, "at": "2026-11-23T04:00:00Z", "color": "red",
        "colors": ["red", "gold"], "account": str(firm), "keeper": str(li.user_id), "email": "a@b.example",
        "phone": "13812345678", "url": "https://b.example/", "place": {"city": "苏州"}, "crew": [str(chief.user_id)],
        "phones": [{"value": "13812345678"}], "emails": [{"value": "a@b.example"}], "about": f"accounts/{firm}",
        "socials": [{"kind": "wechat", "value": "wx"}], "addresses": [{"kind": "office", "city": "苏州"}],
        "files": [upload(seller, "a.txt", b"a")], "tags": [],
    }  # fmt: skip
    record = make(seller, gadgets, **values)
    row = run(
        service.start(chief, seller.person_id, {gadgets: Rule("evenly", (li.person_id, chief.person_id))})
    )
    assert row.summary["differences"] == 0
    assert state_of(gadgets)[record]["owner_id"] == li.user_id


def test_a_certificate_stays_when_a_copy_of_it_is_forgotten(
    chief: Actor, seller: Actor, li: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(seller, "contacts", name="张三")
    row = run(service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))}))
    with service.certificate(chief, row.pk)[0] as stream:
        upload(chief, "证明.pdf", stream.read())
    StoredFile.objects.update(loose_since=clock.now() - timedelta(days=2))
    monkeypatch.setattr(blob_room, "YOUNG_SECONDS", -1.0)
    enqueue("records.tidy_files", {})
    run_until_idle()
    assert not StoredFile.objects.exists()
    assert "0 处差异" in "".join(pages(chief, row))


def test_in_english(seller: Actor, li: Actor, house: House, home: Path) -> None:
    chief = person("chief", "administrator", "director", department=house.head)
    User.objects.filter(pk=chief.user_id).update(locale="en")
    forget()
    make(seller, "contacts", name="Ann", card=[upload(seller, "a.txt", b"a")])
    row = run(service.start(chief, seller.person_id, {"contacts": Rule("one", (li.person_id,))}))
    told = "".join(pages(chief, row))
    assert "1 record handed over, 0 differences" in told
    assert "Handover certificate" in told
