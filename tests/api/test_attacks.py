"""Attempts to get in, through the real stack: nothing tells who has an account, no header moves a limit."""

import statistics
import time
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from tests.api.browser import AUTH, PASSWORD, Browser, code, employed

from guanxi.access import accounts
from guanxi.access.account_models import Remembered
from guanxi.access.models import User
from guanxi.app import settings as product
from guanxi.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def people() -> None:
    """Somebody active, somebody switched off, and somebody who has not joined."""
    accounts.create_user("wang", "王", PASSWORD, ["sales"])
    gone = accounts.create_user("gone", "走", PASSWORD, ["sales"])
    User.objects.filter(pk=gone.pk).update(is_active=False)
    accounts.invite(SYSTEM, "新", "", None, ["sales"])


NAMES = ("wang", "gone", "nobody")


def test_every_wrong_login_is_answered_alike(people: None) -> None:
    awaited = str(User.objects.get(password="").username)
    answers = {name: Browser().login(name, "wrong") for name in (*NAMES, awaited)}
    assert {answer.status_code for answer in answers.values()} == {400}
    assert len({answer.content for answer in answers.values()}) == 1
    # Somebody who may not sign in learns nothing by the right password either.
    assert Browser().login("gone").content == answers["nobody"].content
    assert len({str(sorted(answer.headers)) for answer in answers.values()}) == 1


def test_every_wrong_login_costs_the_same_work(
    people: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    for user in User.objects.exclude(password=""):
        user.set_password(PASSWORD)
        user.save()
    work: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *given: Any, real: Any = real, name: str = name) -> Any:
            work.append(name)
            return real(self, *given)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    awaited = str(User.objects.get(password="").username)
    for name in (*NAMES, awaited):
        work.clear()
        assert Browser().login(name, "wrong").status_code == 400
        assert len(work) == 1, (name, work)


def test_every_wrong_login_takes_the_same_time(people: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    user = User.objects.get(username="wang")
    user.set_password(PASSWORD)
    user.save()
    browser = Browser()
    taken: dict[str, list[float]] = {"wang": [], "nobody": []}
    for turn in range(12):
        # Side by side, so that whatever else the machine does meets both.
        for name in ("wang", "nobody") if turn % 2 else ("nobody", "wang"):
            begun = time.perf_counter()
            assert browser.login(name, "wrong").status_code == 400
            taken[name].append(time.perf_counter() - begun)
    known, unknown = (statistics.median(sorted(taken[name])[:6]) for name in ("wang", "nobody"))
    assert 0.75 < known / unknown < 1.33, (known, unknown)


def test_no_header_moves_a_limit(people: None) -> None:
    statuses = []
    for number in range(7):
        other = f"198.51.100.{number}"
        forged = {
            "X-Forwarded-For": other,
            "X-Real-IP": other,
            "Forwarded": f"for={other}",
            "X-Client-IP": other,
        }
        statuses.append(Browser(**forged).login("wang", f"x{number}").status_code)
    assert statuses == [400] * 5 + [429] * 2
    # Neither does another way to write the name, nor another address.
    assert Browser("203.0.113.99").login(" WANG ").status_code == 429
    assert Browser("203.0.113.99").login("nobody", "x").status_code == 400


def test_limits_are_shared_by_all_processes(people: None) -> None:
    for number in range(5):
        Browser().login("wang", f"x{number}")
    kept = [row.key for row in Remembered.objects.all()]
    assert any("login_failed" in key for key in kept)
    assert "wang" not in str(kept)
    Remembered.objects.all().delete()
    assert Browser().login("wang").status_code == 200


def test_codes_are_limited_by_person_whatever_the_address() -> None:
    secret = employed("wang").set_up_codes()
    statuses = []
    for number in range(7):
        browser = Browser(f"203.0.113.{number + 10}")
        browser.login("wang")
        answer = browser.auth("post", "auth/2fa/authenticate", {"code": f"00000{number}"})
        statuses.append(answer.status_code)
    assert 429 in statuses
    last = Browser("203.0.113.77")
    last.login("wang")
    assert last.auth("post", "auth/2fa/authenticate", {"code": code(secret)}).status_code == 429
    assert last.api("get", "/me").status_code == 401


def test_links_are_limited_by_address() -> None:
    browser = Browser()
    statuses = [browser.api("get", f"/join?token=x{number}").status_code for number in range(32)]
    assert statuses[:30] == [403] * 30
    assert statuses[30:] == [429] * 2
    assert browser.api("post", "/join/password", {"token": "x", "password": "y" * 12}).status_code == 429
    assert Browser("203.0.113.6").api("get", "/join?token=x").status_code == 403


def test_proof_is_limited_by_person() -> None:
    browser = employed("wang")
    answers = [
        browser.auth("post", "auth/reauthenticate", {"password": f"x{n}"}).status_code for n in range(8)
    ]
    assert 429 in answers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "auth/signup"),
        ("post", "auth/password/request"),
        ("post", "auth/password/reset"),
        ("post", "auth/email/verify"),
        ("post", "auth/email/verify/resend"),
        ("post", "auth/phone/verify"),
        ("post", "auth/code/request"),
        ("post", "auth/code/confirm"),
        ("get", "account/email"),
        ("post", "account/phone"),
        ("get", "auth/sessions"),
        ("get", "auth/webauthn/signup"),
    ],
)
def test_what_the_product_does_not_offer_is_not_there(method: str, path: str) -> None:
    body = {"email": "a@example.com", "username": "x", "password": PASSWORD} if method == "post" else None
    assert Browser().auth(method, path, body).status_code == 404
    assert employed("wang").auth(method, path, body).status_code == 404


def test_a_call_from_another_site_is_refused() -> None:
    browser = employed("wang")
    bare = Client(enforce_csrf_checks=True, raise_request_exception=False)
    bare.cookies = browser.client.cookies
    for method, path in (
        ("post", f"{AUTH}auth/login"),
        ("post", f"{AUTH}auth/reauthenticate"),
        ("delete", f"{AUTH}account/authenticators/totp"),
        ("delete", f"{AUTH}auth/session"),
        ("post", "/api/v1/me/tokens"),
        ("delete", "/api/v1/me/sessions"),
        ("put", "/api/v1/security/policy"),
    ):
        answer = getattr(bare, method)(path, {}, content_type="application/json")
        assert answer.status_code == 403, path
        assert answer.json()["code"] == "csrf", path
    assert browser.api("get", "/me").status_code == 200


def test_cookies_belong_to_this_host_alone_under_tls() -> None:
    import subprocess  # lazy: the settings are read anew in a process of their own
    import sys

    program = (
        "from guanxi.app import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, "
        "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_SAMESITE)"
    )
    import os

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GUANXI_SECURE": "1"},
    )
    assert done.stdout.split() == [
        "__Host-guanxi_session", "__Host-guanxi_csrf", "True", "True", "Lax", "True", "Lax",
    ]  # fmt: skip


def test_secrets_are_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    wang = employed("wang")
    secret = wang.set_up_codes()
    made = wang.api("post", "/me/tokens", {"name": "x", "scopes": ["read"], "days": 3}).json()["token"]
    program = Browser(Authorization=f"Bearer {made}")
    program.api("get", "/me")
    program.api("get", "/nowhere")
    program.api("post", "/people/invite", {"nonsense": made})
    Browser().login("wang", "a-secret-guess")
    logged = "\n".join(f"{one.getMessage()} {one.__dict__}" for one in caplog.records if "sqlite" not in one.name
                       and not one.name.startswith("django.db"))  # fmt: skip
    for word in (made, secret, PASSWORD, "a-secret-guess"):
        assert word not in logged
