"""Data that leaves: approval by somebody else, the day's number, and what the one who decides gets to know."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from tests.api.browser import Browser, employed

from guanxi.access import leaving as rules
from guanxi.access import quotas
from guanxi.access.leaving_models import LeavingPolicy
from guanxi.access.models import Quota, Role, User
from guanxi.access.rights import actor_of
from guanxi.channels.models import Notification
from guanxi.jobs.models import Job
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.recent import forget_everything
from guanxi.records import export, leaving, service
from guanxi.records.leaving_models import Export
from guanxi.records.service import Change
from guanxi.trail.models import AuditRow
from guanxi.trail.seal import seal
from guanxi.trail.verify import verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("own_home")]
WISH = {"module": "contacts", "all": True, "format": "csv", "columns": ["name", "phones"]}
SECRET = "金丝雀QZX"


def records(owner: str, count: int, word: str = "客户") -> None:
    """Contacts of somebody."""
    user = str(User.objects.get(username=owner).pk)
    rows = [Change("create", values={"name": f"{word}{number}", "owner": user}) for number in range(count)]
    assert not service.write(SYSTEM, "contacts", rows).refused


def limit(approval: int | None, rows: int | None, **more: Any) -> None:
    """Everybody's limits."""
    LeavingPolicy.objects.all().delete()
    LeavingPolicy.objects.create(limits={"*": {"approval": approval, "rows": rows}}, **more)
    forget_everything()


@pytest.fixture
def seller() -> Browser:
    """A seller with five contacts; three rows need approval, ten a day may leave."""
    found = employed("wang", "sales")
    records("wang", 5)
    limit(3, 10)
    return found


def ask(seller: Browser, **more: Any) -> Any:
    """An export that needs approval."""
    return seller.api("post", "/exports", {**WISH, "reason": "给展会寄样本", **more})


def texts(username: str) -> list[str]:
    """The kinds of notices of somebody, the oldest first."""
    person = User.objects.get(username=username).pk
    return list(Notification.objects.filter(user_id=person).order_by("pk").values_list("kind", flat=True))


def rows_of(browser: Browser, key: str) -> list[list[str]]:
    """The file of an export."""
    response = browser.api("get", f"/exports/{key}/file")
    assert response.status_code == 200, response.content
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_an_export_waits_until_somebody_else_lets_it_out(seller: Browser) -> None:
    boss = employed("boss", "director")
    told = seller.api("post", "/exports/check", WISH).json()
    assert told["approval"] == {"needed": True, "from": 3, "approvers": ["测试boss"]}
    assert (told["rows"], told["quota"]) == (5, {"limit": 10, "used": 0, "left": 10})
    without = seller.api("post", "/exports", WISH)
    assert (without.status_code, without.json()["code"]) == (422, "approval_reason")
    started = ask(seller)
    assert (started.status_code, started.json()["state"], started.json()["job"]) == (202, "waiting", None)
    key = started.json()["id"]
    run_until_idle()
    assert Job.objects.filter(kind=export.KIND).count() == 0
    assert seller.api("get", f"/exports/{key}/file").status_code == 404
    (asked,) = boss.api("get", "/approvals").json()["waiting"]
    assert (asked["asker"]["name"], asked["rows"], asked["reason"]) == ("测试wang", 5, "给展会寄样本")
    assert (asked["columns"], asked["personal"]) == (["姓名", "电话"], ["姓名", "电话"])
    assert texts("boss") == ["export_asked"]
    # Nobody approves their own, not even who may approve.
    assert seller.api("post", f"/approvals/{key}", {"approve": True}).status_code == 403
    assert boss.api("post", f"/approvals/{key}", {"approve": True}).json()["state"] == "queued"
    run_until_idle()
    assert len(rows_of(seller, key)) == 6
    assert boss.api("get", f"/exports/{key}").status_code == 404
    assert texts("wang") == ["export_approved", "job"]
    again = boss.api("post", f"/approvals/{key}", {"approve": False, "reason": "x"})
    assert (again.status_code, again.json()["code"]) == (409, "export_decided")
    verbs = list(
        AuditRow.objects.filter(module="contacts").exclude(verb="create").values_list("verb", flat=True)
    )
    assert sorted(verbs) == ["download", "export", "export_approved", "export_asked", "exported"]
    act = AuditRow.objects.get(verb="export")
    assert (act.actor_name, act.changes["approved_by"], act.whence) == ("测试wang", [None, "测试boss"], None)
    seal()
    assert verify().finding is None


