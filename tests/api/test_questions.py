"""Small roads to what one may not read: rules that weigh it, fields that repeat it, notices that outlive a right, errors."""

from dataclasses import replace
from typing import Any

import pytest
from tests.api.company import Company
from tests.people import person

from guanxi.access import rights
from guanxi.access.accounts import new_token
from guanxi.access.models import Department, Role, User
from guanxi.access.scopes import VERBS
from guanxi.channels.inapp import Notice, notify
from guanxi.jobs import handlers
from guanxi.jobs.handlers import JobContext
from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service
from guanxi.records.service import Change

pytestmark = pytest.mark.both_databases


def narrow(company: Company, scope: str = "own", **fields: dict[str, str]) -> str:
    """A person whose role narrows these fields; their id."""
    Role.objects.create(key="narrow", rights={"*": dict.fromkeys(VERBS, scope)}, fields=fields)
    actor = person("wang_narrow", "narrow", department=Department.objects.get(name="北区一组"))
    company.people["narrow"] = actor
    company.tokens["narrow"] = new_token(User.objects.get(pk=actor.user_id), "test")
    return str(actor.user_id)


def make(module: str, **values: Any) -> str:
    return str(service.create(SYSTEM, module, values).record_id)


def ask(company: Company, module: str, criteria: Any) -> int:
    """The status of a list with a condition."""
    answer = company.call("narrow", "post", f"/records/{module}/query", {"criteria": criteria})
    return int(answer.status_code)


def test_what_is_joined_by_an_unreadable_field_is_not_asked_for(company: Company) -> None:
    """Neither from the side that points nor from that which is pointed at; lists around a record stay empty."""
    me = narrow(company, activities={"contact": "hidden"}, contacts={"account": "hidden"})
    account = make("accounts", name="甲", owner=me)
    contact = make("contacts", name="乙", owner=me, account=account)
    make("activities", kind="visit", subject="丙", owner=me, contact=contact)
    for module, relation in (("accounts", "contacts"), ("contacts", "activities")):
        for op in ("any", "none", "at_least", "at_most"):
            assert ask(company, module, {"relation": relation, "op": op, "count": 1}) == 422
    for module, path in (("contacts", "account.name"), ("activities", "contact.name")):
        assert ask(company, module, {"field": path, "op": "not_empty"}) == 422
    assert (
        company.call("narrow", "get", f"/records/contacts/{contact}/timeline?kinds=visit").json()["items"]
        == []
    )
    network = company.call("narrow", "get", f"/records/accounts/{account}/network").json()
    assert (network["people"], network["center"]["warmth"]) == ([], 0)


def test_rules_between_fields_tell_nothing_of_unreadable_ones(company: Company) -> None:
    """Which sub-types a record takes depends on its types: who may not read these may not try those either."""
    me = narrow(company, contacts={"types": "hidden"}, activities={"done": "hidden"})
    contact = make("contacts", name="乙", owner=me, types=["partner"])
    task = make("activities", kind="task", subject="丙", owner=me, done=True)
    for values in ({"sub_types": ["channel"]}, {"sub_types": []}):
        answer = company.call(
            "narrow", "patch", f"/records/contacts/{contact}", {"values": values}, If_Match='"1"'
        )
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_field")
    assert "sub_types" not in company.call("narrow", "get", f"/records/contacts/{contact}").json()["values"]
    assert "done_at" not in company.call("narrow", "get", f"/records/activities/{task}").json()["values"]


REPEATING = {
    "last_contact_at": {"activities": {"at": "masked"}},
    "next_follow_up": {"activities": {"next_follow_up": "hidden"}},
    # What a file said beside may be a value of any field here, or of what stands beside.
    "other_columns": {"accounts": {"revenue": "covered"}, "activities": {"location": "hidden"}},
}


@pytest.mark.parametrize("module", ["contacts", "accounts"])
@pytest.mark.parametrize("field", REPEATING)
def test_what_repeats_unreadable_fields_is_not_read_either(company: Company, module: str, field: str) -> None:
    me = narrow(company, **REPEATING[field])
    beside = {"other_columns": {"营业额": "金丝雀"}}
    made = service.write(
        SYSTEM, module, [Change("create", values={"name": "乙", "owner": me}, kept=beside)]
    ).only()
    talk = {"kind": "visit", "at": "2026-01-01T08:00:00Z", "next_follow_up": "2026-02-01T08:00:00Z"}
    make("activities", **talk, owner=me, **{module.removesuffix("s"): str(made.record_id)})
    whole = company.call("director", "get", f"/records/{module}/{made.record_id}").json()["values"]
    mine = company.call("narrow", "get", f"/records/{module}/{made.record_id}").json()["values"]
    assert {key for key in REPEATING if whole[key]} == set(REPEATING)
    assert set(whole) - set(mine) >= {field}
    assert {key for key in REPEATING if key in mine} == set(REPEATING) - {field, "other_columns"}
    assert company.call("narrow", "get", "/today").status_code == 200
    if field != "other_columns":
        assert ask(company, module, {"field": field, "op": "not_empty"}) == 422


def test_what_is_filled_in_tells_nothing_of_unreadable_fields(company: Company) -> None:
    """A note on a contact takes over the contact's company, where its writer may know that."""
    me = narrow(company, contacts={"account": "hidden"})
    contact = make("contacts", name="乙", owner=me, account=make("accounts", name="甲", owner=me))
    body = {"values": {"kind": "note", "subject": "丙", "contact": contact}}
    made = company.call("narrow", "post", "/records/activities", body).json()
    assert made["values"]["account"] is None
    director = company.call("director", "post", "/records/activities", body).json()
    assert director["values"]["account"]


