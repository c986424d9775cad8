"""Who leaves does not stay anybody's manager, nor the keeper of what everybody works with: team and shared views go to a
successor, and certificate and audit tell it."""

from pathlib import Path
from typing import Any

import pytest
from tests.people import House, person
from tests.records.conftest import make
from tests.records.handing import pages, run

from guanxi.access.models import Role, User
from guanxi.access.rights import actor_of, forget
from guanxi.channels.models import Notification
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records import views
from guanxi.records.audit import Asked, page
from guanxi.records.handover import service, succession
from guanxi.records.handover.belongings import others
from guanxi.records.handover.rules import Rule
from guanxi.records.models import View
from guanxi.records.notices import text_of
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates lie in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))


@pytest.fixture
def han(house: House) -> Actor:
    """Reports to who leaves."""
    return person("han", "sales", department=house.north)


@pytest.fixture
def zhao(house: House) -> Actor:
    """Reports to who leaves, too."""
    return person("zhao", "sales", department=house.north)


def reports(manager: Actor | None, *people: Actor) -> None:
    """Set the manager of people."""
    User.objects.filter(pk__in=[one.person_id for one in people]).update(
        manager=manager.person_id if manager else None
    )
    forget()


def manager_of(actor: Actor) -> int | None:
    """To whom somebody reports."""
    return User.objects.values_list("manager_id", flat=True).get(pk=actor.person_id)


def view_of(owner: Actor, name: str, shared: bool = True, **values: Any) -> View:
    """A saved list of contacts."""
    return views.save(owner, "contacts", {"name": name, "shared": shared, **values})


def owner_of(view: View) -> int:
    """Whose a view is."""
    return View.objects.values_list("owner_id", flat=True).get(pk=view.pk)


def planned(chief: Actor, leaver: Actor, to: Actor | None) -> dict[str, int]:
    """What the preview says of team and views."""
    plan = service.preview(chief, leaver.person_id, {}, to.person_id if to else None)
    return succession.counted(plan.duties)


def test_team_and_shared_views_go_to_the_successor(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor
) -> None:
    reports(seller, han, zhao)
    shared, own = view_of(seller, "老客户"), view_of(seller, "我的", shared=False)
    make(seller, "contacts", name="张三")
    rules = {"contacts": Rule("one", (han.person_id,))}
    plan = service.preview(chief, seller.person_id, rules, li.person_id)
    assert succession.counted(plan.duties) == {"reports": 2, "views": 1}
    assert (manager_of(han), owner_of(shared)) == (seller.user_id, seller.user_id)
    row = run(service.start(chief, seller.person_id, rules, successor=li.person_id))
    assert (row.state, row.summary["moved"], row.summary["differences"]) == ("done", 1, 0)
    assert succession.counted(row.duties, "moved") == {"reports": 2, "views": 1}
    assert {manager_of(han), manager_of(zhao), owner_of(shared)} == {li.user_id}
    assert owner_of(own) == seller.user_id
    assert others(seller.person_id)["reports"] == others(seller.person_id)["views"] == 0
    assert [one["mine"] for one in views.views(li, "contacts") if one["name"] == "老客户"] == [True]


def test_the_audit_has_each_change(chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor) -> None:
    reports(seller, han, zhao)
    view = view_of(seller, "老客户")
    row = run(service.start(chief, seller.person_id, {}, successor=li.person_id))
    acts = AuditRow.objects.filter(verb="edit", module="users").order_by("record_id")
    assert [(act.record_id, act.actor_id, act.changes) for act in acts] == [
        (one.user_id, chief.user_id, {"manager": [seller.user_id, li.user_id]}) for one in (han, zhao)
    ]
    act = AuditRow.objects.get(verb="handover", module="views")
    assert (act.record_id, act.changes) == (view.pk, {"owner": [seller.user_id, li.user_id]})
    begun = AuditRow.objects.get(verb="handover", module="users")
    assert begun.changes["successor"] == [None, li.user_id]
    over = AuditRow.objects.get(verb="handed_over")
    assert (over.changes["reports"], over.changes["views"]) == ([None, 2], [None, 1])
    told = {(one.row.verb, one.row.module): one for one in page(chief, Asked())[0]}
    entry = told["handover", "views"]
    assert (entry.module, entry.title) == ("共享视图", "老客户")
    assert [(line.label, line.before, line.after) for line in entry.lines] == [
        ("归谁", "测试seller", "测试li")
    ]
    assert ("团队和共享视图交给", "测试li") in [
        (line.label, line.after) for line in told["handover", "users"].lines
    ]
    assert row.state == "done"