def test_a_refusal_has_a_reason_and_lets_nothing_out(seller: Browser) -> None:
    boss = employed("boss", "director")
    key = ask(seller).json()["id"]
    without = boss.api("post", f"/approvals/{key}", {"approve": False})
    assert (without.status_code, without.json()["code"]) == (422, "refusal_reason")
    assert boss.api("post", f"/approvals/{key}", {"approve": False, "reason": "太多了"}).status_code == 200
    run_until_idle()
    found = seller.api("get", f"/exports/{key}").json()
    assert (found["state"], found["answer"], found["decided_by"]) == ("refused", "太多了", "测试boss")
    assert quotas.used(actor_of(User.objects.get(username="wang").pk, "x"), "export") == 0
    assert list(export.folder().iterdir()) == []


def test_approving_is_proven_and_for_who_may(seller: Browser) -> None:
    boss, other = employed("boss", "director"), employed("li", "sales")
    key = ask(seller).json()["id"]
    assert other.api("post", f"/approvals/{key}", {"approve": True}).status_code == 404
    assert other.api("get", "/approvals").json() == {"waiting": [], "decided": []}
    boss.age(3600)
    late = boss.api("post", f"/approvals/{key}", {"approve": True})
    assert (late.status_code, late.json()["code"]) == (403, "step_up_required")


def test_managers_approve_where_the_house_wants_it(seller: Browser) -> None:
    lead, boss = employed("lead", "sales"), employed("boss", "director")
    limit(3, 10, approver="manager")
    User.objects.filter(username="wang").update(manager=User.objects.get(username="lead"))
    key = ask(seller).json()["id"]
    assert (texts("lead"), texts("boss")) == (["export_asked"], [])
    assert len(lead.api("get", "/approvals").json()["waiting"]) == 1
    assert len(boss.api("get", "/approvals").json()["waiting"]) == 1
    assert lead.api("post", f"/approvals/{key}", {"approve": True}).status_code == 200


def test_without_anybody_to_approve_it_is_said_at_once(seller: Browser) -> None:
    refused = ask(seller)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_approver")
    assert Export.objects.count() == 0


def test_what_nobody_decides_expires(seller: Browser) -> None:
    boss = employed("boss", "director")
    key = ask(seller).json()["id"]
    assert leaving.expire() == 0
    Export.objects.filter(pk=key).update(until=clock.now() - timedelta(seconds=1))
    assert boss.api("get", "/approvals").json()["waiting"] == []
    late = boss.api("post", f"/approvals/{key}", {"approve": True})
    assert (late.status_code, late.json()["code"]) == (409, "export_expired")
    assert (leaving.expire(), leaving.expire()) == (1, 0)
    assert seller.api("get", f"/exports/{key}").json()["state"] == "expired"
    assert texts("wang") == ["export_expired"]


def test_the_asker_may_take_it_back(seller: Browser) -> None:
    boss = employed("boss", "director")
    key = ask(seller).json()["id"]
    assert seller.api("delete", f"/exports/{key}").status_code == 204
    assert seller.api("delete", f"/exports/{key}").status_code == 409
    assert boss.api("post", f"/approvals/{key}", {"approve": True}).status_code == 409


