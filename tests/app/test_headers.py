"""Every answer carries the headers of SAFETY.md: API, page, file, asset, error, redirect, refusal."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.api.authorisation import Things, call, cases
from tests.api.company import BASE, Company, make_company
from tests.api.test_files import PNG, upload

from guanxi.app import shell

pytestmark = [pytest.mark.django_db]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TLS = {"wsgi.url_scheme": "https"}


@pytest.fixture
def company(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return make_company()  # type: ignore[return-value]


def directives(response: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: rest for name, _, rest in parts}


def look(response: Any, what: str) -> None:
    """Asserts that an answer has all of them."""
    for name, value in ALWAYS.items():
        assert response.headers.get(name) == value, f"{what}: {name}"
    policy = directives(response)
    assert policy["default-src"] == "'none'", what
    assert policy["frame-ancestors"] in ("'none'", "'self'"), what
    assert "unsafe" not in response.headers["Content-Security-Policy"], what
    assert "*" not in response.headers["Content-Security-Policy"], what


def test_every_operation(company: Company) -> None:
    things = Things(company)
    seen: set[tuple[str, int]] = set()
    for case in cases():
        # One of each verdict is enough.
        if (case.operation, case.verdict) in seen:
            continue
        seen.add((case.operation, case.verdict))
        look(call(company, things, case), f"{case.operation} {case.verdict}")
    assert {verdict for _, verdict in seen} >= {200, 201, 202, 204, 401, 403, 404}


def test_what_goes_wrong(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    big = {"CONTENT_LENGTH": str(2 << 30)}
    answers = {
        404: client.get(f"{BASE}/nowhere"),
        405: client.put(f"{BASE}/me"),
        403: client.post("/_allauth/browser/v1/auth/login", {}, content_type="application/json"),
        413: client.post(f"{BASE}/files", **big),
        401: client.get(f"{BASE}/me"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status, answer.content
        look(answer, str(status))

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(shell, "_boot", fail)
    monkeypatch.setattr(shell, "_index", lambda: "<html><head><!--boot--></head></html>")
    answer = client.get("/today")
    assert answer.status_code == 500
    look(answer, "500")


def test_a_page_has_a_number_that_no_other_has(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_index", lambda: "<html><head><!--boot--></head></html>")
    numbers = set()
    for path in ("/", "/login", "/m/contacts", "/nowhere", "/m/<script>"):
        answer = Client().get(path, headers={"accept-encoding": "gzip"})
        look(answer, path)
        html = gzip.decompress(answer.content).decode()
        (number,) = re.findall(r'<meta property="csp-nonce" nonce="([\w-]{20,})" />', html)
        assert directives(answer)["style-src"] == f"'self' 'nonce-{number}'"
        assert directives(answer)["script-src"] == "'self'"
        numbers.add(number)
    assert len(numbers) == 5


def test_files_assets_health_and_the_rest(company: Company) -> None:
    token = upload(company, "sales", "a.png", PNG).json()["id"]
    for query in ("", "?inline=true"):
        answer = company.call("sales", "get", f"/files/{token}{query}")
        look(answer, f"file {query}")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    places = [
        "/health",
        "/assets/none.js",
        "/static/none",
        "/_allauth/browser/v1/config",
        "/_allauth/x",
        "/accounts/login/",
    ]
    root = settings.WEB_DIST / "assets"
    places += [f"/assets/{path.name}" for path in sorted(root.glob("*.js"))[:2]] if root.is_dir() else []
    for place in places:
        look(Client(raise_request_exception=False).get(place), place)


def test_tls_is_said_to_last(company: Company) -> None:
    assert "Strict-Transport-Security" not in Client().get("/health").headers
    for place in ("/health", f"{BASE}/me", "/login"):
        answer = Client().get(place, secure=True)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
