"""Answers that hold no record and still tell who may what: schema, people, live events, hints, counts, matches."""

from typing import Any

import pytest
from tests.api.canaries import told_live
from tests.api.company import MODULES, Company
from tests.people import person

from guanxi.access.accounts import new_token
from guanxi.access.models import Department, Role, User
from guanxi.access.rights import forget
from guanxi.access.scopes import VERBS
from guanxi.access.signins import SignIn
from guanxi.api import hub
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.text import normal
from guanxi.records import identify, service
from guanxi.records.conflicts import Conflict
from guanxi.records.models import Tag
from guanxi.records.timeline import timeline
from guanxi.trail.notes import flush
from guanxi.trail.service import Act, record_acts

pytestmark = pytest.mark.both_databases
NARROWED = {
    "contacts": {
        "description": "hidden",
        "title": "masked",
        "tags": "hidden",
        "owner": "hidden",
        "phones": "covered",
    }
}


@pytest.fixture
def narrow(company: Company) -> str:
    """The id of somebody who sees all records, reads the audit, and does not read some fields."""
    rights = {"*": dict.fromkeys(VERBS, "all")}
    Role.objects.create(key="narrow", rights=rights, fields=NARROWED, verbs=["audit.read", "people.manage"])
    actor = person("wang_narrow", "narrow", department=Department.objects.get(name="北区一组"))
    company.people["narrow"] = actor
    company.tokens["narrow"] = new_token(User.objects.get(pk=actor.user_id), "test")
    return str(actor.user_id)