def test_the_certificate_tells_it(chief: Actor, seller: Actor, li: Actor, han: Actor) -> None:
    reports(seller, han)
    view_of(seller, "老客户")
    row = run(service.start(chief, seller.person_id, {}, successor=li.person_id))
    told = "".join(pages(chief, row)).replace("\r\n", "")
    assert "团队和共享视图已交接" in told
    assert "没有记录被交接" not in told
    assert "测试han" in told
    assert "上级：测试seller → 测试li" in told
    assert "老客户" in told
    assert "归属：测试seller → 测试li" in told
    assert "附录" not in told


def test_the_certificate_names_no_view_that_its_reader_does_not_see(
    chief: Actor, seller: Actor, li: Actor
) -> None:
    view = view_of(seller, "机密名单")
    Role.objects.create(
        key="clerk", name="文员", verbs=["people.manage"], rights={"accounts": {"view": "all"}}
    )
    clerk = person("clerk", "clerk")
    row = run(service.start(clerk, seller.person_id, {}, successor=li.person_id))
    assert owner_of(view) == li.user_id
    with pytest.raises(Forbidden):
        service.certificate(clerk, row.pk)
    assert "机密名单" not in "".join(pages(chief, row))


def test_the_successor_hears_of_it(chief: Actor, seller: Actor, li: Actor, han: Actor) -> None:
    reports(seller, han)
    view_of(seller, "老客户")
    run(service.start(chief, seller.person_id, {}, successor=li.person_id))
    [notice] = Notification.objects.filter(user_id=li.user_id)
    assert text_of(notice, "zh-CN") == "测试seller的工作交接给了你：下属 1、共享视图 1"
    [done] = Notification.objects.filter(user_id=chief.user_id)
    assert text_of(done, "zh-CN") == "测试seller的交接完成：团队和共享视图已交给接手人"


def test_one_of_the_team_takes_over_and_reports_to_whom_the_leaver_reported(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor
) -> None:
    reports(seller, han, zhao)
    reports(li, seller)
    run(service.start(chief, seller.person_id, {}, successor=han.person_id))
    assert (manager_of(zhao), manager_of(han)) == (han.user_id, li.user_id)