def test_a_right_that_is_gone_meanwhile_lets_nothing_out(seller: Browser) -> None:
    boss = employed("boss", "director")
    key = ask(seller).json()["id"]
    role = Role.objects.get(key="sales")
    whole = role.rights
    role.rights = {"*": {"view": "own"}}
    role.save()
    forget_everything()
    refused = boss.api("post", f"/approvals/{key}", {"approve": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "asker_may_not")
    role.rights = whole
    role.save()
    forget_everything()
    assert boss.api("post", f"/approvals/{key}", {"approve": True}).status_code == 200
    role.rights = {"*": {"view": "own"}}
    role.save()
    forget_everything()
    run_until_idle()
    assert Job.objects.get(kind=export.KIND).state == "failed"
    # It came to no file and does not count.
    assert Quota.objects.get(kind="export").used == 0


def test_what_is_seen_when_it_runs_is_what_leaves(seller: Browser) -> None:
    boss = employed("boss", "director")
    key = ask(seller).json()["id"]
    boss.api("post", f"/approvals/{key}", {"approve": True})
    records("boss", 3, "别人的")
    mine = export.module("contacts").model._default_manager.filter(name="客户0")
    mine.update(owner_id=User.objects.get(username="boss").pk)
    run_until_idle()
    names = [row[0] for row in rows_of(seller, key)[1:]]
    assert sorted(names) == ["客户1", "客户2", "客户3", "客户4"]
    # What was counted before it ran is what it held in the end.
    assert Quota.objects.get(kind="export").used == 4


def test_a_list_that_became_another_one_is_not_let_out(seller: Browser) -> None:
    boss = employed("boss", "director")
    limit(3, None)
    key = ask(seller).json()["id"]
    boss.api("post", f"/approvals/{key}", {"approve": True})
    records("wang", 11, "新")
    run_until_idle()
    job = Job.objects.get(kind=export.KIND)
    assert job.error is not None
    assert (job.state, job.error["code"]) == ("failed", "export_grew")
    limit(3, None)
    small = seller.api(
        "post", "/exports", {**WISH, "criteria": {"field": "name", "op": "equals", "value": "客户1"}}
    )
    assert small.json()["state"] == "queued"


def test_the_day_has_a_number(seller: Browser) -> None:
    limit(None, 10)
    person = User.objects.get(username="wang").pk
    assert seller.api("post", "/exports", WISH).status_code == 202
    assert seller.api("post", "/exports/check", WISH).json()["quota"] == {"limit": 10, "used": 5, "left": 5}
    records("wang", 1)
    refused = seller.api("post", "/exports", WISH)
    assert (refused.status_code, refused.json()["code"]) == (429, "export_quota")
    assert "10 行，今天还剩 5 行，这次要 6 行。明天 0 点恢复" in refused.json()["detail"]
    assert int(refused.headers["Retry-After"]) <= 86400
    # The day is the person's own.
    Quota.objects.filter(user_id=person).update(day=F("day") - timedelta(days=1))
    assert seller.api("post", "/exports", WISH).status_code == 202
    zone = actor_of(person, "x").zone
    assert Quota.objects.filter(user_id=person).latest("day").day == clock.today(clock.now(), zone)


def test_a_cancelled_export_gives_its_rows_back(seller: Browser) -> None:
    limit(None, 10)
    started = seller.api("post", "/exports", WISH).json()
    assert Quota.objects.get(kind="export").used == 5
    assert seller.api("post", f"/jobs/{started['job']['id']}/cancel").status_code == 200
    assert Quota.objects.get(kind="export").used == 0


def test_nothing_waits_that_would_fit_into_no_day(seller: Browser) -> None:
    employed("boss", "director")
    limit(3, 4)
    assert ask(seller).json()["code"] == "export_quota"


def test_the_mildest_of_the_roles_that_export_counts() -> None:
    LeavingPolicy.objects.create(
        limits={"*": {"approval": 5000, "rows": None}, "sales": {"approval": 10, "rows": 20}, "manager": {"approval": 50, "rows": 10}}
    )  # fmt: skip
    employed("wang", "sales", "manager", "readonly")
    actor = actor_of(User.objects.get(username="wang").pk, "web")
    # Read-only exports nothing, so that the limits of other roles do not widen these.
    assert rules.limits_of(actor, "contacts") == rules.Limits(50, 20)
    assert rules.limits_of(actor, "audit") == rules.Limits(5000, None)


def test_the_audit_leaves_like_everything_else() -> None:
    boss = employed("boss", "director")
    employed("admin", "administrator")
    limit(1, 100)
    refused = boss.api("post", "/audit/export", {"format": "csv"})
    assert refused.json()["code"] == "approval_reason"
    started = boss.api(
        "post", "/audit/export", {"format": "csv", "reason": "外部审计", "verb": "access"}
    ).json()
    assert (started["state"], started["module"]) == ("waiting", "audit")
    limit(None, 100_000)
    boss.age(3600)
    assert boss.api("post", "/audit/export", {"format": "csv"}).status_code == 202
    at = [{"at": clock.now(), "verb": "login", "module": "users"}] * 1001
    AuditRow.objects.bulk_create([AuditRow(**one) for one in at])
    late = boss.api("post", "/audit/export", {"format": "csv"})
    assert (late.status_code, late.json()["code"]) == (403, "step_up_required")


def test_who_decides_reads_nothing_that_is_hidden_from_them(seller: Browser) -> None:
    """A canary in every kind of condition: the administrator sees no contact, the manager not every one."""
    admin, lead = employed("admin", "administrator"), employed("lead", "sales")
    Role.objects.filter(key="sales").update(fields={})
    limit(0, None, approver="manager")
    User.objects.filter(username="wang").update(manager=User.objects.get(username="lead"))
    account = service.create(
        SYSTEM, "accounts", {"name": SECRET, "owner": str(User.objects.get(username="wang").pk)}
    )
    conditions: list[Any] = [
        {"field": "name", "op": "contains", "value": SECRET},
        {"field": "account", "op": "in", "value": [str(account.record_id)]},
        {"field": "account.name", "op": "equals", "value": SECRET},
        {"not": {"field": "phones", "op": "equals", "value": "13987650412"}},
        {"field": "expected_amount", "op": "gt", "value": {"amount": "98765432", "currency": "CNY"}},
        {
            "relation": "activities",
            "op": "none",
            "where": {"field": "subject", "op": "contains", "value": SECRET},
        },
        {"field": "birthday", "op": "before", "value": "1987-06-05"},
        {"field": "stage", "op": "in", "value": ["new"]},
    ]
    sent = ask(seller, criteria={"all": conditions}, search=SECRET)
    assert sent.status_code == 202, sent.content
    own = seller.api("get", f"/exports/{sent.json()['id']}").json()["conditions"]
    assert own.count(SECRET[:3]) == 5
    for who in (admin, lead):
        body = who.api("get", "/approvals").content.decode()
        assert body.count('"state"') == 1
        for hidden in (SECRET[:3], "13987650412", "98765432", "98,765,432", "1987"):
            assert hidden not in body, body
    told = lead.api("get", "/approvals").json()["waiting"][0]["conditions"]
    assert "姓名 等于 •••" in told
    assert "阶段" in told.replace("客户", "")
    assert "阶段 属于 •••" not in told
    for key in ("notifications", "audit"):
        assert SECRET not in admin.api("get", f"/{key}").content.decode()


def test_fields_that_are_hidden_have_no_name_for_who_decides(seller: Browser) -> None:
    role = Role.objects.get(key="director")
    role.fields = {"contacts": {"phones": "hidden"}}
    role.save()
    boss, admin = employed("boss", "director"), employed("admin", "administrator")
    limit(0, None)
    ask(seller, criteria={"field": "phones", "op": "last_four", "value": "0412"})
    (found,) = boss.api("get", "/approvals").json()["waiting"]
    assert (found["columns"], found["more"]) == (["姓名"], {"columns": 1, "personal": 1})
    assert found["conditions"] == "（你看不到的字段） 等于 •••"
    (found,) = admin.api("get", "/approvals").json()["waiting"]
    assert (found["columns"], found["more"]["columns"]) == (["姓名", "电话"], 0)


def test_what_was_searched_for_is_told_to_who_reads_all_that_was_searched(seller: Browser) -> None:
    """A text may be the value of any field: of a hidden one it would tell that a record has it."""
    boss = employed("boss", "director")
    limit(0, None)
    ask(seller, search="客户")
    (found,) = boss.api("get", "/approvals").json()["waiting"]
    assert found["conditions"] == "搜索“客户”"
    Role.objects.filter(key="director").update(fields={"contacts": {"phones": "masked"}})
    forget_everything()
    (found,) = boss.api("get", "/approvals").json()["waiting"]
    assert found["conditions"] == "搜索“•••”"


def test_what_somebody_asked_who_left_meanwhile_is_masked(seller: Browser) -> None:
    boss = employed("boss", "director")
    limit(0, None)
    ask(seller, criteria={"field": "stage", "op": "in", "value": ["new"]})
    User.objects.filter(username="wang").update(is_active=False)
    forget_everything()
    (found,) = boss.api("get", "/approvals").json()["waiting"]
    assert found["conditions"] == "•••"


def test_a_file_is_there_for_a_day_and_bears_whose_it_is(seller: Browser) -> None:
    limit(None, None)
    key = seller.api("post", "/exports", WISH).json()["id"]
    run_until_idle()
    response = seller.api("get", f"/exports/{key}/file")
    name = response.headers["Content-Disposition"]
    assert "guanxi-contacts-wang-20" in name
    assert name.endswith(f'-{key}.csv"')
    Job.objects.filter(kind=export.KIND).update(finished_at=clock.now() - timedelta(hours=25))
    assert seller.api("get", f"/exports/{key}/file").status_code == 404
    assert seller.api("get", f"/exports/{key}").json()["state"] == "gone"


def test_csv_may_be_switched_off(seller: Browser) -> None:
    limit(None, None, csv=False)
    refused = seller.api("post", "/exports", WISH)
    assert (refused.status_code, refused.json()["code"]) == (422, "no_csv")
    assert seller.api("post", "/exports", {**WISH, "format": "xlsx"}).status_code == 202


def test_paper_counts_like_a_file(seller: Browser) -> None:
    limit(4, 5)
    ids = [str(key) for key in export.module("contacts").model._default_manager.values_list("pk", flat=True)]
    many = seller.api("post", "/records/contacts/print", {"ids": ids})
    assert (many.status_code, many.json()["code"]) == (422, "print_needs_approval")
    first = seller.api("post", "/records/contacts/print", {"ids": ids[:3], "form": "2x7"})
    assert first.json()["mark"].startswith("测试wang (wang) 20")
    second = seller.api("post", "/records/contacts/print", {"ids": ids[:3]})
    assert (second.status_code, second.json()["code"]) == (429, "export_quota")
    assert AuditRow.objects.get(verb="print").changes["count"] == [None, 3]


def test_settings_are_checked_told_and_proven() -> None:
    admin, boss = employed("admin", "administrator"), employed("boss", "director")
    employed("wang", "sales")
    person = {one.username: str(one.pk) for one in User.objects.all()}
    found = admin.api("get", "/leaving").json()
    assert found["limits"]["*"] == {"approval": 1000, "rows": 5000}
    assert (found["alerts"]["opened_hour"], found["reveals"], found["screen_mark"]) == (300, 100, False)
    assert [one["name"] for one in found["approvers"]] == ["测试admin", "测试boss"]
    assert boss.api("get", "/leaving").status_code == 403
    wrong: list[tuple[Any, str]] = [
        ({"limits": {"*": {"approval": -1, "rows": None}}}, "number_out_of_range"),
        ({"limits": {"sales": {"approval": 1, "rows": None}}}, "required"),
        ({"limits": {"*": {"approval": 1, "rows": 1}, "none": {"approval": 1, "rows": 1}}}, "unknown_role"),
        ({"alerts": {"opened_hour": 0}}, "number_out_of_range"),
        ({"contact": person["wang"]}, "contact_reads_no_audit"),
        ({"approver": "nobody"}, "invalid"),
    ]
    for body, code in wrong:
        refused = admin.api("put", "/leaving", body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not AuditRow.objects.filter(verb="leaving_policy").exists()
    body = {"reveals": 7, "screen_mark": True, "contact": person["boss"]}
    saved = admin.api("put", "/leaving", body).json()
    assert (saved["reveals"], saved["contact"]["name"]) == (7, "测试boss")
    assert admin.api("get", "/me").json()["screen_mark"] is True
    assert AuditRow.objects.get(verb="leaving_policy").changes["reveals"] == [100, 7]
    assert admin.api("put", "/leaving", {"contact": None}).json()["contact"] is None
    admin.age(3600)
    assert admin.api("put", "/leaving", {"reveals": 8}).json()["code"] == "step_up_required"
