"""An import by somebody who is shown masks: what stands behind them stays, and the file's word about it is listed."""

import pytest
from tests.exchange.projects.flow import Importer

from guanxi.access.models import Role
from guanxi.kernel.actor import SYSTEM
from guanxi.records import read, service

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HEAD = "姓名,手机,邮箱,职务,公司,行业"
COVERED = {
    "contacts": {"emails": "covered", "title": "covered", "account": "covered"},
    "accounts": {"industry": "covered"},
}


def held(module: str, key: int) -> dict[str, object]:
    """The values of a record."""
    [record] = read.get(SYSTEM, module, key).wire()["records"]
    found: dict[str, object] = record["values"]
    return found


@pytest.mark.parametrize("on_match", ["fill", "newest"])
def test_what_stands_behind_a_mask_stays(on_match: str) -> None:
    verbs = dict.fromkeys(("view", "create", "edit", "import", "assign"), "all")
    Role.objects.create(key="veiled", rights={"*": verbs}, fields=COVERED)
    company = service.create(
        SYSTEM, "accounts", {"name": "示例测试甲有限公司", "industry": "education"}
    ).record_id
    known = {"name": "郝测试", "phones": [{"value": "13900001111"}], "emails": [{"value": "hao@a.example.com"}],
             "title": "采购经理", "account": str(company)}  # fmt: skip
    key = service.create(SYSTEM, "contacts", known).record_id
    before, before_company = held("contacts", key), held("accounts", company)
    importer = Importer("veiled", "veiled")
    lines = [
        "郝测试,13900001111,other@b.example.com,总监,示例测试乙有限公司,",
        "孟测试,13900002222,meng@b.example.com,,示例测试甲有限公司,医疗",
    ]
    plan = importer.plan([("客户.csv", "\n".join([HEAD, *lines]).encode())])
    importer.call("PATCH", f"/imports/{plan['id']}", {"options": {"on_match": on_match}})
    importer.step(plan["id"], "check")
    done = importer.step(plan["id"], "run")
    assert (done["state"], done["failed"]) == ("done", 0)
    after, after_company = held("contacts", key), held("accounts", company)
    for field in ("emails", "title", "account", "employments"):
        assert after[field] == before[field], field
    assert after_company["industry"] == before_company["industry"]
    listed = {
        (one.get("module", "contacts"), one["field"]): (one["first"], one["kept"])
        for one in done["conflicts"]
    }
    wanted = {
        ("contacts", "emails"),
        ("contacts", "title"),
        ("contacts", "account"),
        ("accounts", "industry"),
    }
    assert wanted <= set(listed)
    assert {listed[one] for one in wanted} == {("•••", "•••")}
    assert all(one["masked"] == (one["kept"] == "•••") for one in done["conflicts"])
    assert "hao@a.example.com" not in str(done)
    assert "采购经理" not in str(done)


def test_what_earlier_files_said_beside_stays_for_who_may_not_read_it() -> None:
    """Who reads not all fields is not shown the other columns, and adds nothing to what he cannot see."""
    verbs = dict.fromkeys(("view", "create", "edit", "import", "assign"), "all")
    Role.objects.create(key="veiled", rights={"*": verbs}, fields={"accounts": {"revenue": "hidden"}})
    values = {"name": "郝测试", "phones": [{"value": "13900001111"}]}
    beside = {"other_columns": {"鞋码": "42"}, "problems": {"生日": "不详"}}
    key = (
        service.write(SYSTEM, "contacts", [service.Change("create", values=values, kept=beside)])
        .only()
        .record_id
    )
    importer = Importer("veiled", "veiled")
    lines = "姓名,手机,鞋码,性别\n郝测试,13900001111,43,不明\n孟测试,13900002222,44,男"
    plan = importer.plan([("客户.csv", lines.encode())])
    importer.step(plan["id"], "check")
    done = importer.step(plan["id"], "run")
    assert (done["state"], done["created"], done["failed"]) == ("done", 1, 0)
    assert {name: held("contacts", key)[name] for name in beside} == beside
    told = {(one["field"], one["other"], one["kept"]) for one in done["conflicts"]}
    assert told == {("鞋码", "43", "•••"), ("性别", "不明", "•••")}
    [fresh] = [
        one
        for one in importer.call("POST", "/records/contacts/query", {})["records"]
        if one["id"] != str(key)
    ]
    assert "other_columns" not in fresh["values"]
    assert held("contacts", int(fresh["id"]))["other_columns"] == {"鞋码": "44"}
