"""How many queries each path costs: a stored number, the same for one record and for many.

A change that needs another number edits query_counts.json in the same commit and says why.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import House, make_house, person

from guanxi.kernel import recent
from guanxi.kernel.actor import Actor
from guanxi.records import finder, read
from guanxi.records.read import Query
from guanxi.records.service import Change, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STORED: dict[str, int] = json.loads((Path(__file__).parent / "query_counts.json").read_text())
VALUES: dict[str, dict[str, Any]] = {
    "accounts": {"name": "甲公司", "phones": [{"value": "021-12345678"}], "credit_code": "91310000X"},
    "contacts": {
        "name": "张三",
        "phones": [{"value": "13800138000"}],
        "emails": [{"value": "a@b.cn"}],
        "title": "经理",
    },
    "activities": {"kind": "call", "subject": "电话", "content": "谈价"},
}
MANY = 100
# Savepoints stand for the transaction. The locks of unique values are PostgreSQL's alone; the look at a plan and at the
# number of hits, once for each shape of a list, are SQLite's; the look at the hits beforehand is PostgreSQL's.
FREE = (
    "SAVEPOINT",
    "pg_advisory_xact_lock",
    "EXPLAIN",
    "SELECT 1 FROM search_fts",
    "SELECT record_id FROM search_doc",
)
SEARCH = {"accounts": "甲公司", "contacts": "张三", "activities": "电话"}


@pytest.fixture
def seller() -> Actor:
    """A seller with an own scope: the widest set of conditions."""
    house: House = make_house()
    return person("seller", "sales", department=house.north)


def queries(call: Callable[[], Any]) -> int:
    """How many statements a call sends, with nothing remembered from before."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return len(
        [query for query in captured.captured_queries if not any(word in query["sql"] for word in FREE)]
    )


def values(key: str, number: int, links: dict[str, int]) -> dict[str, Any]:
    """Distinct values of one record that points at others."""
    found = {**VALUES[key], **{name: str(item) for name, item in links.items()}}
    if "credit_code" in found:
        found["credit_code"] += f"{number}{len(links)}"
    return found


def links_of(actor: Actor, key: str) -> dict[str, int]:
    """An account and a contact to point at."""
    account = write(actor, "accounts", [Change("create", values={"name": "乙公司"})]).only().record_id
    contact = write(actor, "contacts", [Change("create", values={"name": "李四"})]).only().record_id
    return {
        "accounts": {},
        "contacts": {"account": account},
        "activities": {"contact": contact, "account": account},
    }[key]


def costs(actor: Actor, key: str, count: int) -> dict[str, int]:
    """The cost of each path with so many records at once."""
    links = links_of(actor, key)
    first = write(actor, key, [Change("create", values=values(key, n, links)) for n in range(count)])
    ids = [item.record_id for item in first.saved]
    title = "subject" if key == "activities" else "name"
    fresh = [Change("create", values=values(key, 1000 + n, links)) for n in range(count)]
    same = [Change("edit", item, {title: "改名"}) for item in ids]
    own = [Change("edit", item, {title: f"改名{item}", "external_id": f"E{item}"}) for item in ids]
    query = Query(limit=count, ids=ids)
    calls: dict[str, Callable[[], Any]] = {
        "list": lambda: read.page(actor, key, query),
        "list by search": lambda: read.page(actor, key, Query(limit=count, search=SEARCH[key])),
        "record": lambda: read.get(actor, key, ids[0]),
        "count": lambda: read.count(actor, key, query, exact=False),
        "pick": lambda: finder.pick(actor, key, SEARCH[key], count),
        "create": lambda: write(actor, key, fresh),
        "edit alike": lambda: write(actor, key, same),
        "edit apart": lambda: write(actor, key, own),
        "delete": lambda: write(actor, key, [Change("delete", item) for item in ids]),
        "restore": lambda: write(actor, key, [Change("restore", item) for item in ids]),
    }
    found = {}
    for name, call in calls.items():
        recent.forget_everything()
        found[f"{key}: {name}"] = queries(call)
    return found


@pytest.mark.parametrize("key", VALUES)
def test_costs_are_as_stored_and_do_not_grow(seller: Actor, key: str) -> None:
    one = costs(seller, key, 1)
    expected = {name: number for name, number in STORED.items() if name.startswith(f"{key}:")}
    assert one == expected
    assert costs(seller, key, MANY) == one, "the number of queries grows with the records"
