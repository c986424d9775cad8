"""A person without the right to see a record finds no trace of it: in no answer, no header, no count, no file."""

import base64
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.api.authorisation import Case, Things, body_of, call, operations
from tests.api.canaries import (
    CANARY,
    EMAIL,
    PHONE,
    aftermath,
    canary_file,
    overheard,
    silent,
    song,
    text_of,
)
from tests.api.company import BASE, MODULES, ROLES, Company, above, make_company, values_of

from guanxi.access.models import Role, User
from guanxi.access.rights import forget
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service
from guanxi.records.models import Tag
from guanxi.schema.modules import module as module_of

pytestmark = pytest.mark.both_in_full


@pytest.fixture
def hidden(db: None, own_home: Path, gadgets: str) -> "Hidden":
    """A company in which somebody else owns records full of canaries, linked to each other."""
    return Hidden()


class Hidden:
    """Ids of what sales must not see, beside records of their own that point at nothing hidden."""

    def __init__(self) -> None:
        self.company: Company = make_company()
        owner = {"owner": str(self.company.stranger)}
        self.tag = Tag.objects.create(label="重点", label_normal="重点", color="ochre", path="/1/")
        tags = [str(self.tag.pk)]
        account = song("accounts", name=f"{CANARY}公司名", tags=tags, **owner)
        contact = song(
            "contacts", name=f"{CANARY}某名", account=str(account), title=CANARY, tags=tags,
            birthday="1980-11-23", external_id=f"{CANARY}-1", **owner,
        )  # fmt: skip
        activity = song(
            "activities", kind="visit", subject=f"{CANARY} 拜访记", contact=str(contact), content=CANARY,
            due_at="2020-01-01T00:00:00Z", **owner,
        )  # fmt: skip
        task = self.make(
            "activities", kind="task", subject=f"{CANARY} 任务记", due_at="2020-01-01T00:00:00Z", **owner
        )
        gadget = song(
            "gadgets", name=f"{CANARY}器名", account=str(account), about=f"contacts/{contact}", **owner
        )
        self.comment = self.make(
            "comments",
            parent=f"contacts/{contact}",
            text=f"{CANARY} 评论",
            mentions=[str(self.company.stranger)],
        )
        # What is seen for lying below one's own points at what is hidden.
        seen = self.company.record("sales", "contacts", "below")
        service.edit(SYSTEM, "contacts", seen, {"reports_to": str(contact)})
        # And so does something of one's own, from the time when the contact was still to be seen.
        mine = self.company.record("sales", "activities", "own")
        service.edit(SYSTEM, "activities", mine, {"contact": str(contact)})
        self.file = canary_file()
        self.document = self.make("documents", parent=f"accounts/{account}", versions=[self.file])
        self.ids = {
            "accounts": account, "contacts": contact, "activities": activity, "gadgets": gadget, "task": task,
            "comments": self.comment, "documents": self.document,
        }  # fmt: skip

    def make(self, module: str, **values: Any) -> int:
        return service.create(SYSTEM, module, values).record_id


def clean(response: Any, hidden: Hidden, what: str) -> Any:
    """Asserts that neither body nor headers hold a canary."""
    told = "\n".join(f"{k}: {v}" for k, v in response.items())
    silent(f"{text_of(response.getvalue())}\n{told}", what)
    return response


def test_the_canaries_sing(hidden: Hidden) -> None:
    """Who may see the records finds the canaries where others must not."""
    for path in (f"/records/contacts/{hidden.ids['contacts']}", "/search?q=qzx", "/pick/accounts?q=qzx"):
        with pytest.raises(AssertionError):
            clean(hidden.company.call("director", "get", path), hidden, path)


@pytest.mark.parametrize("role", ["sales", "manager", "administrator", "nobody"])
def test_no_canary_in_any_answer(hidden: Hidden, role: str) -> None:
    """Every operation of the API, on hidden records, on own ones, and on none; and in no log of it."""
    things = Things(hidden.company)
    with overheard(role):
        for operation in sorted(operations()):
            for module in MODULES if "{module}" in operation else ("",):
                _call(hidden, things, operation, module, role)
        for what, text in aftermath(hidden.company, role):
            silent(text, f"{role}: {what}")


def _call(hidden: Hidden, things: Things, operation: str, module: str, role: str) -> None:
    for target in ("own", "below", "any", "shared", "unknown"):
        case = Case(operation, module, target, role, 0)
        try:
            things.path(case)
        except KeyError:
            continue
        clean(call(hidden.company, things, case), hidden, str(case))
    if "{record_id}" in operation:
        for key in (module, *(("comments", "documents") if module == "contacts" else ())):
            _on_hidden(hidden, operation, key, role)


