"""Signing in by an identity provider: a real one, and one that lies."""

import re
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import HTTPServer
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from oidc_provider_mock import User as Known
from oidc_provider_mock import app as provider_app
from tests.api.browser import Browser, employed
from tests.api.provider import KEY, OTHER_KEY, Liar

from guanxi.access.account_models import Identity, IdentityProvider
from guanxi.access.models import User
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows this machine."""
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8,::1/128")


@pytest.fixture
def liar() -> Iterator[Liar]:
    """A provider that says what a test wants."""
    made = Liar()
    yield made
    made.close()


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *args: Any) -> None:
        """Quietly."""


@pytest.fixture
def real() -> Iterator[str]:
    """The issuer of a real provider, which knows one person."""
    server: HTTPServer = make_server(
        "127.0.0.1", 0, provider_app(user_claims=[Known(sub="alice")]), handler_class=Quiet
    )
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def add(boss: Browser, issuer: str) -> str:
    """A provider in the settings; its id."""
    body = {"name": "公司账号", "issuer": issuer, "client_id": "guanxi", "secret": "hush-hush"}
    made = boss.api("post", "/security/providers", body)
    assert made.status_code == 201, made.content
    return str(made.json()["id"])


def come_back(browser: Browser, **given: str) -> str:
    """The place to which the way back leads."""
    answer = browser.client.get("/sso/callback", given)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture
def linked(liar: Liar) -> str:
    """The provider's id; `wang` is `s-1` there."""
    key = add(employed("boss", "administrator"), liar.issuer)
    wang = employed("wang")
    state = liar.sees(wang.api("post", "/me/identities", {"provider": key}).json()["url"])
    assert come_back(wang, code="c", state=state) == "/me/security"
    return key


def arrive(liar: Liar, key: str, browser: Browser | None = None, **given: str) -> tuple[Browser, str]:
    """A fresh browser that begins, and where it ends."""
    fresh = browser or Browser()
    state = liar.sees(fresh.api("post", "/identity/begin", {"provider": key}).json()["url"])
    return fresh, come_back(fresh, **{"code": "c", "state": state, **given})


