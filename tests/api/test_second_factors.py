"""Second factors: set up, asked for, used up, taken away, demanded; their seeds are not in the database."""

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from tests.api.browser import Browser, code, employed

from guanxi.access import ways_in
from guanxi.access.models import User
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.recent import forget_everything
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def pending(answer: Any) -> list[str]:
    """What a login still asks for."""
    return [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]


def test_a_code_is_asked_for_and_lets_in_once() -> None:
    browser = employed("wang")
    secret = browser.set_up_codes()
    assert browser.api("get", "/me/security").json()["second_factors"]["recovery_codes"] == 10
    other = Browser()
    assert pending(other.login("wang")) == ["mfa_authenticate"]
    assert other.api("get", "/me").status_code == 401
    assert other.auth("post", "auth/2fa/authenticate", {"code": "000000"}).status_code == 400
    now = code(secret)
    assert other.auth("post", "auth/2fa/authenticate", {"code": now}).status_code == 200
    assert other.api("get", "/me").json()["username"] == "wang"
    thief = Browser()
    thief.login("wang")
    assert thief.auth("post", "auth/2fa/authenticate", {"code": now}).status_code == 400
    assert thief.api("get", "/me").status_code == 401


def test_a_recovery_code_lets_in_once() -> None:
    browser = employed("wang")
    browser.set_up_codes()
    codes = browser.auth("get", "account/authenticators/recovery-codes").json()["data"]["unused_codes"]
    assert len(set(codes)) == 10
    for expected in (200, 400):
        other = Browser()
        other.login("wang")
        assert other.auth("post", "auth/2fa/authenticate", {"code": codes[3]}).status_code == expected
    assert browser.api("get", "/me/security").json()["second_factors"]["recovery_codes"] == 9


def test_seeds_are_closed_and_no_answer_tells_them() -> None:
    browser = employed("wang")
    secret = browser.set_up_codes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]
    texts = [item.get("secret") or item["seed"] for item in stored]
    assert all(text.startswith("gx1.") for text in texts)
    assert secret not in json.dumps(stored)
    told = browser.api("get", "/me/security").content + browser.auth("get", "account/authenticators").content
    assert secret.encode() not in told
    assert not any(text.encode() in told for text in texts)
    assert browser.api("get", "/me/security/qr").status_code == 404
    assert secret not in str(list(AuditRow.objects.values_list("changes", flat=True)))


def test_the_picture_holds_the_seed_only_while_it_is_set_up() -> None:
    browser = employed("wang")
    secret = browser.auth("get", "account/authenticators/totp").json()["meta"]["secret"]
    told = browser.api("get", "/me/security/qr").json()
    assert told["secret"] == secret
    assert told["picture"].startswith("data:image/svg+xml")
    browser.age(16 * 60)
    assert browser.api("get", "/me/security/qr").status_code == 404


def test_changing_second_factors_asks_for_proof() -> None:
    browser = employed("wang")
    browser.set_up_codes()
    browser.age(16 * 60)
    for method, path in (("delete", "totp"), ("get", "recovery-codes"), ("post", "recovery-codes")):
        answer = browser.auth(method, f"account/authenticators/{path}", {} if method == "post" else None)
        assert (answer.status_code, answer.json()["code"]) == (403, "step_up_required")
    assert Authenticator.objects.count() == 2
    assert browser.auth("post", "auth/reauthenticate", {"password": "wrong"}).status_code == 400
    assert browser.auth("post", "auth/reauthenticate", {"password": "a-long-password-1"}).status_code == 200
    assert browser.auth("delete", "account/authenticators/totp").status_code == 200
    assert not Authenticator.objects.exists()


