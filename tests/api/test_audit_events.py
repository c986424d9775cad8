"""What was read, handed out, refused: told to the audit, and never in a request's own transaction when it is a reading."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.authorisation import Things
from tests.api.company import UNKNOWN, Company
from tests.people import person

from guanxi.access.accounts import create_user, new_token
from guanxi.access.models import ApiToken, User
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import Actor
from guanxi.trail import notes
from guanxi.trail.models import AuditRow, Touched
from guanxi.trail.notes import flush
from guanxi.trail.seal import seal
from guanxi.trail.service import Act
from guanxi.trail.verify import verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def told(verb: str) -> list[Any]:
    """The acts of a verb, with what was noted."""
    flush()
    return list(AuditRow.objects.filter(verb=verb).order_by("id"))


def test_opening_a_record_is_told_once_a_minute(company: Company) -> None:
    own = company.record("sales", "contacts", "own")
    with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
        for rest in ("", "/timeline", "", "/related/activities", "/network"):
            assert company.call("sales", "get", f"/records/contacts/{own}{rest}").status_code == 200
    assert not [query for query in captured.captured_queries if "INSERT" in query["sql"]]
    (row,) = told("open")
    assert (row.actor_id, row.module, row.record_id, row.origin, row.version) == (
        company.people["sales"].user_id, "contacts", own, "api", None,
    )  # fmt: skip
    token = ApiToken.objects.get(user_id=row.actor_id)
    assert row.whence == {"address": "127.0.0.1", "token": token.digest[:16]}


def test_a_search_over_personal_fields_is_told_a_list_is_not(company: Company) -> None:
    call, path = company.call, "/records/contacts/query"
    call("sales", "post", path, {})
    call("sales", "post", path, {"criteria": {"field": "stage", "op": "not_empty"}})
    call("sales", "get", "/pick/contacts?q=own")
    assert told("search") == []
    call("sales", "post", path, {"search": "own"})
    call(
        "sales",
        "post",
        path,
        {"criteria": {"all": [{"field": "phones", "op": "last_four", "value": "0412"}]}},
    )
    call("sales", "post", "/records/activities/query",
         {"criteria": {"not": {"field": "contact.name", "op": "contains", "value": "x"}}})  # fmt: skip
    call("sales", "get", "/search?q=own")
    by_text, by_phone, by_hop, across = told("search")
    # Found by the name of its company, too.
    found = [company.record("sales", "contacts", target) for target in ("below", "own")]
    assert by_text.changes == {"fields": [None, ["*"]], "ids": [None, found], "search": [None, "own"]}
    assert by_phone.changes["fields"] == [None, ["phones"]]
    assert by_phone.changes["criteria"][1]["all"][0]["value"] == "0412"
    assert (by_hop.module, by_hop.changes["fields"]) == ("activities", [None, ["contact.name"]])
    assert across.changes["found"][1]["contacts"] == sorted(found)


def test_refusals_are_told_wrong_values_are_not(company: Company) -> None:
    other = company.record("sales", "contacts", "other")
    assert company.call("sales", "get", f"/records/contacts/{other}").status_code == 404
    assert company.call("sales", "delete", f"/records/contacts/{UNKNOWN}").status_code == 404
    assert company.call("readonly", "delete", f"/records/contacts/{other}").status_code == 403
    assert (
        company.call("sales", "post", "/people/invite", {"name": "x", "roles": ["sales"]}).status_code == 403
    )
    assert company.call("sales", "post", "/records/contacts", {"values": {}}).status_code == 422
    assert company.call("sales", "get", "/no/such/place").status_code == 404
    client = Client()
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/v1/me").status_code == 401
    rows = told("refused")
    seen = [(row.changes["status"][1], row.module, row.record_id, row.actor_id is None) for row in rows]
    assert seen == [
        (404, "contacts", other, False), (404, "contacts", UNKNOWN, False), (403, "contacts", other, False),
        (403, "", None, False), (401, "", None, True),
    ]  # fmt: skip
    assert rows[0].changes["path"] == [None, f"GET /api/v1/records/contacts/{other}"]


def test_coming_and_going_is_told_and_no_password(db: None) -> None:
    user = create_user("wang", "王芳", "a-long-password-1", ["sales"])
    client = Client()

    def sign_in(password: str) -> int:
        body = {"username": "wang", "password": password}
        path = "/_allauth/browser/v1/auth/login"
        return client.post(path, body, content_type="application/json").status_code

    assert sign_in("not-the-password-7") == 400
    assert sign_in("a-long-password-1") == 200
    client.delete("/_allauth/browser/v1/auth/session")
    flush()
    rows = {row.verb: row for row in AuditRow.objects.filter(module="users").exclude(verb="create")}
    assert set(rows) == {"login_failed", "login", "logout"}
    assert rows["login_failed"].changes == {"login": [None, "wang"]}
    assert rows["login_failed"].actor_id is None
    assert (rows["login"].actor_id, rows["login"].whence) == (user.pk, {"address": "127.0.0.1"})
    assert "password" not in str(list(AuditRow.objects.values_list("changes", flat=True)))


def test_strangers_cannot_fill_the_disk(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_desk", notes._Desk())
    monkeypatch.setattr(notes, "STRANGERS", 3)
    for _ in range(10):
        notes.note_stranger(Act("refused"))
    monkeypatch.setattr(notes, "STRANGER_SECONDS", 0.0)
    notes.note_stranger(Act("refused"))
    assert len(told("refused")) == 4
    assert told("refused_more")[0].changes == {"count": [None, 7]}


def test_notes_that_find_no_room_are_counted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_desk", notes._Desk())
    monkeypatch.setattr(notes, "MOST", 5)
    for _ in range(8):
        notes.note(Actor(1, "测试"), Act("open", "contacts", 1))
    assert len(told("open")) == 5
    assert told("lost")[0].changes == {"count": [None, 3]}


def test_an_export_tells_what_it_hands_out_before_it_does(company: Company) -> None:
    body = {"module": "contacts", "all": True, "format": "csv", "columns": ["name"], "search": "own"}
    started = company.call("director", "post", "/exports", body).json()
    (asked,) = told("export")
    assert asked.changes["columns"] == [None, ["name"]]
    assert asked.changes["search"] == [None, "own"]
    run_until_idle()
    touched = set(Touched.objects.values_list("act_id", "module", "record_id"))
    own = company.record("sales", "contacts", "own")
    assert (asked.pk, "contacts", own) in touched
    (done,) = told("exported")
    assert done.changes["count"] == [None, len(touched)]
    assert company.call("director", "get", f"/exports/{started['id']}/file").status_code == 200
    assert told("download")[0].module == "contacts"
    seal()
    assert verify().finding is None
    Touched.objects.filter(record_id=own).delete()
    finding = verify().finding
    assert finding is not None
    assert (finding.kind, finding.row_id) == ("handed_out", done.pk)


def test_files_and_bulk_are_told(company: Company) -> None:
    things = Things(company)
    assert company.call("sales", "get", f"/files/{things.files['sales']['own']}").status_code == 200
    own = company.record("sales", "contacts", "own")
    (row,) = told("download")
    assert (row.module, row.record_id, row.changes["file"]) == ("contacts", own, [None, "名片.png"])
    company.call(
        "sales",
        "post",
        "/records/contacts/bulk",
        {"ids": [str(own)], "verb": "edit", "values": {"name": "改"}},
    )
    assert told("bulk")[0].changes == {"verb": [None, "edit"], "count": [None, 1], "fields": [None, ["name"]]}


def test_looking_as_a_member_is_told_with_the_name_of_both(company: Company) -> None:
    boss = company.people["boss"] = person("boss", "administrator", "director")
    company.tokens["boss"] = new_token(User.objects.get(pk=boss.user_id), "test")
    member = company.people["sales"].user_id
    seen = company.call("boss", "get", f"/people/{member}/sight/contacts").json()["records"]
    assert len(seen) > 0
    (row,) = [one for one in told("list") if (one.whence or {}).get("behalf")]
    assert (row.actor_id, row.module) == (boss.user_id, "contacts")
    assert row.whence["behalf"] == [member, "测试wang_sales"]
    assert row.changes == {"ids": [None, [int(one["id"]) for one in seen]]}
    entries = company.call("director", "get", "/audit?verb=list").json()["entries"]
    assert {"id": str(member), "name": "测试wang_sales"} in [one["behalf"] for one in entries]
    opened = company.call("boss", "get", f"/records/contacts/{seen[0]['id']}")
    assert opened.status_code == 200
    assert "behalf" not in told("open")[-1].whence