def told(company: Company, role: str, path: str) -> Any:
    """The JSON of an answer."""
    answer = company.call(role, "get", path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_schema_shows_what_one_may(company: Company, narrow: str) -> None:
    for role, verbs in (
        ("nobody", None),
        ("readonly", {"view"}),
        ("service", {"view", "create", "edit", "assign", "share"}),
    ):
        modules = [one for one in told(company, role, "/schema")["modules"] if one["key"] in MODULES]
        assert bool(modules) == (verbs is not None)
        assert all(set(one["verbs"]) == verbs for one in modules), role
        assert not any(field["writable"] for one in modules for field in one["fields"]) or "edit" in (
            verbs or ()
        )
    contacts = next(one for one in told(company, "narrow", "/schema")["modules"] if one["key"] == "contacts")
    fields = {one["key"]: one for one in contacts["fields"]}
    assert not {"description", "tags", "owner"} & set(fields)
    assert not fields["title"]["writable"]
    Role.objects.create(key="alone", rights={"accounts": {"view": "all"}})
    actor = person("wang_alone", "alone")
    company.people["alone"], company.tokens["alone"] = (
        actor,
        new_token(User.objects.get(pk=actor.user_id), "test"),
    )
    (accounts,) = (one for one in told(company, "alone", "/schema")["modules"] if one["key"] == "accounts")
    assert accounts["related"] == []
    assert "RelatedContacts" not in str(told(company, "alone", "/openapi.json"))


def test_the_description_names_what_one_may(company: Company, narrow: str) -> None:
    whole = company.call("narrow", "get", "/openapi.json").content.decode()
    mine, all_of_it = told(company, "narrow", "/openapi.json"), told(company, "director", "/openapi.json")
    assert "/api/v1/records/contacts" in whole or "contacts" in whole
    assert _properties(mine) < _properties(all_of_it)
    assert len(str(told(company, "readonly", "/openapi.json"))) < len(str(all_of_it))


def _properties(tree: Any, within: str = "") -> set[str]:
    """Every property of every shape, by its way."""
    if isinstance(tree, list):
        return set().union(*(_properties(one, within) for one in tree))
    if not isinstance(tree, dict):
        return set()
    found = {f"{within}.{key}" for key in tree.get("properties", {})}
    return found.union(*(_properties(value, f"{within}/{key}") for key, value in tree.items()))


def test_me_people_and_the_first_steps(company: Company, narrow: str) -> None:
    assert not any(told(company, "sales", "/me")["verbs"].values())
    assert all(
        told(company, "administrator", "/me")["verbs"][verb] for verb in ("people.manage", "settings.manage")
    )
    assert all("second_factor" in one for one in told(company, "administrator", "/people")["people"])
    assert not any("second_factor" in one for one in told(company, "sales", "/people")["people"])
    assert told(company, "sales", "/onboarding") == {"steps": [], "dismissed": True}
    assert told(company, "administrator", "/onboarding")["steps"]
    assert company.call("sales", "put", "/onboarding", {"dismissed": True}).status_code == 403


def test_who_sees_how_much_is_counted_as_they_see_it(company: Company, narrow: str) -> None:
    for role, seen in (("sales", 1), ("nobody", 0), ("manager", 7)):
        modules = told(company, "narrow", f"/people/{company.people[role].user_id}/sight")["modules"]
        by_key = {one["key"] if "key" in one else one["module"]: one for one in modules}
        assert (by_key["contacts"]["seen"] > 0, by_key["contacts"]["seen"] >= seen) == (seen > 0, True)
        assert role != "sales" or by_key["contacts"]["seen"] == 2
        assert (by_key["contacts"]["verbs"] == {}) == (role == "nobody")


def test_live_events_name_what_one_sees(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {key: company.record("sales", key, "other") for key in MODULES}
    mine = company.record("sales", "contacts", "own")
    sales = told_live(company, "sales")
    assert f'"{mine}"' in sales
    for key, record in ids.items():
        assert f'"{record}"' not in sales, key
    assert "event: record" not in told_live(company, "nobody")
    # Somebody was away for too long: told where to look anew, as far as there is anything to look at.
    monkeypatch.setattr(hub, "missed", lambda *_: None)
    for role, hears in (("sales", True), ("nobody", False)):
        stream = hub.Stream(SignIn(company.people[role].user_id or 0, ""))
        hub.HUB.catch_up(stream, 1, 1)
        stream.end()
        parts = b"".join(iter(stream._waiting.get, None))
        assert (b"event: record" in parts) == hears


def test_conflicts_tell_no_more_than_one_reads(company: Company, narrow: str) -> None:
    actor = company.people["narrow"]
    key = service.create(SYSTEM, "contacts", {"name": "甲", "phones": [{"value": "13800138000"}]}).record_id
    service.edit(
        SYSTEM,
        "contacts",
        key,
        {"phones": [{"value": "13811112222"}], "title": "秘密", "description": "秘密"},
    )
    with pytest.raises(Conflict) as caught:
        service.edit(actor, "contacts", key, {"phones": [{"value": "13900001111"}]}, version=1)
    assert "1381111" not in repr(caught.value.fields)
    assert "1380013" not in repr(caught.value.fields)
    answer = company.call("narrow", "patch", f"/records/contacts/{key}", {"values": {"description": "x", "title": "y"}},
                          If_Match='"1"')  # fmt: skip
    assert (answer.status_code, "秘密" in answer.content.decode()) == (422, False)


def test_the_trail_leaves_out_what_is_not_read(company: Company, narrow: str) -> None:
    key = company.record("sales", "contacts", "own")
    body = {"ids": [str(key)], "verb": "edit", "values": {"description": "甲乙"}}
    assert company.call("director", "post", "/records/contacts/bulk", body).status_code == 202
    service.edit(SYSTEM, "contacts", key, {"description": "丙丁", "owner": str(company.stranger)})
    flush()
    whole = company.call("narrow", "get", "/audit?module=contacts&limit=200").content.decode()
    assert "备注" not in whole
    items, _ = timeline(company.people["narrow"], "contacts", key, None, 50, frozenset())
    assert not {"description", "owner"} & {change["field"] for item in items for change in item.changes or ()}


def test_tags_count_what_one_may_count(company: Company, narrow: str) -> None:
    tag = Tag.objects.create(label="重点", label_normal="重点", color="ochre", path="/1/")
    service.create(SYSTEM, "contacts", {"name": "甲", "tags": [str(tag.pk)]})
    counts = {
        role: told(company, role, "/tags")["tags"][0]["count"] for role in ("director", "narrow", "nobody")
    }
    assert counts == {"director": 1, "narrow": 0, "nobody": 0}


def test_imports_find_what_one_sees(company: Company) -> None:
    """Rows of a file join only records that the importer sees."""
    for role, found in (("sales", False), ("director", True)):
        actor = company.people[role]
        form = normal("other 名")
        assert bool(identify.by_text(actor, "contacts", "name", [form])) == found
        assert bool(identify.only_by_text(actor, "contacts", "name", [form])) == found
        assert bool(identify.by_keys(actor, "contacts", [("field.name", form)])) == found


def test_former_owners_are_told_to_who_reads_the_owner(company: Company, narrow: str) -> None:
    key = company.record("sales", "contacts", "own")
    service.edit(company.people["director"], "contacts", key, {"owner": str(company.stranger)})
    assert told(company, "director", f"/records/contacts/{key}/owners")["owners"]
    assert told(company, "narrow", f"/records/contacts/{key}/owners")["owners"] == []


def test_a_record_says_what_may_be_written(company: Company, narrow: str) -> None:
    record = told(company, "narrow", f"/records/contacts/{company.record('sales', 'contacts', 'other')}")
    assert {"name", "phones"} <= set(record["writable"])
    assert not {"title", "description", "tags", "owner"} & set(record["writable"])
    record = told(company, "readonly", f"/records/contacts/{company.record('sales', 'contacts', 'other')}")
    assert (record["writable"], record["deletable"]) == ([], False)


def test_tags_are_made_by_who_edits_and_kept_by_who_keeps_everything(company: Company) -> None:
    path = f"/tags/{Tag.objects.create(label='重点', label_normal='重点', color='ochre', path='/1/').pk}"
    made = {role: company.call(role, "post", "/tags", {"label": f"新{role}"}).status_code
            for role in ("nobody", "readonly", "sales", "administrator")}  # fmt: skip
    assert made == {"nobody": 403, "readonly": 403, "sales": 201, "administrator": 201}
    kept = {role: company.call(role, "patch", path, {"label": f"旧{role}"}).status_code
            for role in ("readonly", "sales", "director", "administrator")}  # fmt: skip
    assert kept == {"readonly": 403, "sales": 403, "director": 200, "administrator": 200}


def test_a_search_passes_over_what_is_hidden(company: Company, narrow: str) -> None:
    assert told(company, "nobody", "/search?q=own") == {"groups": []}
    fields = {"contacts": {"name": "hidden", "title": "hidden"}, "accounts": {"name": "hidden"}}
    Role.objects.filter(key="narrow").update(fields=fields)
    forget()
    service.create(
        SYSTEM, "contacts", {"name": "某某", "title": "密探", "phones": [{"value": "13800138000"}]}
    )
    (hit,) = told(company, "narrow", "/pick/contacts?q=13800138000")["items"]
    assert "某某" not in str(hit)
    assert "密探" not in str(hit)


def test_who_sees_a_record_is_told_to_who_shares_it_or_manages_people(company: Company) -> None:
    own, other = (company.record("sales", "contacts", target) for target in ("own", "other"))
    Role.objects.create(key="guard", rights={"contacts": {"view": "all"}}, verbs=["people.manage"])
    User.objects.get(pk=company.people["nobody"].user_id).roles.add(Role.objects.get(key="guard"))
    forget()
    asked = (("sales", own, 200), ("readonly", other, 403), ("nobody", other, 200), ("sales", other, 404))
    for role, key, status in asked:
        assert company.call(role, "get", f"/records/contacts/{key}/access").status_code == status, role


def test_the_audit_is_for_who_may_read_it(company: Company, narrow: str) -> None:
    asked = {
        role: company.call(role, "get", "/audit").status_code for role in ("sales", "administrator", "narrow")
    }
    assert asked == {"sales": 403, "administrator": 200, "narrow": 200}


def test_the_audit_names_no_title_and_no_file_of_a_hidden_field(company: Company, narrow: str) -> None:
    Role.objects.filter(key="narrow").update(fields={"contacts": {"name": "hidden", "card": "hidden"}})
    forget()
    key = service.create(SYSTEM, "contacts", {"name": "金丝雀"}).record_id
    record_acts(
        SYSTEM, [Act("download", "contacts", key, {"file": [None, "名片QZX.png"], "field": [None, "card"]})]
    )
    for role, seen in (("director", True), ("narrow", False)):
        entries = told(company, role, f"/audit?module=contacts&record={key}")["entries"]
        assert {one["record"]["id"] for one in entries} == {str(key)}
        assert ("金丝雀" in str(entries), "QZX" in str(entries)) == (seen, seen), role


def test_namesakes_stand_in_one_order_whatever_was_written_last(company: Company) -> None:
    namesakes = [one.user_id or 0 for one in (person(f"zhang{number}") for number in range(3))]
    User.objects.filter(pk__in=namesakes).update(name="张伟", name_pinyin="zhangwei")
    User.objects.filter(pk=namesakes[0]).update(locale="en")
    listed = [int(one["id"]) for one in told(company, "administrator", "/people")["people"]]
    assert [one for one in listed if one in namesakes] == namesakes
