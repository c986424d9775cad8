"""Calls that are refused for every reason that there is, with the status that each must answer."""

from dataclasses import dataclass, field
from typing import Any

from tests.api.company import Company

BOTH = {"values": {"name": "甲"}, "records": [{"values": {"name": "乙"}}]}
LARGE = {"value": "x" * 70_000}


@dataclass(frozen=True)
class Refused:
    """A call and the status of its refusal; {own} and {other} in the path stand for contacts of the caller and of others."""

    role: str
    method: str
    path: str
    body: Any
    status: int
    headers: dict[str, str] = field(default_factory=dict)


def refused_calls(company: Company) -> list[Refused]:
    """All of them; the company has an account of others, a taken external id and a tag with a tag below."""
    other = str(company.record("sales", "accounts", "other"))
    made = [
        Refused("sales", "post", "/records/contacts", body, status)
        for body, status in _creates(company, other)
    ]
    made += [
        Refused("sales", "post", "/records/contacts", {"values": {"name": ""}}, 422, {"Idempotency_Key": "k-1"}),
        Refused("readonly", "post", "/records/contacts", {"values": {"name": "甲"}}, 403),
        Refused("nobody", "post", "/records/contacts", {"values": {"name": "甲"}}, 404),
        *(Refused("sales", "patch", "/records/contacts/{own}", {"values": values}, status, {"If_Match": version})
          for values, status, version in _edits(other)),
        Refused("sales", "patch", "/records/contacts/{own}", {"values": {"name": "甲"}}, 428),
        Refused("sales", "patch", "/records/contacts/{other}", {"values": {"name": "甲"}}, 404, {"If_Match": '"1"'}),
        Refused("sales", "delete", "/records/contacts/{other}", None, 404),
        Refused("sales", "post", "/records/contacts/{own}/restore", None, 404),
        *(Refused("sales", "post", "/records/contacts/upsert", body, 422) for body in _upserts()),
        *(Refused("sales", "post", "/records/contacts/bulk", body, 422) for body in _bulks()),
        Refused("service", "post", "/records/contacts/bulk", {"all": True, "verb": "delete"}, 403),
        *_exports_and_views(),
        *_house(company),
    ]  # fmt: skip
    return made


def _creates(company: Company, other: str) -> list[tuple[Any, int]]:
    long, stranger = "长" * 201, str(company.stranger)
    faulty: list[dict[str, Any]] = [
        {}, {"name": None}, {"name": "甲", "unknown": 1}, {"name": "甲", "created_at": "2026-01-01T00:00:00Z"},
        {"name": "甲", "phones": [{"value": "12"}]}, {"name": "甲", "stage": "nothing"}, {"name": "甲", "account": other},
        {"name": "甲", "birthday": "2026-02-30"}, {"name": long}, {"name": "甲", "external_id": "taken-1"},
        {"name": "甲", "tags": ["999999"]}, {"name": "甲", "expected_amount": {"amount": "1e999", "currency": "CNY"}},
    ]  # fmt: skip
    made: list[tuple[Any, int]] = [({"values": values}, 422) for values in faulty]
    made[9] = (made[9][0], 409)
    made += [(BOTH, 400), ({}, 400), ({"values": {"name": "甲"}, "more": 1}, 422), ([], 422), (b"{", 400)]
    return [*made, ({"values": {"name": "甲", "owner": stranger}}, 403)]


def _edits(other: str) -> list[tuple[dict[str, Any], int, str]]:
    return [
        ({"name": ""}, 422, '"1"'), ({"unknown": 1}, 422, '"1"'), ({"account": other}, 422, '"1"'),
        ({"name": "甲"}, 409, '"77"'), ({"name": "甲"}, 409, '"x"'), ({"updated_by": "1"}, 422, '"1"'),
    ]  # fmt: skip


def _upserts() -> list[Any]:
    return [
        {"key": "unknown", "records": [{"values": {}}]}, {"key": "name", "records": [{"values": {"name": "甲"}}]}, {"records": []},
        {"records": [{"values": {"external_id": 5}}]},
    ]  # fmt: skip


def _bulks() -> list[Any]:
    return [
        {"verb": "delete"}, {"all": True, "verb": "explode"}, {"all": True, "verb": "edit", "values": {}},
        {"all": True, "verb": "edit", "values": {"updated_at": "x"}}, {"all": True, "verb": "transfer"},
        {"all": True, "verb": "edit", "values": {"stage": "nothing"}}, {"all": True, "verb": "tag", "values": {"x": 1}},
        {"criteria": {"field": "password", "op": "equals", "value": "x"}, "verb": "delete"},
    ]  # fmt: skip


def _exports_and_views() -> list[Refused]:
    export = {"module": "contacts", "all": True}
    view = {"module": "contacts", "name": "甲"}
    return [
        Refused("sales", "post", "/exports", {**export, "format": "exe"}, 422),
        Refused("sales", "post", "/exports", {**export, "columns": ["password"]}, 422),
        Refused("service", "post", "/exports", export, 403),
        Refused("sales", "post", "/exports", {**export, "module": "users"}, 404),
        Refused("sales", "post", "/views", {**view, "name": " "}, 422),
        Refused("sales", "post", "/views", {**view, "columns": ["password"]}, 422),
        Refused(
            "sales", "post", "/views", {**view, "criteria": {"field": "owner__password", "op": "empty"}}, 422
        ),
        Refused("sales", "post", "/views", {**view, "sort": ["tags"]}, 422),
    ]


def _house(company: Company) -> list[Refused]:
    administrator = company.people["administrator"].user_id
    return [
        Refused("director", "post", "/tags", {"label": "上级"}, 409),
        Refused("director", "post", "/tags", {"label": "新", "color": "pink"}, 422),
        Refused("director", "post", "/tags", {"label": "新", "parent": "999999"}, 404),
        Refused("director", "delete", "/tags/{tag}", None, 422),
        Refused("director", "patch", "/tags/{tag}", {"parent": "{below}"}, 422),
        Refused("sales", "delete", "/tags/{tag}", None, 403),
        Refused("administrator", "patch", f"/people/{administrator}", {"roles": ["sales"]}, 409),
        Refused("administrator", "patch", f"/people/{administrator}", {"active": False}, 409),
        Refused("administrator", "post", "/people/invite", {"name": "甲", "roles": ["king"]}, 422),
        Refused("administrator", "post", "/departments", {"name": "甲", "parent": "999999"}, 422),
        Refused("director", "post", "/people/invite", {"name": "甲", "roles": ["administrator"]}, 403),
        Refused("sales", "patch", "/me", {"locale": "tlh"}, 422),
        Refused("sales", "patch", "/me", {"email": "no"}, 422),
        Refused("sales", "put", "/me/prefs/columns", LARGE, 422),
    ]