def test_whose_own_manager_is_gone_too_reports_to_nobody(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    reports(seller, han)
    reports(li, seller)
    User.objects.filter(pk=li.user_id).update(is_active=False)
    run(service.start(chief, seller.person_id, {}, successor=han.person_id))
    assert manager_of(han) is None


def test_nobody_gets_a_manager_from_below(chief: Actor, seller: Actor, han: Actor, zhao: Actor) -> None:
    reports(seller, han)
    reports(han, zhao)
    with pytest.raises(Refusal) as caught:
        service.start(chief, seller.person_id, {}, successor=zhao.person_id)
    assert (caught.value.code, caught.value.field, caught.value.status) == (
        "handover_successor_below",
        "successor",
        409,
    )
    assert caught.value.params == {"name": "测试zhao", "report": "测试han"}


def test_a_loop_that_arises_meanwhile_is_refused_for_that_member_alone(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor
) -> None:
    reports(seller, han, zhao)
    row = service.start(chief, seller.person_id, {}, successor=li.person_id)
    reports(han, li)
    row = run(row)
    assert (manager_of(han), manager_of(zhao)) == (seller.user_id, li.user_id)
    assert succession.left(row.duties) == {("reports", "manager_loop"): 1}
    told = "".join(pages(chief, row)).replace("\r\n", "")
    assert "上级不能是本人" in told
    assert "团队和共享视图已交接，1 项未改" in told


def test_who_works_here_no_more_keeps_the_manager_and_who_is_invited_gets_the_new_one(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor
) -> None:
    reports(seller, han, zhao)
    User.objects.filter(pk=han.user_id).update(is_active=False, password="x")
    User.objects.filter(pk=zhao.user_id).update(is_active=False, password="")
    assert others(seller.person_id)["reports"] == 1
    run(service.start(chief, seller.person_id, {}, successor=li.person_id))
    assert (manager_of(han), manager_of(zhao)) == (seller.user_id, li.user_id)


def test_a_view_goes_to_nobody_who_may_not_read_it(
    chief: Actor, seller: Actor, li: Actor, house: House
) -> None:
    """Whoever owns a view reads its conditions."""
    hidden = {"contacts": {"title": "hidden"}}
    Role.objects.create(key="veiled", name="遮", rights={"*": {"view": "all"}}, fields=hidden)
    Role.objects.create(key="elsewhere", name="别处", rights={"accounts": {"view": "all"}})
    secret = view_of(seller, "经理", criteria={"field": "title", "op": "contains", "value": "经理"})
    plain = view_of(seller, "全部")
    veiled, elsewhere = person("veiled", "veiled"), person("elsewhere", "elsewhere")
    assert planned(chief, seller, veiled) == {"reports": 0, "views": 1}
    assert planned(chief, seller, elsewhere) == {"reports": 0, "views": 0}
    row = run(service.start(chief, seller.person_id, {}, successor=veiled.person_id))
    assert (owner_of(secret), owner_of(plain)) == (seller.user_id, veiled.user_id)
    assert succession.left(row.duties) == {("views", "handover_view_unread"): 1}
    assert [one["name"] for one in views.views(veiled, "contacts") if one["mine"]] == ["全部"]
    with pytest.raises(Refusal, match="handover_empty"):
        service.start(chief, seller.person_id, {}, successor=elsewhere.person_id)


def test_what_became_unreadable_or_somebody_elses_meanwhile_stays(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor
) -> None:
    reports(seller, han, zhao)
    secret, plain = view_of(seller, "经理"), view_of(seller, "全部")
    row = service.start(chief, seller.person_id, {}, successor=li.person_id)
    reports(chief, han)
    View.objects.filter(pk=plain.pk).update(shared=False)
    Role.objects.filter(key="sales").update(fields={"contacts": {"title": "hidden"}})
    View.objects.filter(pk=secret.pk).update(criteria={"field": "title", "op": "contains", "value": "经理"})
    forget()
    row = run(row)
    assert (manager_of(han), manager_of(zhao)) == (chief.user_id, li.user_id)
    assert owner_of(secret) == owner_of(plain) == seller.user_id
    assert succession.left(row.duties) == {
        ("reports", "handover_otherwise"): 1,
        ("views", "handover_otherwise"): 1,
        ("views", "handover_view_unread"): 1,
    }


def test_a_successor_who_is_gone_by_then_gets_nothing(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    reports(seller, han)
    view = view_of(seller, "全部")
    row = service.start(chief, seller.person_id, {}, successor=li.person_id)
    User.objects.filter(pk=li.user_id).update(is_active=False)
    forget()
    row = run(row)
    assert (manager_of(han), owner_of(view)) == (seller.user_id, seller.user_id)
    assert succession.left(row.duties) == {
        ("reports", "handover_receiver_gone"): 1,
        ("views", "handover_receiver_gone"): 1,
    }


@pytest.mark.parametrize("broken", ["leaver", "inactive", "unknown"])
def test_who_may_succeed(chief: Actor, seller: Actor, li: Actor, han: Actor, broken: str) -> None:
    reports(seller, han)
    User.objects.filter(pk=li.user_id).update(is_active=False)
    forget()
    to = {"leaver": seller.person_id, "inactive": li.person_id, "unknown": 10**9}[broken]
    with pytest.raises(Refusal) as caught:
        service.preview(chief, seller.person_id, {}, to)
    assert (caught.value.field, caught.value.status) == ("successor", 422)


def test_a_successor_is_named_where_there_is_a_team_or_a_view(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    make(seller, "contacts", name="张三")
    rules = {"contacts": Rule("one", (li.person_id,))}
    reports(seller, han)
    assert planned(chief, seller, None) == {"reports": 0, "views": 0}
    with pytest.raises(Refusal) as caught:
        service.start(chief, seller.person_id, rules)
    assert (caught.value.code, caught.value.field) == ("handover_successor_missing", "successor")
    reports(None, han)
    assert run(service.start(chief, seller.person_id, rules)).duties == []


def test_who_may_hand_a_team_over(chief: Actor, seller: Actor, li: Actor, han: Actor, house: House) -> None:
    reports(seller, han)
    for nobody in (seller, han, person("boss", "director", department=house.head)):
        with pytest.raises(Forbidden):
            service.preview(nobody, seller.person_id, {}, li.person_id)
        with pytest.raises(Forbidden):
            service.start(nobody, seller.person_id, {}, successor=li.person_id)
        with pytest.raises(Forbidden):
            views.hand_over(nobody, [view_of(seller, "全部").pk], seller.person_id, li.person_id)
    # People are administered without any right on records.
    keeper = person("keeper", "administrator", department=house.head)
    run(service.start(keeper, seller.person_id, {}, successor=li.person_id))
    assert manager_of(han) == li.user_id


def test_a_right_that_goes_meanwhile_leaves_the_team(
    chief: Actor, seller: Actor, li: Actor, han: Actor
) -> None:
    reports(seller, han)
    row = service.start(chief, seller.person_id, {}, successor=li.person_id)
    User.objects.get(pk=chief.user_id).roles.clear()
    forget()
    assert run(row).state == "failed"
    assert manager_of(han) == seller.user_id


def test_a_crash_between_members_leaves_none_halfway(
    chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(seller, han, zhao)
    view = view_of(seller, "全部")
    real = views.hand_over

    def breaking(*args: Any) -> Any:
        monkeypatch.setattr(views, "hand_over", real)
        raise RuntimeError("the power went")

    monkeypatch.setattr(views, "hand_over", breaking)
    row = run(service.start(chief, seller.person_id, {}, successor=li.person_id))
    assert row.state == "running"
    assert {manager_of(han), manager_of(zhao), owner_of(view)} == {seller.user_id}
    row = run(row)
    assert row.state == "done"
    assert {manager_of(han), manager_of(zhao), owner_of(view)} == {li.user_id}
    assert AuditRow.objects.filter(verb="edit", module="users").count() == 2


def test_taken_back(chief: Actor, seller: Actor, li: Actor, han: Actor, zhao: Actor) -> None:
    reports(seller, han, zhao)
    reports(li, seller)
    kept, given = view_of(seller, "留下"), view_of(seller, "还回")
    row = run(service.start(chief, seller.person_id, {}, successor=han.person_id))
    assert (manager_of(zhao), manager_of(han)) == (han.user_id, li.user_id)
    View.objects.filter(pk=kept.pk).update(shared=False)
    back = run(service.undo(chief, row.pk))
    assert back.state == "done"
    assert (manager_of(zhao), manager_of(han)) == (seller.user_id, seller.user_id)
    assert (owner_of(given), owner_of(kept)) == (seller.user_id, han.user_id)
    assert "撤销交接证明" in "".join(pages(chief, back))


def test_in_english(house: House, seller: Actor, li: Actor, han: Actor) -> None:
    chief = person("chief", "administrator", "director", department=house.head)
    User.objects.filter(pk=chief.user_id).update(locale="en")
    forget()
    reports(seller, han)
    view_of(seller, "Old customers")
    row = run(service.start(actor_of(chief.person_id, "test"), seller.person_id, {}, successor=li.person_id))
    told = "".join(pages(chief, row)).replace("\r\n", " ")
    assert "Team and shared views handed over" in told
    assert "reports to: 测试seller → 测试li" in told