def test_an_administrator_takes_them_away_and_the_trail_knows() -> None:
    employed("wang").set_up_codes()
    boss, user = employed("boss", "administrator"), User.objects.get(username="wang")
    listed = {one["username"]: one["second_factor"] for one in boss.api("get", "/people").json()["people"]}
    assert listed == {"wang": True, "boss": False}
    path = f"/people/{user.pk}/second-factors"
    boss.age(16 * 60)
    assert boss.api("delete", path).json()["code"] == "step_up_required"
    boss.auth("post", "auth/reauthenticate", {"password": "a-long-password-1"})
    assert employed("li").api("delete", path).status_code == 403
    assert Authenticator.objects.count() == 2
    assert boss.api("delete", path).status_code == 204
    assert Browser().login("wang").status_code == 200
    verbs = set(AuditRow.objects.filter(module="users", record_id=user.pk).values_list("verb", flat=True))
    assert {"second_factor_added", "second_factors_removed"} <= verbs


@pytest.mark.parametrize("body", [{"everyone": True, "roles": []}, {"everyone": False, "roles": ["sales"]}])
def test_a_company_may_ask_for_them(body: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    seller, boss = employed("wang"), employed("boss", "administrator")
    boss.set_up_codes()
    assert seller.api("put", "/security/policy", body).status_code == 403
    assert boss.api("put", "/security/policy", body).status_code == 200
    later = time.monotonic() + 5
    monkeypatch.setattr("guanxi.kernel.recent.time.monotonic", lambda: later)
    refused = seller.api("post", "/records/contacts/query", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    for path in ("/schema", "/people", "/notifications", "/events"):
        assert seller.api("get", path).status_code == 403
    assert seller.api("get", "/me/security").json()["required"] is True
    assert boss.api("get", "/schema").status_code == 200
    seller.set_up_codes()
    assert seller.api("post", "/records/contacts/query", {}).status_code == 200


def test_a_role_that_comes_with_a_post_counts() -> None:
    seller, boss = employed("wang"), employed("boss", "administrator")
    boss.set_up_codes()
    post = boss.api("post", "/posts", {"name": "主管", "roles": ["manager"]}).json()["id"]
    boss.api("put", "/security/policy", {"everyone": False, "roles": ["manager"]})
    assert seller.api("get", "/schema").status_code == 200
    boss.api("patch", f"/people/{User.objects.get(username='wang').pk}", {"post": post})
    forget_everything()
    assert seller.api("get", "/schema").json()["code"] == "second_factor_required"


def test_the_page_of_who_owes_one_carries_nothing_else() -> None:
    seller, boss = employed("wang"), employed("boss", "administrator")
    boss.api("put", "/security/policy", {"everyone": True, "roles": []})
    page = seller.client.get("/today").content.decode()
    if "boot" in page:
        boot = json.loads(page.split('type="application/json">')[1].split("</script>")[0])
        assert boot["must_secure"] is True
        assert "schema" not in boot


def test_a_password_link_does_not_go_around_the_second_factor() -> None:
    employed("wang").set_up_codes()
    token = ways_in.new_link(SYSTEM, User.objects.get(username="wang").pk)
    fresh = Browser()
    body = {"token": token, "password": "another-long-word-2"}
    assert fresh.api("post", "/join/password", body).json()["signed_in"] is False
    assert fresh.api("get", "/me").status_code == 401
    assert pending(fresh.login("wang", "another-long-word-2")) == ["mfa_authenticate"]


def test_who_is_switched_off_in_the_middle_of_a_login_stays_out() -> None:
    secret = employed("wang").set_up_codes()
    other = Browser()
    other.login("wang")
    User.objects.filter(username="wang").update(is_active=False)
    other.auth("post", "auth/2fa/authenticate", {"code": code(secret)})
    assert other.api("get", "/me").status_code == 401


def test_programs_cannot_touch_second_factors(client: Client) -> None:
    from guanxi.access.accounts import new_token  # lazy: only here

    employed("wang")
    held = {"Authorization": f"Bearer {new_token(User.objects.get(username='wang'), 'x')}"}
    assert client.get("/_allauth/browser/v1/account/authenticators/totp", headers=held).status_code == 401
    assert client.get("/api/v1/me/security/qr", headers=held).status_code == 403
