"""What is said again: kept answers and shared views tell by the rights of the moment."""

import pytest
from tests.api.company import Company

from guanxi.access.models import Role
from guanxi.access.rights import forget
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service, views
from guanxi.records.read import Query, count
from guanxi.records.service import edit

pytestmark = pytest.mark.both_databases
CREATE = {"values": {"name": "重试", "description": "金丝雀并购"}}


def test_an_answer_is_given_again_by_the_rights_of_the_moment(company: Company) -> None:
    first = company.call("sales", "post", "/records/contacts", CREATE, Idempotency_Key="k1")
    assert first.status_code == 201
    again = company.call("sales", "post", "/records/contacts", CREATE, Idempotency_Key="k1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert count(SYSTEM, "contacts", Query(search="重试"), exact=True) == (1, True)
    assert (
        company.call(
            "sales", "post", "/records/contacts", {"values": {"name": "别的"}}, Idempotency_Key="k1"
        ).status_code
        == 422
    )

    Role.objects.filter(key="sales").update(fields={"contacts": {"description": "hidden"}})
    forget()
    narrowed = company.call("sales", "post", "/records/contacts", CREATE, Idempotency_Key="k1")
    assert narrowed.status_code == 201
    assert narrowed.json()["id"] == first.json()["id"]
    assert "金丝雀" not in narrowed.content.decode()

    edit(SYSTEM, "contacts", int(first.json()["id"]), {"owner": str(company.people["manager"].user_id)})
    lost = company.call("sales", "post", "/records/contacts", CREATE, Idempotency_Key="k1")
    assert lost.status_code == 404
    assert first.json()["id"] not in lost.content.decode()


def test_the_rows_of_a_batch_are_told_again(company: Company) -> None:
    batch = {"records": [CREATE, {"values": {"name": ""}}]}
    first = company.call("sales", "post", "/records/contacts", batch, Idempotency_Key="k2")
    again = company.call("sales", "post", "/records/contacts", batch, Idempotency_Key="k2")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert count(SYSTEM, "contacts", Query(search="重试"), exact=True) == (1, True)


def test_shared_views_tell_nothing_of_hidden_fields(company: Company) -> None:
    director, sales = company.people["director"], company.people["sales"]
    secret = {"field": "description", "op": "contains", "value": "金丝雀"}
    open_, hidden = {"field": "name", "op": "contains", "value": "张"}, {"all": [secret]}
    for name, criteria in (("可见", open_), ("不可见", hidden)):
        views.save(director, "contacts", {"name": name, "shared": True, "criteria": criteria, "search": "",
                                          "columns": ["name", "title"], "sort": ["-created_at"]})  # fmt: skip
    names = {one["name"] for one in views.views(sales, "contacts")}
    assert {"可见", "不可见"} <= names
    Role.objects.filter(key="sales").update(
        fields={"contacts": {"description": "hidden", "title": "hidden", "created_at": "hidden"}}
    )
    forget()
    found = {one["name"]: one for one in views.views(sales, "contacts")}
    assert "不可见" not in found
    assert (found["可见"]["columns"], found["可见"]["sort"]) == (["name"], [])
    assert service.create(sales, "contacts", {"name": "仍可新建"}).record_id
