"""An id in any form, in any place, tells no more than it does in its plain form: what is hidden answers as what never was."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from tests.api.authorisation import Case, Things, body_of, operations
from tests.api.canaries import CANARY, EMAIL, PHONE, song
from tests.api.company import BASE, UNKNOWN, Company

from guanxi.jobs.worker import run_until_idle

pytestmark = pytest.mark.both_in_full
IDS = ("view_id", "job_id", "export_id", "import_id", "session_id", "token_id", "identity_id")


def forms(key: int) -> list[str]:
    """An id as people, programs and attackers write it, ready for an address."""
    digits = str(key)
    fullwidth = "".join(chr(ord(one) + 0xFEE0) for one in digits)
    arabic = "".join(chr(ord(one) - 48 + 0x660) for one in digits)
    return [
        f"00{digits}", f"+{digits}", f"-{digits}", f"{digits}.0", f"{digits}e0", f"0x{key:x}", f"0X{key:X}", f"0b{key:b}",
        f"%20{digits}", f"{digits}%20", f"{digits}%0A", f"{digits}%00", f"%EF%BB%BF{digits}", f"{digits}%2F", f"{digits}%2f..%2f{digits}",
        f"..%2F{digits}", f"{digits};x=1", f"{digits},{digits}", f"{digits}_0", f"'{digits}'", f"[{digits}]", f'"{digits}"',
        f"{digits}%25", fullwidth, arabic, str(UUID(int=key)), UUID(int=key).hex.upper(), str(key + 2**64), str(key + 2**32),
        f"{digits}{'0' * 30}", "true", "null", "me", "*",
    ]  # fmt: skip


def said(response: Any, key: str) -> tuple[int, str]:
    """Status and body, without times, and with the id of the caller's question blotted out."""
    return response.status_code, _blotted(response.getvalue().decode("utf-8", "replace"), key)


def _blotted(text: str, key: str) -> str:
    text = re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+(Z|\+00:00)|\"id\":\"\d+\"|\"[0-9a-f]{32}\"|e\d+n\d+", "~", text)
    return re.sub(rf"(?<!\d)0?{key}(?!\d)", "ID", text)


def sent(company: Company, case: Case, path: str) -> Any:
    """The answer to a case at another address than its own; nothing of it stays."""
    method, headers = case.operation.split(" ")[0].lower(), company.headers(case.role)
    if case.operation == "PATCH /records/{module}/{record_id}":
        headers["If-Match"] = '"1"'
    body = body_of(company, case)
    more: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
    with transaction.atomic():
        answer = getattr(Client(raise_request_exception=False), method)(BASE + path, headers=headers, **more)
        transaction.set_rollback(True)
    return answer


def test_no_form_of_an_id_opens_what_its_plain_form_does_not(company: Company) -> None:
    """Every operation on a thing of somebody else, by every form of the thing's id."""
    things, wrong = Things(company), []
    for operation in sorted(operations()):
        name = next((one for one in (*IDS, "record_id") if f"{{{one}}}" in operation), None)
        if name is None:
            continue
        module = "contacts" if "{module}" in operation else ""
        case = Case(operation, module, "other", "sales", 404)
        hidden = company.record("sales", module, "other") if name == "record_id" else things._id(name, case)
        path = things.path(case)
        plain = said(sent(company, case, path), str(hidden))
        for form, absent in zip(forms(hidden), forms(UNKNOWN), strict=True):
            told = said(sent(company, case, _put(path, hidden, form)), str(hidden))
            never = said(sent(company, case, _put(path, hidden, absent)), str(UNKNOWN))
            if told[0] == 422 and never[0] == 422:
                continue
            if (told[0] not in (400, 404) and told != plain) or told[0] != never[0]:
                wrong.append(f"{operation} {form}: {told[0]} {told[1][:80]}, unknown {never[0]}")
    assert wrong == []


def _put(path: str, key: int, form: str) -> str:
    before, _, after = path.partition(f"/{key}")
    return f"{before}/{form}{after}"


@pytest.fixture
def scene(company: Company) -> dict[str, int]:
    """Hidden records with canaries by module, and the caller's own contact, activity, account and gadget."""
    owner = {"owner": str(company.stranger)}
    account = song("accounts", **owner)
    made = {"accounts": account, "contacts": song("contacts", account=str(account), **owner)}
    made["activities"] = song("activities", contact=str(made["contacts"]), **owner)
    made["gadgets"] = song("gadgets", **owner)
    return made


def _values(module: str, key: str) -> Iterator[dict[str, Any]]:
    """Values of records that name another record by its id."""
    if module == "accounts":
        yield {"account": key}
        yield {"employments": [{"account": key, "main": True}]}
        yield {"employments": [{"id": key, "account": key, "title": "x"}]}
    if module == "contacts":
        yield {"reports_to": key}
    yield {"phones": [{"id": key, "value": "13800138000"}]}
    yield {"emails": [{"id": key, "value": "a@example.cn"}]}


