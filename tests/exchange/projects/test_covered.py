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
    assert "hao@a.example.com" not in str(done)
    assert "采购经理" not in str(done)