def _on_hidden(hidden: Hidden, operation: str, module: str, role: str) -> None:
    method, path = operation.split(" ", 1)
    path = (
        path.replace("{module}", module)
        .replace("{record_id}", str(hidden.ids[module]))
        .replace("{key}", "activities")
        .replace("{verb}", "edit")
        .replace("{share_id}", "1")
    )
    body = body_of(hidden.company, Case(operation, module, "other", role, 404))
    response = hidden.company.call(role, method, path, body, If_Match='"1"')
    assert response.status_code == 404
    clean(response, hidden, operation)


SEES_ALL = ("director", "service", "marketing", "readonly")


def title_of(module: str) -> str:
    """The field of a module's titles."""
    return module_of(module).title_field


@pytest.mark.both_databases
@pytest.mark.parametrize("role", [*ROLES, "signed_out"])
def test_every_order_shows_what_is_seen_and_nothing_else(hidden: Hidden, role: str) -> None:
    """Up and down by every field, page by page; by some also with a search and a condition that all records meet."""
    make_more(hidden)
    for module in MODULES:
        seen = sorted(seen_by(hidden, role, module))
        title, word = title_of(module), {"activities": "记"}.get(module, "名")
        some = [[title], ["-created_at"]]
        # Service, marketing and readonly see all that the director does.
        every = [*orders(hidden.company, module)] if role in ("director", "manager", "sales") else some
        assert all(one in every for one in some)
        condition = {"criteria": {"field": title, "op": "contains", "value": word}, "count": "exact"}
        for asked, by in (
            ({"columns": [title]}, every),
            ({"search": word, "count": "capped"}, some),
            (condition, some),
        ):
            for order in by:
                body = {**asked, "sort": order}
                assert sorted(listed(hidden, role, module, body, len(seen))) == seen, (module, body)


@pytest.mark.both_databases
@pytest.mark.parametrize("role", ["sales", "manager"])
def test_what_is_taken_along_in_another_order_is_what_is_seen(hidden: Hidden, role: str) -> None:
    make_more(hidden)
    for module in MODULES:
        title = title_of(module)
        for order in (title, "-created_at"):
            body = {"module": module, "all": True, "format": "csv", "columns": [title], "sort": [order]}
            started = hidden.company.call(role, "post", "/exports", body)
            run_until_idle()
            answered = hidden.company.call(role, "get", f"/exports/{started.json()['id']}").json()
            assert answered["job"]["result"]["count"] == len(seen_by(hidden, role, module))
            clean(hidden.company.call(role, "get", answered["url"].removeprefix(BASE)), hidden, order)


def make_more(hidden: Hidden) -> None:
    """More of the seller's own, more of somebody else's below them, and between these hidden ones: pages full of each."""
    company = hidden.company
    for module in MODULES:
        up = {key: str(company.record("sales", one, "own")) for key, one in above(module).items()}
        for number in range(3):
            own = {**values_of(module, f"{number}自"), "owner": str(company.people["sales"].user_id)}
            company.records[module, f"own{number}", "sales"] = hidden.make(module, **own)
            if up:
                below = {**values_of(module, f"{number}下"), **up, "owner": str(company.stranger)}
                company.records[module, f"below{number}", "sales"] = hidden.make(module, **below)
            unseen = values_of(module, f"{number}{CANARY}")
            song(module, **unseen, owner=str(company.stranger))


def seen_by(hidden: Hidden, role: str, module: str) -> list[str]:
    """The ids of all records that a person of a role sees, said plainly."""
    if role in SEES_ALL:
        live = module_of(module).model._default_manager.filter(deleted_at__isnull=True)
        return [str(key) for key in live.values_list("pk", flat=True)]
    people = {"sales": {"sales"}, "manager": {*ROLES} - {"director"}}.get(role, set())
    return [
        str(key)
        for (owner, target, whose), key in hidden.company.records.items()
        if owner == module
        and target != "deleted"
        and (whose in people or (role, target) == ("manager", "team"))
    ]


def orders(company: Company, module: str) -> Iterator[list[str]]:
    """By each field that a list may be sorted by, up and down, and by two of them."""
    schema = company.call("director", "get", "/schema").json()
    fields = next(one["fields"] for one in schema["modules"] if one["key"] == module)
    keys = [field["key"] for field in fields if field["sortable"]]
    assert {title_of(module), "created_at", "updated_at"} < {*keys}
    yield from ([sign + key] for key in keys for sign in ("", "-"))
    yield ["-created_at", title_of(module)]


