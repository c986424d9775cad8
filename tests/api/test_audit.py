"""Reading the audit: who may, what it tells, and that it tells no more of a record than its reader sees anyway."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.api.company import Company

from guanxi.access import accounts, departments, groups, roles, sharing_rules
from guanxi.access.models import Role, User
from guanxi.access.rights import forget
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service, sharing
from guanxi.records.sharing import Offer
from guanxi.records.veils import OPAQUE
from guanxi.trail import look
from guanxi.trail.models import AuditRow
from guanxi.trail.notes import flush
from guanxi.trail.service import Act, record_acts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECRET, PHONE = "金丝雀QZX", "13987650412"


def audit(company: Company, role: str, asked: str = "") -> Any:
    """One page."""
    flush()
    response = company.call(role, "get", f"/audit{asked}")
    assert response.status_code == 200, response.content
    return response.json()


def secret(company: Company) -> int:
    """A record of somebody else, changed and looked at."""
    values = {"name": SECRET, "phones": [{"value": PHONE}], "owner": str(company.stranger)}
    key = service.create(SYSTEM, "contacts", values).record_id
    company.call("director", "get", f"/records/contacts/{key}")
    company.call("director", "post", "/records/contacts/query", {"search": SECRET})
    company.call("director", "get", f"/search?q={SECRET}")
    body = {"values": {"name": f"{SECRET}二", "owner": str(company.people["sales"].user_id)}}
    assert (
        company.call("director", "patch", f"/records/contacts/{key}", body, If_Match='"1"').status_code == 200
    )
    return key


def test_a_change_reads_as_people_say_it(company: Company) -> None:
    key = secret(company)
    changed = audit(company, "director", f"?module=contacts&record={key}&verb=edit")["entries"][0]
    assert changed["record"] == {"id": str(key), "title": f"{SECRET}二", "deleted": False}
    assert (changed["verb_label"], changed["module_label"], changed["origin"]) == ("修改", "联系人", "接口")
    assert (changed["token"], changed["address"]) == ("test", "127.0.0.1")
    lines = {line["key"]: (line["label"], line["before"], line["after"]) for line in changed["lines"]}
    assert lines["name"] == ("姓名", SECRET, f"{SECRET}二")
    assert lines["owner"] == ("负责人", "测试zhao_stranger", "测试wang_sales")


def test_a_record_tells_who_saw_changed_and_took_it_along(company: Company) -> None:
    key = secret(company)
    company.call("director", "post", "/exports", {"module": "contacts", "all": True, "columns": ["name"]})
    run_until_idle()
    flush()
    body = company.call("director", "get", f"/records/contacts/{key}/audit").json()
    assert [entry["verb"] for entry in body["entries"]] == ["export", "edit", "open", "create"]
    assert body["next_cursor"] is None
    # Who looked into it is told as well.
    company.call("director", "get", f"/records/contacts/{key}/audit")
    flush()
    assert AuditRow.objects.filter(verb="open", module="audit", changes__record__1=key).count() == 1


def test_pages_go_on_where_they_ended(company: Company) -> None:
    at = record_acts(SYSTEM, [Act("login", "users", 1) for _ in range(25)])
    assert len(at) == 25
    found, cursor = [], ""
    for _ in range(20):
        page = audit(company, "director", f"?limit=7&cursor={cursor}&verb=access".replace("+", "%2B"))
        found += [entry["id"] for entry in page["entries"]]
        cursor = page["next_cursor"] or ""
        if not cursor:
            break
    logins = [key for key in found if int(key) in set(at)]
    assert logins == [str(key) for key in reversed(at)]
    assert company.call("director", "get", "/audit?cursor=x").status_code == 400


@pytest.mark.parametrize(
    "asked", ["module=contacts", "person={sales}&verb=write", "verb=edit", "module=contacts&verb=read"]
)
def test_what_no_index_answers_is_looked_for_in_steps(
    company: Company, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    secret(company)
    asked = asked.format(sales=company.people["sales"].user_id)
    whole = [entry["id"] for entry in audit(company, "director", f"?{asked}&limit=200")["entries"]]
    monkeypatch.setattr(look, "WINDOW", 3)
    monkeypatch.setattr(look, "STEPS", 2)
    found, cursor = [], ""
    for _ in range(200):
        page = audit(company, "director", f"?{asked}&limit=5&cursor={cursor}".replace("+", "%2B"))
        found += [entry["id"] for entry in page["entries"]]
        cursor = page["next_cursor"] or ""
        if not cursor:
            break
    assert [key for key in found if key in whole] == whole


def test_periods_are_days_of_the_asker(company: Company) -> None:
    (key,) = record_acts(SYSTEM, [Act("login", "users", 1)])
    # 17:30 in Greenwich is half past one of the next day in Shanghai.
    AuditRow.objects.filter(pk=key).update(at="2026-03-01T17:30:00Z")
    inside = audit(company, "director", "?from=2026-03-02&to=2026-03-02")["entries"]
    assert [entry["id"] for entry in inside] == [str(key)]
    assert audit(company, "director", "?from=2026-03-01&to=2026-03-01")["entries"] == []
    assert company.call("director", "get", "/audit?from=yesterday").status_code == 422


def test_an_administrator_learns_that_it_happened_and_nothing_of_it(company: Company) -> None:
    secret(company)
    flush()
    text = company.call("administrator", "get", "/audit?limit=200").content.decode()
    assert SECRET not in text
    assert PHONE not in text
    entries = audit(company, "administrator", "?module=contacts&limit=200")["entries"]
    assert {entry["verb"] for entry in entries} >= {"create", "edit", "open", "search"}
    assert all(entry["record"] is None for entry in entries)
    assert all(entry["lines"] == [] for entry in entries if entry["hidden"])
    (looked,) = audit(company, "administrator", "?module=contacts&verb=search")["entries"]
    assert [line["key"] for line in looked["lines"]] == ["fields"]
    people = audit(company, "administrator", "?module=users&limit=200")["entries"]
    assert all(not entry["hidden"] for entry in people)


def test_whoever_sees_a_part_reads_of_that_part(company: Company) -> None:
    """A seller who may read the audit: own records whole, others' not, hidden fields never, masked ones without values."""
    key = secret(company)
    role = Role.objects.get(key="sales")
    role.verbs, role.fields = ["audit.read"], {"contacts": {"description": "hidden", "phones": "masked"}}
    role.save()
    forget()
    other = service.create(
        SYSTEM, "contacts", {"name": f"{SECRET}三", "owner": str(company.stranger)}
    ).record_id
    values = {"description": "不可看", "phones": [{"value": "13800138000"}]}
    service.edit(SYSTEM, "contacts", key, values)
    flush()
    page = audit(company, "sales", "?module=contacts&limit=200")["entries"]
    own = [entry for entry in page if entry["record"] and entry["record"]["id"] == str(key)]
    edited = next(entry for entry in own if any(line["masked"] for line in entry["lines"]))
    assert [(line["key"], line["masked"], line["after"]) for line in edited["lines"]] == [
        ("phones", True, "")
    ]
    hidden = [entry for entry in page if entry["hidden"]]
    assert hidden
    assert all(entry["record"] is None and entry["lines"] == [] for entry in hidden)
    text = company.call("sales", "get", "/audit?limit=200").content.decode()
    assert f"{SECRET}三" not in text
    assert "不可看" not in text
    assert "13800138000" not in text
    for rest in (f"/records/contacts/{other}/audit", f"/audit?module=contacts&record={other}"):
        assert company.call("sales", "get", rest).status_code == 404