def bodies(company: Company, module: str, key: str) -> Iterator[tuple[str, str, Any]]:
    """Every place of a body or a query in which somebody can put the id of a record: method, address, body."""
    own = company.record("sales", "contacts", "own")
    for values in _values(module, key):
        yield "post", "/records/contacts", {"values": {"name": "甲", **values}}
        yield (
            "post",
            "/records/contacts",
            {"records": [{"values": {"name": "甲", **values}}, {"values": {"name": "乙"}}]},
        )
        yield "patch", f"/records/contacts/{own}", {"values": values}
        yield (
            "post",
            "/records/contacts/upsert",
            {"records": [{"values": {"name": "甲", "external_id": "x-9", **values}}]},
        )
        yield "post", "/records/contacts/bulk", {"ids": [str(own)], "verb": "edit", "values": values}
        yield "post", "/records/contacts/duplicates", {"values": values, "id": key}
    for values in ({"contact": key}, {"account": key}):
        yield "post", "/records/activities", {"values": {"kind": "note", "subject": "x", **values}}
    for lookup in ({"account": key}, {"about": f"{module}/{key}"}, {"about": f"{module.upper()}/{key}"}):
        yield "post", "/records/gadgets", {"values": {"name": "x", **lookup}}
    for parent in (
        f"{module}/{key}",
        f"{module}/0{key}",
        f"{module}/{key}/",
        f" {module}/{key}",
        {"module": module, "id": key},
    ):
        yield "post", "/records/comments", {"values": {"parent": parent, "text": "x"}}
        yield "post", "/records/documents", {"values": {"parent": parent, "versions": ["0" * 32]}}
        yield (
            "post",
            "/records/comments/query",
            {"criteria": {"field": "parent", "op": "in", "value": [parent]}},
        )
    for verb, values in (("edit", {"external_id": "x-8"}), ("delete", {}), ("restore", {}), ("tag", {"tags": []}),
                         ("transfer", {"owner": str(company.people["sales"].user_id)})):  # fmt: skip
        yield "post", f"/records/{module}/bulk", {"ids": [key], "verb": verb, "values": values}
    yield "post", "/exports", {"module": module, "ids": [key], "format": "csv"}
    yield "post", f"/records/{module}/query", {"criteria": {"field": "id", "op": "in", "value": [key]}}
    yield "get", f"/pick/{module}?ids={key}", None
    yield "get", f"/pick/{module}?ids={own},{key}", None
    yield "get", f"/records/contacts/{own}/related/{key}", None
    yield "get", f"/search?q={key}", None
    for lookup, other in (
        ("account", "contacts"),
        ("contact", "activities"),
        ("reports_to", "contacts"),
        ("account", "gadgets"),
    ):
        for op in ("in", "not_in"):
            tree = {"field": lookup, "op": op, "value": [key]}
            yield "post", f"/records/{other}/query", {"criteria": tree, "count": "exact"}
            yield "post", "/views", {"module": other, "name": "x", "criteria": tree}
    yield "post", "/notifications/read", {"ids": [key]}
    yield "get", f"/audit?module={module}&record={key}", None
    yield "post", f"/records/contacts/{own}/shares", {"holder": f"user:{key}", "level": "read"}


def answered(company: Company, method: str, path: str, body: Any, key: str) -> tuple[Any, ...]:
    """What a call and the jobs that it began say; nothing of it stays."""
    with transaction.atomic():
        first = company.call("sales", method, path, body, If_Match='"1"')
        found = [said(first, key)]
        if first.status_code == 202:
            run_until_idle()
            job = first.json()["job"]["id"]
            told = company.call("sales", "get", f"/jobs/{job}").json()
            found.append((0, _blotted(repr((told["result"], told["error"], told["progress"])), key)))
        transaction.set_rollback(True)
    return tuple(found)


@pytest.mark.parametrize("form", ["{}", " 0{}"])
def test_a_hidden_id_in_a_body_is_as_an_unknown_one(
    company: Company, scene: dict[str, int], form: str
) -> None:
    wrong = []
    for module, hidden in scene.items():
        pairs = zip(
            bodies(company, module, form.format(hidden)),
            bodies(company, module, form.format(UNKNOWN)),
            strict=True,
        )
        for (method, path, body), (_, other_path, other_body) in pairs:
            told = answered(company, method, path, body, str(hidden))
            never = answered(company, method, other_path, other_body, str(UNKNOWN))
            if told != never:
                wrong.append(f"{method} {path} {body}: {told} {never}")
    assert wrong == []


KEYS = (CANARY, PHONE, EMAIL, "G-00001", f"external_id:{CANARY}", f"{CANARY} 备注")


def test_nothing_but_the_id_opens_a_record(company: Company, scene: dict[str, int]) -> None:
    """Not its name, mobile, e-mail, number or external id, neither in an address nor as the key of an upsert."""
    for module in scene:
        for key in KEYS:
            for rest in ("", "/timeline", "/shares"):
                assert company.call("sales", "get", f"/records/{module}/{key}{rest}").status_code == 404
            named = company.call("sales", "get", f"/pick/{module}?ids={key}")
            assert (named.status_code, named.json().get("items", [])) in ((404, []), (200, [])), key
    for key in ("id", "phones", "emails", "name", "serial", "pk", "owner__password"):
        for module in ("contacts", "gadgets"):
            body = {"key": key, "records": [{"values": {"name": CANARY}}]}
            assert company.call("sales", "post", f"/records/{module}/upsert", body).status_code == 422
