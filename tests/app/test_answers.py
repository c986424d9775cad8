"""Answers of what lies around the API: signing in, limits, a database that is away, files that are gone."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, RequestFactory
from tests.api.company import BASE, Company, make_company

from guanxi.access import accounts
from guanxi.api import limits, signin
from guanxi.app.static import WebFiles

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PASSWORD = "korrekt-pferd-9"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nobody has tried to sign in yet."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def company(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return make_company(own_records=False)


@pytest.fixture
def browser(db: None) -> Client:
    """A browser of somebody who is signed out."""
    accounts.create_user("sun", "孙七", PASSWORD, ["sales"])
    return Client(raise_request_exception=False)


def auth(browser: Client, path: str, body: dict[str, Any], locale: str = "zh-CN", **more: Any) -> Any:
    place = f"/_allauth/browser/v1/{path}"
    return browser.post(
        place, body, content_type="application/json", headers={"Accept-Language": locale}, **more
    )


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-CN", "用户名或密码不对。"),
        ("zh-TW", "使用者名稱或密碼不對。"),
        ("en", "The username or the password is not right."),
    ],
)
def test_a_wrong_login_is_told_in_the_persons_language(browser: Client, locale: str, text: str) -> None:
    answer = auth(browser, "auth/login", {"username": "sun", "password": "x"}, locale)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"message": text, "code": "username_password_mismatch", "param": "password"}
    ]


def test_a_new_password_is_refused_in_the_persons_language(browser: Client) -> None:
    assert auth(browser, "auth/login", {"username": "sun", "password": PASSWORD}).status_code == 200
    for current, new, text in (("x", "sdkfjhsdkfjh", "当前密码不对。"), (PASSWORD, "kurz", "密码太短，至少 10 个字符。"),
                               (PASSWORD, "password123", "这个密码太常见，请换一个。")):  # fmt: skip
        answer = auth(browser, "account/password/change", {"current_password": current, "new_password": new})
        assert answer.json()["errors"][0]["message"] == text


def test_many_failed_logins_have_to_wait(browser: Client) -> None:
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        answer = auth(browser, "auth/login", {"username": "sun", "password": f"x{number}"}, **forged)
    _must_wait(answer, 300)
    # The right password does not help until then, and another name is not held up.
    _must_wait(auth(browser, "auth/login", {"username": "sun", "password": PASSWORD}), 300)
    assert auth(browser, "auth/login", {"username": "li", "password": "x"}).status_code == 400


def test_many_logins_from_one_address_have_to_wait(browser: Client) -> None:
    answers = [
        auth(
            browser,
            "auth/login",
            {"username": f"u{number}", "password": "x"},
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        )
        for number in range(11)
    ]
    assert [answer.status_code for answer in answers[:9]] == [400] * 9
    _must_wait(answers[-1], 300)


def test_one_token_beyond_its_limit_has_to_wait(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "METER", limits.Meter(3))
    for _ in range(3):
        assert company.call("sales", "get", "/me").status_code == 200
    answer = company.call("sales", "get", "/me", X_Forwarded_For="198.51.100.1")
    _must_wait(answer, 60)
    assert company.call("director", "get", "/me").status_code == 200


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("database is locked"), 503, "unavailable"),
        (OperationalError("database or disk is full"), 507, "no_space"),
        (OSError(errno.ENOSPC, "full"), 507, "no_space"),
        (KeyError("x"), 500, "broken"),
    ],
)
def test_what_breaks_is_a_problem(company: Company, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, code: str,
                                  locale: str) -> None:  # fmt: skip
    def fail(digest: str) -> None:
        raise error

    monkeypatch.setattr(signin, "bearer", fail)
    answer = company.call("sales", "get", "/me", Accept_Language=locale)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert "locked" not in answer.content.decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_gone_is_not_found(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "a.js").write_text("x")
    settings.WHITENOISE_ROOT = str(tmp_path)
    files = WebFiles(lambda request: pytest.fail("passed on"))
    request = RequestFactory().get("/a.js")
    assert files(request).status_code == 200
    (tmp_path / "a.js").unlink()
    assert files(request).status_code == 404


def test_too_long_a_body_is_not_read(company: Company) -> None:
    answer = company.call("sales", "post", "/records/contacts", {"values": {}}, Content_Length=str(2 << 30))
    assert answer.status_code in (413, 422)
    response = Client().generic(
        "POST", f"{BASE}/files", b"x", headers=company.headers("sales"), CONTENT_LENGTH=str(2 << 30)
    )
    assert response.status_code == 413


def _must_wait(answer: Any, most: int) -> None:
    assert answer.status_code == 429, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too_many_requests"
    assert 1 <= int(answer.headers["Retry-After"]) <= most