def listed(hidden: Hidden, role: str, module: str, asked: dict[str, Any], total: int) -> Iterator[str]:
    """The ids of a whole list in two or three pages; neither they nor their cursors hold a canary."""
    body = {**asked, "limit": max(total // 2, 1)}
    verdict = {"administrator": 404, "nobody": 404, "signed_out": 401}.get(role, 200)
    for _ in range(4):
        answer = hidden.company.call(role, "post", f"/records/{module}/query", body)
        assert answer.status_code == verdict
        if role not in SEES_ALL:
            clean(answer, hidden, f"{role}: {module} {body}")
        if verdict != 200:
            return
        page = answer.json()
        assert page.get("count", {"value": total})["value"] == total
        yield from (record["id"] for record in page["records"])
        cursor = page["next_cursor"]
        if cursor is None:
            return
        if role not in SEES_ALL:
            silent(base64.urlsafe_b64decode(f"{cursor}===").decode(), f"{role}: cursor of {module} {body}")
        body["cursor"] = cursor
    pytest.fail(f"{role}: {module} {body} goes on and on")


SEARCHES = (CANARY, "qzx", PHONE, "0412", EMAIL, "qzx-hidden.example", "kanarienvogel", "金丝")


def test_lists_counts_searches_and_pickers(hidden: Hidden) -> None:
    company = hidden.company
    for module in MODULES:
        whole = {"count": "exact", "limit": 200}
        seen = company.call("sales", "post", f"/records/{module}/query", whole).json()
        assert seen["count"]["value"] == len(seen["records"]) == 1 + bool(above(module))
        for typed in SEARCHES:
            found = company.call(
                "sales", "post", f"/records/{module}/query", {"search": typed, "count": "exact"}
            )
            assert found.json()["records"] == [], typed
            assert found.json()["count"]["value"] == 0
            clean(company.call("sales", "get", f"/pick/{module}?q={typed}"), hidden, "pick")
    for typed in SEARCHES:
        assert company.call("sales", "get", f"/search?q={typed}").json()["groups"] == []
    sums = company.call("sales", "post", "/records/contacts/query", {"sums": ["expected_amount"]}).json()[
        "sums"
    ]
    assert sums == {"expected_amount": []}
    today = clean(company.call("sales", "get", "/today"), hidden, "today").json()
    assert today["overdue"] == []
    assert company.call("sales", "get", "/tags").json()["tags"][0]["count"] == 0
    assert company.call("director", "get", "/tags").json()["tags"][0]["count"] == 2


CRITERIA: tuple[dict[str, Any], ...] = (
    {"field": "name", "op": "contains", "value": CANARY},
    {"field": "phones", "op": "last_four", "value": "0412"},
    {"field": "emails", "op": "domain", "value": "qzx-hidden.example"},
    {"not": {"field": "name", "op": "equals", "value": "x"}},
    {"field": "account.name", "op": "contains", "value": CANARY},
    {"relation": "activities", "op": "at_least", "count": 1},
)


@pytest.mark.parametrize("criteria", CRITERIA, ids=str)
def test_conditions_reach_no_hidden_record(hidden: Hidden, criteria: dict[str, Any]) -> None:
    body = {"criteria": criteria, "count": "exact"}
    director = hidden.company.call("director", "post", "/records/contacts/query", body).json()
    sales = clean(
        hidden.company.call("sales", "post", "/records/contacts/query", body), hidden, "criteria"
    ).json()
    assert str(hidden.ids["contacts"]) in {item["id"] for item in director["records"]}
    assert str(hidden.ids["contacts"]) not in {item["id"] for item in sales["records"]}
    assert sales["count"]["value"] == len(sales["records"])


def test_hops_from_own_records_are_scoped(hidden: Hidden) -> None:
    """An own contact of a hidden company: no title, no condition, no sort, no network, no timeline tells it."""
    company = hidden.company
    owner = str(company.people["sales"].user_id)
    own = hidden.make("contacts", name="自己的客户", account=str(hidden.ids["accounts"]), owner=owner)
    hidden.make("activities", kind="note", subject="自己的", contact=str(own), owner=owner)
    for rest in ("", "/timeline", "/network", "/related/activities"):
        response = company.call("sales", "get", f"/records/contacts/{own}{rest}")
        assert response.status_code == 200
        clean(response, hidden, rest)
    body = {"criteria": {"field": "account.name", "op": "contains", "value": CANARY}, "count": "exact"}
    found = company.call("sales", "post", "/records/contacts/query", body).json()
    assert (found["records"], found["count"]["value"]) == ([], 0)
    clean(company.call("sales", "get", "/pick/contacts?q=自己"), hidden, "pick")


def test_looking_as_a_member_shows_no_more_than_one_sees(hidden: Hidden) -> None:
    """An own contact of a hidden company, looked at as a director who sees both."""
    company = hidden.company
    User.objects.get(pk=company.people["sales"].user_id).roles.add(Role.objects.get(key="administrator"))
    forget()
    owner = str(company.people["sales"].user_id)
    own = hidden.make("contacts", name="自己的客户", account=str(hidden.ids["accounts"]), owner=owner)
    hidden.make("gadgets", name="自己的器", about=f"contacts/{hidden.ids['contacts']}", owner=owner)
    for module in MODULES:
        path = f"/people/{company.people['director'].user_id}/sight/{module}"
        found = clean(company.call("sales", "get", path), hidden, path).json()
        assert module != "contacts" or str(own) in {one["id"] for one in found["records"]}


def test_duplicate_hints_keep_to_the_declared_channel(hidden: Hidden) -> None:
    """That somebody has such a record, by which field, and the owner's masked name; nothing else."""
    values = {"values": {"name": "新", "phones": [{"value": PHONE}], "emails": [{"value": EMAIL}]}}
    response = clean(
        hidden.company.call("sales", "post", "/records/contacts/duplicates", values), hidden, "hint"
    )
    (match,) = response.json()["matches"]
    assert (match["id"], match["title"], match["visible"]) == (None, "", False)
    assert set(match) == {"id", "title", "owner", "why", "visible"}
    assert match["owner"].count("*") == len(match["owner"]) - 1


def test_bulk_and_export_leave_hidden_records_out(hidden: Hidden) -> None:
    company = hidden.company
    for file_format in ("csv", "xlsx"):
        body = {"module": "contacts", "all": True, "format": file_format, "columns": ["name", "phones"]}
        started = company.call("sales", "post", "/exports", body)
        run_until_idle()
        answered = company.call("sales", "get", f"/exports/{started.json()['id']}").json()
        assert answered["job"]["result"]["count"] == 2
        file = Client().get(answered["url"], headers=company.headers("sales"))
        clean(file, hidden, "export")
        assert company.call("director", "get", answered["url"].removeprefix(BASE)).status_code == 404
    before = company.call("director", "get", f"/records/contacts/{hidden.ids['contacts']}").json()
    ids = {"ids": [str(hidden.ids["contacts"])], "verb": "edit", "values": {"title": "改"}}
    clean(company.call("sales", "post", "/records/contacts/bulk", ids), hidden, "bulk")
    run_until_idle()
    clean(company.call("sales", "get", "/jobs"), hidden, "jobs")
    assert company.call("director", "get", f"/records/contacts/{hidden.ids['contacts']}").json() == before


def test_upsert_by_the_key_of_a_hidden_record(hidden: Hidden) -> None:
    """The uniqueness refusal is declared; it tells no value and changes nothing."""
    body = {"records": [{"values": {"external_id": f"{CANARY}-1", "name": str(uuid.uuid4())}}]}
    response = hidden.company.call("sales", "post", "/records/contacts/upsert", body)
    (row,) = response.json()["rows"]
    assert "id" not in row
    assert {error["code"] for error in row["errors"]} == {"taken"} or row["errors"]


@pytest.mark.parametrize("role", ["sales", "administrator", "nobody"])
def test_what_follows_a_hidden_record_is_hidden(hidden: Hidden, role: str) -> None:
    company = hidden.company
    for path in (f"/files/{hidden.file}", f"/files/{hidden.file}/preview", f"/files/{hidden.file}/pages/1"):
        answer = company.call(role, "get", path)
        assert answer.status_code == 404, path
        assert answer.content == company.call(role, "get", path.replace(hidden.file, "0" * 32)).content
    parents = [f"contacts/{hidden.ids['contacts']}", f"accounts/{hidden.ids['accounts']}"]
    for module in ("documents", "comments"):
        for body in (
            {}, {"search": "QZX"}, {"search": "金丝雀", "count": "exact"}, {"sort": ["created_at"]},
            {"criteria": {"field": "parent", "op": "in", "value": parents}, "count": "exact"},
            {"criteria": {"not": {"field": "parent", "op": "empty"}}, "count": "capped"},
        ):  # fmt: skip
            answer = clean(
                company.call(role, "post", f"/records/{module}/query", body), hidden, f"{module} {body}"
            )
            assert answer.status_code == (200 if role == "sales" else 404)
            assert role != "sales" or answer.json()["records"] == []
            assert role != "sales" or answer.json().get("count", {"value": 0})["value"] == 0
    answer = company.call(role, "get", f"/records/{parents[0]}/people?q=")
    assert answer.status_code == 404