def test_the_number_of_queries_does_not_grow(company: Company) -> None:
    def cost() -> int:
        flush()
        with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
            company.call("director", "get", "/audit?limit=200")
        return len(captured.captured_queries)

    secret(company)
    cost()
    first = cost()
    for number in range(5):
        service.create(SYSTEM, "contacts", {"name": f"又{number}", "owner": str(company.stranger)})
    assert cost() <= first


def test_the_file_holds_what_the_page_shows(company: Company) -> None:
    secret(company)
    service.create(SYSTEM, "accounts", {"name": "=1+1"})
    flush()
    for role in ("director", "administrator"):
        started = company.call(role, "post", "/audit/export", {"format": "csv", "verb": "write"}).json()
        run_until_idle()
        response = company.call(role, "get", f"/exports/{started['id']}/file")
        text = response.getvalue().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0][:3] == ["时间", "人员", "操作"]
        assert (SECRET in text) == (role == "director")
        assert not any(cell.startswith("=") for row in rows for cell in row)
    flush()
    assert AuditRow.objects.filter(verb="export", module="audit").count() == 2
    assert AuditRow.objects.filter(verb="download", module="audit").count() == 2
    assert company.call("sales", "post", "/audit/export", {}).status_code == 403


def house_acts(company: Company, module: str, role: str = "director") -> list[dict[str, Any]]:
    """The acts on one kind of things of the house, the oldest first."""
    found: list[dict[str, Any]] = audit(company, role, f"?module={module}&verb=write")["entries"]
    return found[::-1]


