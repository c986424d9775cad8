"""The demonstration company comes whole, can be told apart, and goes without a trace in what people own."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from tests.people import person

from guanxi.access.accounts import needs_setup
from guanxi.access.models import Department, User
from guanxi.access.rights import forget
from guanxi.channels.models import Notification
from guanxi.kernel.actor import Actor
from guanxi.modules.activities.today import today
from guanxi.modules.contacts.network import around
from guanxi.modules.demo import company
from guanxi.records import read, service, tagging
from guanxi.records.models import Tag
from guanxi.records.read import Query
from guanxi.records.shipped_tags import TREES, ship_tags
from guanxi.records.views import View
from guanxi.schema.modules import MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]


@pytest.fixture
def boss() -> Actor:
    actor = person("boss", "administrator", "director")
    User.objects.filter(pk=actor.user_id).update(password="x")
    return actor


def everything(actor: Actor, module_key: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = read.page(actor, module_key, Query(columns=columns, cursor=cursor, limit=200))
        found += page.rows
        cursor = page.next_cursor
        if cursor is None:
            return found


def digest() -> dict[str, str]:
    """A digest of every table of business data, live rows only, and of what people see of the organisation."""
    parts: dict[str, list[str]] = {}
    for item in MODULES:
        rows = item.model._default_manager.filter(deleted_at__isnull=True).order_by("pk")
        parts[item.key] = [repr(row) for row in rows.values()]
        live = list(rows.values_list("pk", flat=True))
        for field in item.fields.values():
            if field.kit.child:
                kept = field.kit.table._default_manager.filter(module=item.key, record_id__in=live)
                parts[f"{item.key}.{field.key}"] = [repr(row) for row in kept.order_by("pk").values()]
    parts["tags"] = [repr(row) for row in Tag.objects.order_by("pk").values()]
    parts["departments"] = [repr(row) for row in Department.objects.order_by("pk").values()]
    parts["people"] = [repr(row) for row in User.objects.filter(is_active=True).order_by("pk").values()]
    parts["views"] = [repr(row) for row in View.objects.order_by("pk").values()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_token" if _has_tokens() else "SELECT 1")
        parts["search"] = [repr(cursor.fetchall())]
    return {key: hashlib.sha256("\n".join(rows).encode()).hexdigest() for key, rows in parts.items()}


def _has_tokens() -> bool:
    return "search_token" in connection.introspection.table_names()


def test_it_is_there_and_marked(boss: Actor) -> None:
    assert company.fill()
    assert not company.fill(), "a second time makes nothing"
    accounts = everything(boss, "accounts", ["name", "tags", "owner", "external_id"])
    contacts = everything(boss, "contacts", ["name", "tags", "reports_to", "phones", "emails"])
    assert (len(accounts), len(contacts)) == (60, 180)
    mark = Tag.objects.get(label=company.MARK).pk
    assert all(mark in row["tags"] for row in (*accounts, *contacts))
    assert sum(1 for row in contacts if row["reports_to"]) == 120
    assert all(entry["value"].endswith(".example.com") for row in contacts for entry in row["emails"])
    assert all(entry["value"].startswith("+861990000") for row in contacts for entry in row["phones"])
    assert {"欧阳", "单", "查", "曾"} <= {
        row["name"][: len(row["name"]) - 1][:2].rstrip() for row in contacts
    } | {row["name"][0] for row in contacts}
    assert User.objects.filter(is_demo=True, is_active=True).count() == 5
    assert not any(user.has_usable_password() for user in User.objects.filter(is_demo=True))


def test_the_pages_of_the_first_person_have_life(boss: Actor) -> None:
    company.fill()
    page = today(boss)
    assert page["overdue"]
    assert page["today"]
    assert page["upcoming"]
    assert page["birthdays"]
    assert page["counts"]["mine"] == 36
    account = read.page(boss, "accounts", Query(columns=["name"], limit=1)).rows[0]["id"]
    assert around(boss, "accounts", account)["people"]


def test_removal_takes_exactly_what_was_made(boss: Actor) -> None:
    ship_tags()
    own_tag = tagging.add(boss, "我的标签", None, "ink")
    mine = service.create(
        boss, "accounts", {"name": "自己的公司", "external_id": "demo-mine", "tags": [str(own_tag.pk)]}
    )
    before = digest()
    company.fill()
    assert digest() != before
    demo_account = read.page(boss, "accounts", Query(search="澄屿", columns=["name"])).rows[0]
    service.edit(boss, "accounts", demo_account["id"], {"description": "我改过示例"})
    kept = service.create(
        boss, "contacts", {"name": "自己的联系人", "phones": [{"value": "13800138000", "type": "mobile"}]}
    )
    service.create(boss, "activities", {"kind": "call", "subject": "我打的", "contact": str(kept.record_id)})
    forget()
    assert company.remove() > 1100
    after = digest()
    own = everything(boss, "contacts", ["name"]) + everything(boss, "accounts", ["name"])
    assert {row["name"] for row in own} == {"自己的联系人", "自己的公司"}
    assert [row["subject"] for row in everything(boss, "activities", ["subject"])] == ["我打的"]
    for key in ("accounts", "accounts.tags", "accounts.phones", "tags", "departments", "people", "views"):
        assert after[key] == before[key], key
    service.write(boss, "contacts", [service.Change("delete", kept.record_id)])
    for row in everything(boss, "activities", ["subject"]):
        service.write(boss, "activities", [service.Change("delete", row["id"])])
    assert digest() == before, "without what was added afterwards everything is as it was"
    assert read.get(boss, "accounts", mine.record_id).rows[0]["name"] == "自己的公司"
    assert not company.remove()
    assert not Notification.objects.exists()


def test_own_records_that_point_at_the_demonstration_stay_usable(boss: Actor) -> None:
    company.fill()
    account = read.page(boss, "accounts", Query(columns=["name"], limit=1)).rows[0]["id"]
    contact = read.page(boss, "contacts", Query(columns=["name"], limit=1)).rows[0]["id"]
    mine = service.create(boss, "contacts", {"name": "自己的联系人", "account": str(account)})
    talk = service.create(boss, "activities", {"kind": "call", "subject": "我打的", "contact": str(contact)})
    company.remove()
    assert read.get(boss, "activities", talk.record_id).rows[0]["subject"] == "我打的"
    service.edit(boss, "activities", talk.record_id, {"subject": "我打的，改过"})
    service.edit(boss, "contacts", mine.record_id, {"title": "经理"})
    assert [row["name"] for row in everything(boss, "contacts", ["name", "account"])] == ["自己的联系人"]


def test_it_can_come_again(boss: Actor) -> None:
    company.fill()
    company.remove()
    assert company.fill()
    assert len(everything(boss, "accounts", ["name"])) == 60


def test_before_set_up_the_demonstration_lets_nobody_in() -> None:
    company.fill()
    assert needs_setup()
    first = person("first", "administrator", "director")
    assert company.adopt(first.person_id) > 100
    assert today(first)["counts"]["mine"] == 36


def test_tags_ship_once(boss: Actor) -> None:
    assert ship_tags() == sum(1 + len(below) for _, _, below in TREES)
    assert ship_tags() == 0
    labels = set(Tag.objects.values_list("label", flat=True))
    assert {"北京", "制造", "高价值", "沉睡", "新客户", "VIP", "潜在客户", "需求标签"} <= labels
