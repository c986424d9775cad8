"""Sessions, step-up and tokens of one's own, through the real stack."""

import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from tests.api.browser import Browser, employed

from guanxi.access.models import ApiToken, User
from guanxi.api import signin
from guanxi.jobs.models import Job
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.recent import forget_everything
from guanxi.records import export
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 MicroMessenger/8.0 Mobile"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
CONFIRM = {"password": "a-long-password-1"}


@pytest.fixture
def five_seconds_later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets what this process remembers of rights and sessions grow old, as in a process that did not do the change."""

    def pass_time() -> None:
        later = time.monotonic() + 5
        monkeypatch.setattr("guanxi.kernel.recent.time.monotonic", lambda: later)

    return pass_time


def test_sessions_are_listed_in_words_and_end_one_by_one() -> None:
    employed("wang")
    desk, phone = Browser("203.0.113.7", **{"User-Agent": DESK}), Browser(**{"User-Agent": PHONE})
    desk.login("wang")
    phone.login("wang")
    listed = desk.api("get", "/me/sessions").json()["sessions"]
    assert [one["device"] for one in listed if one["current"]] == ["Edge · Windows"]
    found = {one["device"]: one for one in listed}
    assert found["Edge · Windows"]["address"] == "203.0.113.7"
    assert found["微信 WeChat · iPhone"]["phone"] is True
    assert phone.api("get", "/me").status_code == 200
    assert desk.api("delete", f"/me/sessions/{found['微信 WeChat · iPhone']['id']}").status_code == 204
    assert phone.api("get", "/me").status_code == 401
    assert desk.api("delete", "/me/sessions").json()["ended"] == 1
    assert [one["current"] for one in desk.api("get", "/me/sessions").json()["sessions"]] == [True]
    assert Session.objects.count() == 1


def test_sessions_of_others_are_unknown() -> None:
    wang, li = employed("wang"), employed("li")
    key = li.api("get", "/me/sessions").json()["sessions"][0]["id"]
    assert wang.api("delete", f"/me/sessions/{key}").status_code == 404
    assert wang.api("delete", "/me/sessions").json()["ended"] == 0
    assert li.api("get", "/me").status_code == 200


def test_an_administrator_signs_somebody_out() -> None:
    wang, boss = employed("wang"), employed("boss", "administrator")
    path = f"/people/{User.objects.get(username='wang').pk}/sign-out"
    assert wang.api("post", path).status_code == 403
    assert wang.api("get", "/me").status_code == 200
    assert boss.api("post", path).json()["ended"] == 1
    assert wang.api("get", "/me").status_code == 401
    assert AuditRow.objects.filter(verb="sessions_ended", module="users").count() == 1


def test_who_may_not_sign_in_is_out_and_does_not_come_back_with_the_right(five_seconds_later: Any) -> None:
    wang, boss = employed("wang"), employed("boss", "administrator")
    path = f"/people/{User.objects.get(username='wang').pk}"
    assert wang.api("get", "/me").status_code == 200
    assert boss.api("patch", path, {"active": False}).status_code == 200
    five_seconds_later()
    assert wang.api("get", "/me").status_code == 401
    assert boss.api("patch", path, {"active": True}).status_code == 200
    forget_everything()
    assert wang.api("get", "/me").status_code == 401
    assert wang.login("wang").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "/people/{wang}", {"roles": ["administrator"]}),
        ("patch", "/people/{wang}", {"active": False}),
        ("post", "/people/{wang}/invite", None),
        ("post", "/people/invite", {"name": "新人", "roles": ["administrator"]}),
        ("post", "/me/tokens", {"name": "x", "scopes": ["read"], "days": 3}),
        ("put", "/security/policy", {"everyone": True}),
        ("delete", "/people/{wang}/second-factors", None),
    ],
)
def test_what_matters_asks_for_proof_again(method: str, path: str, body: Any) -> None:
    employed("wang")
    boss = employed("boss", "administrator")
    boss.age(16 * 60)
    path = path.replace("{wang}", str(User.objects.get(username="wang").pk))
    before = (list(User.objects.values()), AuditRow.objects.count(), ApiToken.objects.count())
    refused = boss.api(method, path, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_required")
    assert before == (list(User.objects.values()), AuditRow.objects.count(), ApiToken.objects.count())
    assert boss.auth("post", "auth/reauthenticate", CONFIRM).status_code == 200
    assert boss.api(method, path, body).status_code in (200, 201, 204)


def test_a_large_export_asks_for_proof_and_a_small_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    boss = employed("boss", "director")
    monkeypatch.setattr(export, "LARGE", 2)
    for number in range(3):
        boss.api("post", "/records/contacts", {"values": {"name": f"测试{number}"}})
    ids = [one["id"] for one in boss.api("post", "/records/contacts/query", {}).json()["records"]]
    boss.age(16 * 60)
    whole = {"module": "contacts", "all": True}
    assert boss.api("post", "/exports", whole).json()["code"] == "step_up_required"
    assert boss.api("post", "/exports", {"module": "contacts", "ids": ids}).status_code == 403
    assert boss.api("post", "/exports", {"module": "contacts", "ids": ids[:2]}).status_code == 202
    assert boss.api("post", "/exports", {**whole, "search": "测试1"}).status_code == 202
    boss.auth("post", "auth/reauthenticate", CONFIRM)
    assert boss.api("post", "/exports", whole).status_code == 202


def test_a_token_is_told_once_listed_and_revoked(five_seconds_later: Any) -> None:
    wang = employed("wang")
    made = wang.api("post", "/me/tokens", {"name": "ERP", "scopes": ["write"], "days": 30}).json()
    assert made["scopes"] == ["read", "write"]
    program = Browser(Authorization=f"Bearer {made['token']}")
    assert program.api("get", "/me").json()["username"] == "wang"
    listed = wang.api("get", "/me/tokens").json()["tokens"]
    assert [one["name"] for one in listed] == ["ERP"]
    assert listed[0]["last_used_at"] is not None
    assert made["token"] not in str(listed) + str(list(ApiToken.objects.values()))
    assert made["token"] not in str(list(AuditRow.objects.values()))
    li = employed("li")
    assert li.api("delete", f"/me/tokens/{made['id']}").status_code == 404
    assert wang.api("delete", f"/me/tokens/{made['id']}").status_code == 204
    five_seconds_later()
    assert program.api("get", "/me").status_code == 401


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "x", "scopes": ["root"]}, "unknown_scope"),
        ({"name": "x", "scopes": []}, "invalid"),
        ({"name": "x", "scopes": ["read"], "days": 366}, "invalid"),
        ({"name": "x", "scopes": ["read"], "days": 0}, "invalid"),
        ({"name": "  ", "scopes": ["read"]}, "invalid"),
    ],
)
def test_tokens_that_are_not_made(body: dict[str, Any], code: str) -> None:
    wang = employed("wang")
    refused = wang.api("post", "/me/tokens", body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("scope", ["read", "write", "export", "admin"])
def test_a_token_does_what_its_scopes_say_and_no_more(scope: str) -> None:
    boss = employed("boss", "administrator", "director")
    made = boss.api("post", "/me/tokens", {"name": "x", "scopes": [scope], "days": 3}).json()
    program = Browser(Authorization=f"Bearer {made['token']}")
    calls: dict[str, list[tuple[str, str, Any]]] = {
        "read": [("post", "/records/contacts/query", {}), ("get", "/people", None)],
        "write": [
            ("post", "/records/contacts", {"values": {"name": "测试"}}),
            ("post", "/tags", {"label": "测试"}),
            ("put", "/me/prefs/x", {"value": 1}),
            ("patch", "/me", {"name": "测试改名"}),
        ],
        "export": [("post", "/exports", {"module": "contacts", "all": True})],
        "admin": [
            ("post", "/people/invite", {"name": "测试", "roles": ["sales"]}),
            ("post", "/departments", {"name": "测试"}),
            ("post", "/roles", {"name": "测试"}),
            ("post", "/teams", {"name": "测试"}),
        ],
    }
    for needed, some in calls.items():
        for method, path, body in some:
            answer = program.api(method, path, body)
            if needed in ("read", scope):
                assert answer.status_code < 300, (path, answer.content)
            else:
                assert answer.status_code == 403, (path, answer.content)
    # The verbs of the schema and of the person follow the scopes, too: one place decides.
    contacts = next(
        one for one in program.api("get", "/schema").json()["modules"] if one["key"] == "contacts"
    )
    assert ("create" in contacts["verbs"]) is (scope == "write")
    assert ("export" in contacts["verbs"]) is (scope == "export")
    assert program.api("get", "/me").json()["verbs"]["people.manage"] is (scope == "admin")


def test_no_token_makes_a_token_or_ends_sessions() -> None:
    boss = employed("boss", "administrator")
    scopes = ["read", "write", "export", "admin"]
    made = boss.api("post", "/me/tokens", {"name": "x", "scopes": scopes, "days": 3}).json()
    program = Browser(Authorization=f"Bearer {made['token']}")
    assert program.api("post", "/me/tokens", {"name": "y", "scopes": ["read"]}).status_code == 403
    assert program.api("delete", "/me/sessions").status_code == 403
    assert program.api("delete", f"/me/tokens/{made['id']}").status_code == 403
    assert ApiToken.objects.count() == 1


def test_a_token_loses_what_its_person_loses(five_seconds_later: Any) -> None:
    boss = employed("boss", "administrator", "director")
    wang = employed("wang", "director")
    made = wang.api("post", "/me/tokens", {"name": "x", "scopes": ["write"], "days": 3}).json()
    program = Browser(Authorization=f"Bearer {made['token']}")
    assert program.api("post", "/records/contacts", {"values": {"name": "测试"}}).status_code == 201
    boss.api("patch", f"/people/{User.objects.get(username='wang').pk}", {"roles": ["readonly"]})
    five_seconds_later()
    assert program.api("post", "/records/contacts", {"values": {"name": "测试"}}).status_code == 403


def test_a_token_ends_with_the_account_and_does_not_come_back(five_seconds_later: Any) -> None:
    boss, wang = employed("boss", "administrator"), employed("wang", "director")
    for number in range(2):
        made = wang.api("post", "/me/tokens", {"name": f"x{number}", "scopes": ["read"], "days": 3}).json()
    program = Browser(Authorization=f"Bearer {made['token']}")
    assert program.api("get", "/me").status_code == 200
    path = f"/people/{User.objects.get(username='wang').pk}"
    for active in (False, True):
        assert boss.api("patch", path, {"active": active}).status_code == 200
        five_seconds_later()
        assert program.api("get", "/me").status_code == 401
    told = AuditRow.objects.get(verb="token_revoked", module="users")
    assert (told.record_id, told.changes) == (int(path.rpartition("/")[2]), {"count": [None, 2]})
    again = Browser()
    again.login("wang")
    assert again.api("get", "/me/tokens").json()["tokens"] == []


def test_the_session_is_another_one_after_the_login() -> None:
    employed("wang")
    browser = Browser()
    browser.client.cookies["guanxi_session"] = "a" * 32
    browser.login("wang")
    assert browser.client.cookies["guanxi_session"].value != "a" * 32
    signin.forget_sessions()
    fixed = Browser()
    fixed.client.cookies["guanxi_session"] = "a" * 32
    assert fixed.api("get", "/me").status_code == 401


def test_a_job_that_waits_does_nothing_for_who_may_not_sign_in_any_more() -> None:
    wang, boss = employed("wang", "director"), employed("boss", "administrator")
    wang.api("post", "/records/contacts", {"values": {"name": "测试"}})
    started = wang.api("post", "/exports", {"module": "contacts", "all": True}).json()
    boss.api("patch", f"/people/{User.objects.get(username='wang').pk}", {"active": False})
    run_until_idle()
    row = Job.objects.get(pk=started["job"]["id"])
    assert row.state == "failed"
    assert not export.path_of(row).exists()


def test_a_job_that_runs_stops_for_who_may_not_sign_in_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    wang = employed("wang", "director")
    for number in range(3):
        wang.api("post", "/records/contacts", {"values": {"name": f"测试{number}"}})
    started = wang.api("post", "/exports", {"module": "contacts", "all": True}).json()
    real, seen = export.page, []

    def page(*given: Any, **more: Any) -> Any:
        found = real(*given, **more)
        seen.append(len(found.rows))
        # Meanwhile another process switches the person off, and what is known of rights grows old.
        User.objects.filter(username="wang").update(is_active=False)
        forget_everything()
        return found

    monkeypatch.setattr(export, "MAX_LIMIT", 1)
    monkeypatch.setattr(export, "page", page)
    run_until_idle()
    row = Job.objects.get(pk=started["job"]["id"])
    assert (row.state, seen) == ("failed", [1])
    assert not export.path_of(row).exists()