def told(entry: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Before and after of its lines by what they are called."""
    return {line["label"]: (line["before"], line["after"]) for line in entry["lines"]}


def test_a_sharing_rule_is_told_by_name_module_and_holder(company: Company) -> None:
    boss = company.people["administrator"]
    team = groups.save_team(boss, None, "客服组", [])
    rule = {"name": "重点客户", "module": "contacts", "holder": f"team:{team.pk}", "level": "read",
            "criteria": {"field": "owner", "op": "in", "value": [str(company.stranger)]}}  # fmt: skip
    shape = sharing_rules.RuleShape(**rule)
    key = sharing_rules.save(boss, None, shape).pk
    sharing_rules.save(boss, key, replace(shape, level="write", criteria=None))
    sharing_rules.remove(boss, key)
    made, changed, removed = house_acts(company, "sharing_rules")
    assert [entry["record"]["title"] for entry in (made, changed, removed)] == ["重点客户"] * 3
    condition = "负责人 是其中之一 测试zhao_stranger"
    assert told(made) == {
        "名称": ("", "重点客户"), "模块": ("", "联系人"), "共享给": ("", "客服组"), "可以做什么": ("", "查看"),
        "筛选条件": ("", condition), "启用": ("", "是"),
    }  # fmt: skip
    # What stayed is told too, so that the act says by itself of which rule it is.
    assert told(changed) == {
        "名称": ("重点客户", "重点客户"), "模块": ("联系人", "联系人"), "共享给": ("客服组", "客服组"),
        "可以做什么": ("查看", "查看和修改"), "筛选条件": (condition, "全部"),
    }  # fmt: skip
    assert told(removed) == {
        "名称": ("重点客户", ""), "模块": ("联系人", ""), "共享给": ("客服组", ""), "可以做什么": ("查看和修改", ""),
        "筛选条件": ("全部", ""), "启用": ("是", ""),
    }  # fmt: skip


def test_a_condition_is_masked_where_its_act_does_not_tell_the_module(company: Company) -> None:
    """The module that the rule is about now may be open to those who do not see the one of then."""
    tree = {"field": "owner", "op": "in", "value": [str(company.stranger)]}
    rule = sharing_rules.RuleShape("重点客户", "contacts", tree, "everybody", "read")
    sharing_rules.save(company.people["administrator"], None, rule)
    AuditRow.objects.filter(module="sharing_rules").update(changes={"criteria": [None, tree]})
    [act] = house_acts(company, "sharing_rules")
    assert told(act) == {"筛选条件": ("", OPAQUE)}


def test_a_rule_that_goes_with_its_team_is_told(company: Company) -> None:
    boss = company.people["administrator"]
    team = groups.save_team(boss, None, "临时组", [])
    shape = sharing_rules.RuleShape("临时规则", "accounts", None, f"team:{team.pk}", "read")
    sharing_rules.save(boss, None, shape)
    groups.remove_team(boss, team.pk)
    gone = house_acts(company, "sharing_rules")[-1]
    assert (gone["verb"], gone["record"]["title"], told(gone)["共享给"]) == (
        "delete",
        "临时规则",
        ("临时组", ""),
    )


def test_a_condition_of_a_rule_is_veiled_from_whoever_does_not_see_the_module(company: Company) -> None:
    tree = {"field": "name", "op": "contains", "value": SECRET}
    shape = sharing_rules.RuleShape("规则", "contacts", tree, "everybody", "read")
    sharing_rules.save(company.people["administrator"], None, shape)
    assert told(house_acts(company, "sharing_rules")[0])["筛选条件"] == ("", f"姓名 包含 {SECRET.lower()}")
    (seen,) = house_acts(company, "sharing_rules", "administrator")
    assert SECRET.lower() not in str(seen).lower()
    assert told(seen)["共享给"] == ("", "所有人")


def shared(company: Company, key: int, role: str = "director") -> list[dict[str, Any]]:
    """The acts by which a contact was opened and closed, the oldest first."""
    page = audit(company, role, f"?module=contacts&record={key}&verb=access")["entries"]
    return [entry for entry in page if "share" in entry["verb"]][::-1]


def test_a_share_is_told_as_a_sharing_rule_is(company: Company) -> None:
    key, boss = secret(company), company.people["director"]
    team = f"team:{groups.save_team(company.people['administrator'], None, '客服组', []).pk}"
    sharing.share(boss, "contacts", key, Offer(team, "read"))
    friday = datetime(2126, 11, 29, 15, 59, tzinfo=UTC)
    made = sharing.share(boss, "contacts", key, Offer(team, "write", until=friday))
    sharing.unshare(boss, "contacts", key, made.pk)
    given, changed, taken = shared(company, key)
    assert told(given) == {"共享给": ("", "客服组"), "可以做什么": ("", "查看")}
    assert told(changed) == {
        "共享给": ("客服组", "客服组"), "可以做什么": ("查看", "查看和修改"), "到期": ("不限期", "2126-11-29 23:59"),
    }  # fmt: skip
    assert told(taken) == {
        "共享给": ("客服组", ""), "可以做什么": ("查看和修改", ""), "到期": ("2126-11-29 23:59", ""),
    }  # fmt: skip


def test_a_collaborator_is_told_with_their_part(company: Company) -> None:
    key = secret(company)
    offer = Offer(f"user:{company.stranger}", "write", "collaborator", "售前")
    sharing.share(company.people["director"], "contacts", key, offer)
    [act] = shared(company, key)
    assert told(act) == {
        "协作成员": ("", "测试zhao_stranger"), "可以做什么": ("", "查看和修改"), "分工": ("", "售前"),
    }  # fmt: skip


def test_a_share_with_a_team_that_is_gone_names_it(company: Company) -> None:
    """By the name with which it was taken away; where no act keeps that, it is a deleted team."""
    key, boss = secret(company), company.people["administrator"]
    team = groups.save_team(boss, None, "临时组", [])
    sharing.share(company.people["director"], "contacts", key, Offer(f"team:{team.pk}", "read"))
    groups.remove_team(boss, team.pk)
    given, taken = shared(company, key)
    assert (told(given)["共享给"], told(taken)["共享给"]) == (("", "临时组"), ("临时组", ""))
    AuditRow.objects.filter(module="teams").delete()
    assert [told(act)["共享给"] for act in shared(company, key)] == [
        ("", "已删除的团队"),
        ("已删除的团队", ""),
    ]
    assert f"team:{team.pk}" not in str(shared(company, key))


def test_whoever_does_not_see_a_record_learns_nothing_of_its_shares(company: Company) -> None:
    key = secret(company)
    team = groups.save_team(company.people["administrator"], None, "客服组", [])
    sharing.share(company.people["director"], "contacts", key, Offer(f"team:{team.pk}", "read"))
    acts = audit(company, "administrator", "?module=contacts&verb=share")["entries"]
    assert [(act["hidden"], act["lines"]) for act in acts] == [(True, [])]


def test_shares_cost_no_query_each(company: Company) -> None:
    def cost() -> int:
        flush()
        with CaptureQueriesContext(connection) as captured:
            company.call("director", "get", f"/audit?module=contacts&record={key}&verb=access")
        return len(captured.captured_queries)

    key, boss = secret(company), company.people["administrator"]
    teams = [groups.save_team(boss, None, f"组{number}", []) for number in range(6)]
    for team in teams[:2]:
        sharing.share(company.people["director"], "contacts", key, Offer(f"team:{team.pk}", "read"))
    groups.remove_team(boss, teams[0].pk)
    # What the asker may do is known again by the second time.
    cost()
    first = cost()
    for team in teams[2:]:
        sharing.share(company.people["director"], "contacts", key, Offer(f"team:{team.pk}", "read"))
    groups.remove_team(boss, teams[2].pk)
    cost()
    assert cost() == first


def test_what_is_no_record_has_its_name_too(company: Company) -> None:
    boss = company.people["administrator"]
    head = departments.add_department(boss, "总公司", None)
    south = departments.add_department(boss, "华南", None)
    departments.change_department(boss, south.pk, parent=(head.pk,))
    titles = [entry["record"]["title"] for entry in house_acts(company, "departments")]
    assert titles == ["总公司", "华南", "华南"]
    assert told(house_acts(company, "departments")[-1])["上级部门"] == ("", "总公司")
    team = groups.save_team(boss, None, "客服组", [company.stranger])
    groups.remove_team(boss, team.pk)
    made, removed = house_acts(company, "teams")
    assert (made["record"]["title"], removed["record"]["title"]) == ("客服组", "客服组")
    assert told(made)["成员"] == ("", "测试zhao_stranger")
    post = groups.save_post(boss, None, "店长", ["sales"])
    accounts.change_person(boss, company.stranger, roles=["service"], placing={"post": post.pk})
    role = roles.add(boss, "外部顾问", None)
    assert house_acts(company, "roles")[-1]["record"] == {
        "id": str(role.pk),
        "title": "外部顾问",
        "deleted": False,
    }
    moved = told(house_acts(company, "users")[-1])
    assert (moved["岗位"], moved["角色"]) == (("", "店长"), ("销售", "客服"))


def test_a_role_that_is_gone_keeps_its_name_in_older_acts(company: Company) -> None:
    boss = company.people["administrator"]
    role = roles.add(boss, "外部顾问", None)
    accounts.change_person(boss, company.stranger, roles=["service", role.key])
    accounts.change_person(boss, company.stranger, roles=["service"])
    post = groups.save_post(boss, None, "顾问", [role.key])
    groups.save_post(boss, post.pk, None, [])
    roles.remove(boss, role.key)
    gained, lost = (told(act)["角色"] for act in house_acts(company, "users")[-2:])
    assert gained[1].split("、")[0] == lost[0].split("、")[0] == "外部顾问"
    assert [told(act)["角色"] for act in house_acts(company, "posts")] == [("", "外部顾问"), ("外部顾问", "")]
    # Where no act tells the name any more, the key still tells one role from another.
    AuditRow.objects.filter(module="roles").delete()
    assert told(house_acts(company, "posts")[0])["角色"] == ("", f"已删除的角色（{role.key}）")


def test_lists_are_written_as_the_reader_writes_them(company: Company) -> None:
    boss = company.people["administrator"]
    groups.save_team(boss, None, "客服组", [company.stranger, boss.person_id])
    groups.save_post(boss, None, "店长", ["sales", "service"])
    tree = {"field": "stage", "op": "in", "value": ["new", "contacted"]}
    sharing_rules.save(boss, None, sharing_rules.RuleShape("规则", "contacts", tree, "everybody", "read"))
    User.objects.filter(pk=company.people["director"].person_id).update(locale="en")
    forget()
    assert told(house_acts(company, "teams")[0])["Members"] == (
        "",
        "测试wang_administrator, 测试zhao_stranger",
    )
    assert told(house_acts(company, "posts")[0])["Roles"] == ("", "Sales, Service")
    assert told(house_acts(company, "sharing_rules")[0])["Conditions"][1].endswith("Contacted, New")


def test_a_new_role_is_not_taken_for_one_that_is_gone(company: Company) -> None:
    boss = company.people["administrator"]
    gone = roles.add(boss, "外部顾问", None)
    groups.save_post(boss, None, "顾问", [gone.key])
    groups.save_post(boss, groups.posts()[0].pk, None, [])
    roles.remove(boss, gone.key)
    made = roles.add(boss, "实习生", None)
    assert made.key != gone.key
    assert told(house_acts(company, "posts")[0])["角色"] == ("", "外部顾问")