def test_hints_of_duplicates_keep_to_what_one_reads(company: Company) -> None:
    me = narrow(company, accounts={"owner": "hidden", "phones": "masked"})
    make("accounts", name="甲公司", owner=me, phones=[{"value": "13800138000"}])
    make("accounts", name="甲公司", owner=str(company.stranger))
    values = {"name": "甲公司", "phones": [{"value": "13800138000"}]}
    found = company.call("narrow", "post", "/records/accounts/duplicates", {"values": values}).json()[
        "matches"
    ]
    assert [(one["visible"], one["owner"], one["why"]) for one in found] == [
        (True, "", ["name"]),
        (False, "", ["name"]),
    ]


def test_a_notice_names_a_record_only_while_one_sees_it(company: Company) -> None:
    me = company.people["sales"].user_id or 0
    contact = make("contacts", name="金丝雀QZX", owner=str(me))
    notify([Notice(me, "follow_up", {"title": "金丝雀QZX"}, "contacts", int(contact))])
    assert "金丝雀QZX" in company.call("sales", "get", "/notifications").content.decode()
    service.edit(SYSTEM, "contacts", int(contact), {"owner": str(company.stranger)})
    told = company.call("sales", "get", "/notifications")
    assert "QZX" not in told.content.decode()
    assert len(told.json()["items"]) == 1


def test_a_job_that_breaks_tells_no_values(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an exception says may hold anything; it is the operator's to read."""

    class Broken:
        def run(self, ctx: JobContext) -> None:
            raise ValueError("金丝雀QZX")

    kind = handlers.KINDS.get("records.export")
    monkeypatch.setattr(
        handlers.KINDS, "_kits", {**handlers.KINDS._kits, "records.export": replace(kind, handler=Broken)}
    )
    row = enqueue(
        "records.export",
        {"module": "contacts", "file": "x.csv", "format": "csv"},
        company.people["sales"].user_id,
    )
    Job.objects.filter(pk=row.pk).update(max_attempts=1)
    run_until_idle()
    for path in (f"/jobs/{row.pk}", "/jobs", "/notifications", f"/exports/{row.pk}"):
        told = company.call("sales", "get", path).content.decode()
        assert "QZX" not in told
        assert "Traceback" not in told
    assert company.call("sales", "get", f"/jobs/{row.pk}").json()["error"]["params"]["why"] == "ValueError"


def test_what_was_kept_goes_with_the_right(company: Company) -> None:
    """Statements are kept for a while, by what their reader may: who may less reads less at once."""
    me = narrow(company)
    account = make("accounts", name="金丝雀QZX", owner=me)
    contact = make(
        "contacts", name="乙", owner=me, account=account, employments=[{"account": account, "main": True}]
    )
    gadget = make("gadgets", name="丙", owner=me, about=f"accounts/{account}", account=account)
    paths = (f"/records/contacts/{contact}", f"/records/gadgets/{gadget}")
    lists = ("/records/contacts/query", "/records/gadgets/query", "/records/accounts/query")

    def heard() -> int:
        found = [company.call("narrow", "get", path) for path in paths]
        found += [
            company.call("narrow", "post", path, body) for path in lists for body in ({}, {"search": "乙"})
        ]
        return sum("QZX" in answer.content.decode() for answer in found)

    assert heard() >= 5
    role = Role.objects.get(key="narrow")
    role.fields = {"accounts": {"name": "hidden"}}
    role.save()
    rights.forget()
    assert heard() == 0
    role.fields, role.rights = {}, {"gadgets": {"view": "own"}, "contacts": {"view": "own"}}
    role.save()
    rights.forget()
    assert heard() == 0


def test_files_have_masks_without_being_asked(company: Company) -> None:
    narrow(company, contacts={"title": "masked", "phones": "hidden"})
    started = company.call(
        "narrow", "post", "/exports", {"module": "contacts", "all": True, "format": "csv"}
    ).json()
    columns = Job.objects.get(pk=int(started["job"]["id"])).payload["columns"]
    assert ("title" in columns, "phones" in columns) == (True, False)


def test_a_share_opens_one_record_and_no_other_title(company: Company) -> None:
    """Who sees records for several reasons sees what they name by the same reasons."""
    me = narrow(company)
    given, closed = (make("accounts", name=name, owner=str(company.stranger)) for name in ("甲", "金丝雀QZX"))
    share = {"holder": f"user:{me}", "level": "read"}
    assert company.call("director", "post", f"/records/accounts/{given}/shares", share).status_code == 201
    rights.forget()
    for account, title in ((given, "甲"), (closed, "")):
        contact = make("contacts", name="乙", owner=me, account=account)
        told = company.call("narrow", "get", f"/records/contacts/{contact}").json()
        assert told["titles"]["account"] == title
    body = {"sort": ["name"], "search": "乙"}
    assert "QZX" not in company.call("narrow", "post", "/records/contacts/query", body).content.decode()


def test_an_unreadable_lookup_finds_nothing(company: Company) -> None:
    me = narrow(company, contacts={"account": "hidden"})
    account = make("accounts", name="金丝雀QZX", owner=me)
    make("contacts", name="乙", owner=me, account=account)
    for module, count in (("accounts", 1), ("contacts", 0)):
        found = company.call("narrow", "post", f"/records/{module}/query", {"search": "金丝雀"}).json()[
            "records"
        ]
        assert len(found) == count, module


def test_a_module_without_the_verb_answers_alike_for_every_id(company: Company) -> None:
    for role, status in (("nobody", 404), ("readonly", 403)):
        for key in (company.record("sales", "contacts", "other"), 999_999_999):
            assert company.call(role, "delete", f"/records/contacts/{key}").status_code == status