def authorised(url: str) -> dict[str, str]:
    """The person at the real provider says yes; with what the browser is sent back."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: Any) -> None:
            """Do not follow."""

    opener = urllib.request.build_opener(Stay)
    body = urllib.parse.urlencode({"sub": "alice"}).encode()
    try:
        opener.open(url, body, timeout=10)
    except urllib.error.HTTPError as found:
        query = urllib.parse.urlsplit(found.headers["Location"]).query
        return {key: value[0] for key, value in urllib.parse.parse_qs(query).items()}
    pytest.fail("no way back")


def test_a_real_provider_links_and_lets_in(real: str) -> None:
    boss, wang = employed("boss", "administrator"), employed("wang")
    key = add(boss, real)
    assert boss.api("post", f"/security/providers/{key}/test").json() == {"ok": True}
    url = wang.api("post", "/me/identities", {"provider": key}).json()["url"]
    assert re.search(r"code_challenge_method=S256", url)
    assert come_back(wang, **authorised(url)) == "/me/security"
    assert [(one.issuer, one.subject) for one in Identity.objects.all()] == [(real, "alice")]
    fresh = Browser()
    url = fresh.api("post", "/identity/begin", {"provider": key, "next": "/m/contacts"}).json()["url"]
    assert come_back(fresh, **authorised(url)) == "/m/contacts"
    assert fresh.api("get", "/me").json()["username"] == "wang"
    assert fresh.api("get", "/me/sessions").json()["sessions"][0]["current"] is True
    mine = wang.api("get", "/me/identities").json()["identities"]
    assert wang.api("delete", f"/me/identities/{mine[0]['id']}").status_code == 204
    url = Browser().api("post", "/identity/begin", {"provider": key}).json()["url"]
    assert not Identity.objects.exists()


def test_what_fits_lets_in(liar: Liar, linked: str) -> None:
    fresh, place = arrive(liar, linked)
    assert place == "/today"
    assert fresh.api("get", "/me").json()["username"] == "wang"
    assert liar.asked[-1]["code_verifier"]
    assert liar.asked[-1]["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["guanxi", "another"]},
        {"aud": ["guanxi", "another"], "azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": int(time.time()) + 9_000},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"azp": "another"},
    ],
)
def test_a_token_that_does_not_fit_opens_nothing(liar: Liar, linked: str, claims: dict[str, Any]) -> None:
    liar.claims = claims
    fresh, place = arrive(liar, linked)
    assert place == "/login?fault=provider_wrong"
    assert fresh.api("get", "/me").status_code == 401


@pytest.mark.parametrize(
    "signing",
    [
        {"key": None, "algorithm": "none", "headers": {"kid": "1"}},
        {"key": "hush-hush-hush-hush-hush-hush-hush", "algorithm": "HS256", "headers": {"kid": "1"}},
        {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "1"}},
        {"key": KEY, "algorithm": "RS256", "headers": {"kid": "2"}},
        {"key": OTHER_KEY, "algorithm": "RS256"},
    ],
)
def test_a_signature_of_somebody_else_opens_nothing(liar: Liar, linked: str, signing: dict[str, Any]) -> None:
    liar.signing = signing
    fresh, place = arrive(liar, linked)
    assert place == "/login?fault=provider_wrong"
    assert fresh.api("get", "/me").status_code == 401


def test_a_way_back_works_once_and_only_for_who_began(liar: Liar, linked: str) -> None:
    begun = Browser()
    state = liar.sees(begun.api("post", "/identity/begin", {"provider": linked}).json()["url"])
    thief = Browser()
    assert come_back(thief, code="c", state=state) == "/login?fault=attempt_over"
    assert thief.api("get", "/me").status_code == 401
    assert come_back(begun, code="c", state="wrong") == "/login?fault=provider_wrong"
    # Even the right one is too late: an attempt counts once.
    assert come_back(begun, code="c", state=state) == "/login?fault=attempt_over"
    done, place = arrive(liar, linked)
    assert place == "/today"
    assert come_back(done, code="c", state=state) == "/login?fault=attempt_over"


def test_an_old_attempt_is_over(liar: Liar, linked: str) -> None:
    fresh = Browser()
    state = liar.sees(fresh.api("post", "/identity/begin", {"provider": linked}).json()["url"])
    session = fresh.client.session
    session["identity-attempt"] = {**session["identity-attempt"], "at": time.time() - 601}
    session.save()
    assert come_back(fresh, code="c", state=state) == "/login?fault=attempt_over"


def test_another_issuer_in_the_answer_is_refused(liar: Liar, linked: str) -> None:
    assert arrive(liar, linked, iss="https://elsewhere.example")[1] == "/login?fault=provider_wrong"
    assert arrive(liar, linked, iss=liar.issuer)[1] == "/today"


def test_an_email_links_nobody(liar: Liar, linked: str) -> None:
    User.objects.filter(username="wang").update(email="wang@example.com")
    for verified in (False, True):
        liar.claims = {"sub": "s-2", "email": "wang@example.com", "email_verified": verified}
        fresh, place = arrive(liar, linked)
        assert place == "/login?fault=identity_unknown"
        assert fresh.api("get", "/me").status_code == 401
    assert Identity.objects.count() == 1


def test_an_identity_belongs_to_one_person(liar: Liar, linked: str) -> None:
    li = employed("li")
    state = liar.sees(li.api("post", "/me/identities", {"provider": linked}).json()["url"])
    assert come_back(li, code="c", state=state) == "/me/security?fault=identity_taken"
    assert Identity.objects.get().user.username == "wang"


def test_nobody_links_for_somebody_else(liar: Liar, linked: str) -> None:
    liar.claims = {"sub": "s-9"}
    li = employed("li")
    state = liar.sees(li.api("post", "/me/identities", {"provider": linked}).json()["url"])
    li.auth("delete", "auth/session")
    assert "fault=" in come_back(li, code="c", state=state)
    assert Identity.objects.count() == 1


def test_who_is_switched_off_stays_out(liar: Liar, linked: str) -> None:
    User.objects.filter(username="wang").update(is_active=False)
    fresh, place = arrive(liar, linked)
    assert place == "/login?fault=identity_unknown"
    assert fresh.api("get", "/me").status_code == 401


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\r\nX: y",
        "",
    ],
)
def test_the_way_leads_to_this_site_only(liar: Liar, linked: str, place: str) -> None:
    fresh = Browser()
    state = liar.sees(fresh.api("post", "/identity/begin", {"provider": linked, "next": place}).json()["url"])
    assert come_back(fresh, code="c", state=state) == "/today"


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://169.254.169.254/latest"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
        {"token_endpoint": "http://1.1.1.1/token"},
    ],
)
def test_a_provider_that_points_elsewhere_is_refused(
    liar: Liar, linked: str, document: dict[str, Any]
) -> None:
    liar.document = document
    answer = Browser().api("post", "/identity/begin", {"provider": linked})
    assert answer.status_code == 422
    assert answer.json()["code"] in ("provider_wrong", "provider_unreachable")


def test_a_private_provider_needs_the_operator(
    liar: Liar, linked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "")
    assert (
        Browser().api("post", "/identity/begin", {"provider": linked}).json()["code"]
        == "provider_unreachable"
    )


def test_the_secret_is_closed_and_never_told(liar: Liar, linked: str) -> None:
    boss = Browser()
    boss.login("boss")
    row = IdentityProvider.objects.get(pk=linked)
    assert row.secret.startswith("gx1.")
    told = boss.api("get", "/security/providers").content.decode() + str(list(AuditRow.objects.values()))
    assert "hush-hush" not in told
    assert row.secret not in told
    changed = boss.api("patch", f"/security/providers/{linked}", {"name": "新名字"})
    assert changed.json()["name"] == "新名字"
    assert arrive(liar, linked)[1] == "/today"
    assert boss.api("patch", f"/security/providers/{linked}", {"active": False}).status_code == 200
    assert Browser().api("post", "/identity/begin", {"provider": linked}).status_code == 404
