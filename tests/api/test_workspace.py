"""The demonstration and the first steps over HTTP."""

import json
from typing import Any

import pytest
from django.test import Client
from tests.people import person

from guanxi.access.accounts import new_token
from guanxi.access.models import Company, User
from guanxi.kernel.actor import Actor
from guanxi.modules.demo import company

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def call(actor: Actor, method: str, path: str, body: Any = None) -> Any:
    token = new_token(User.objects.get(pk=actor.person_id), "test")
    client = Client(headers={"Authorization": f"Bearer {token}"})
    data = b"" if body is None else json.dumps(body).encode()
    return client.generic(method, f"/api/v1{path}", data, content_type="application/json")


def test_only_an_administrator_takes_the_demonstration_away() -> None:
    company.fill()
    boss, seller = person("boss", "administrator", "director"), person("seller", "sales")
    assert call(seller, "GET", "/demo").json() == {"present": True}
    assert call(seller, "DELETE", "/demo").status_code == 403
    assert call(boss, "GET", "/people").json()["people"][0]["name"]
    assert call(boss, "DELETE", "/demo").status_code == 204
    assert call(boss, "GET", "/demo").json() == {"present": False}
    assert {item["username"] for item in call(boss, "GET", "/people").json()["people"]} == {"boss", "seller"}
    assert call(boss, "POST", "/records/accounts/query", {}).json()["records"] == []
    assert call(boss, "GET", "/search?q=chengyu").json()["groups"] == []
    assert call(boss, "GET", "/me").json()["demo"] is False


def test_the_first_steps_tick_by_what_is_there() -> None:
    company.fill()
    boss = person("boss", "administrator", "director")
    Company.objects.create(name="测试公司")
    assert _done(boss) == {"company"}, "what belongs to the demonstration ticks nothing"
    person("seller", "sales")
    values = {"name": "测试甲", "stage": "contacted"}
    assert call(boss, "POST", "/records/contacts", {"values": values}).status_code == 201
    assert _done(boss) == {"company", "invite", "stages"}
    assert call(boss, "PUT", "/onboarding", {"dismissed": True}).json() == {"steps": [], "dismissed": True}
    assert call(boss, "PUT", "/onboarding", {"dismissed": False}).json()["dismissed"] is False


def test_the_first_steps_are_for_those_who_run_the_house() -> None:
    seller = person("seller", "sales")
    assert call(seller, "GET", "/onboarding").json() == {"steps": [], "dismissed": True}
    assert call(seller, "PUT", "/onboarding", {"dismissed": True}).status_code == 403


def _done(actor: Actor) -> set[str]:
    steps = call(actor, "GET", "/onboarding").json()["steps"]
    assert [step["key"] for step in steps] == ["company", "import", "invite", "stages", "phone"]
    return {step["key"] for step in steps if step["done"]}


def test_hits_say_where_they_match(company: Company) -> None:
    company.call(
        "sales", "post", "/records/contacts", {"values": {"name": "客戶张三丰", "title": "Ｓales 经理"}}
    )
    for typed, title, subtitle in (
        ("客户", [[0, 2]], []),
        ("zhangsan", [[2, 4]], []),
        ("经理 张三", [[2, 4]], [[6, 8]]),
    ):
        groups = company.call("sales", "get", f"/search?q={typed}").json()["groups"]
        hit = next(hit for group in groups for hit in group["hits"] if "张三丰" in hit["title"])
        assert hit["highlight"] == {"title": title, "subtitle": subtitle}, typed


def test_initials_mean_the_person_and_a_part_of_a_company_the_company(company: Company) -> None:
    made = (
        ("contacts", "张三"),
        ("contacts", "张三丰"),
        ("contacts", "李张三"),
        ("accounts", "测试电子商务公司"),
    )
    for module, name in made:
        assert (
            company.call("sales", "post", f"/records/{module}", {"values": {"name": name}}).status_code == 201
        )
    for typed, wanted in (
        ("zs", [("contacts", ["张三", "张三丰", "李张三"]), ("accounts", ["测试电子商务公司"])]),
        ("zhang san", [("contacts", ["张三", "张三丰", "李张三"])]),
        ("子商", [("accounts", ["测试电子商务公司"])]),
    ):
        groups = company.call("sales", "get", f"/search?q={typed}").json()["groups"]
        assert [(group["module"], [hit["title"] for hit in group["hits"]]) for group in groups] == wanted
