"""Browsers by their session cookie: CSRF on every unsafe call, forms where JSON is wanted, odd uploads."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.company import BASE, Company

from guanxi.access.models import User

PROBLEM = "application/problem+json"


@pytest.fixture
def browser(company: Company) -> Client:
    """A browser in which the director is signed in, with a CSRF cookie."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(
        User.objects.get(pk=company.people["director"].user_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    client.get("/_allauth/browser/v1/config")
    return client


def token(browser: Client) -> str:
    """The token that the page reads from its cookie."""
    return browser.cookies["guanxi_csrf"].value


def test_unsafe_calls_need_the_token(browser: Client) -> None:
    for method, path in (
        ("post", "/records/contacts/query"),
        ("put", "/me/prefs/x"),
        ("delete", "/records/contacts/1"),
    ):
        refused: Any = getattr(browser, method)(BASE + path, data="{}", content_type="application/json")
        assert (refused.status_code, refused["Content-Type"], refused.json()["code"]) == (
            403,
            PROBLEM,
            "csrf",
        )
    path, headers = f"{BASE}/records/contacts/query", {"X-CSRFToken": token(browser)}
    assert browser.post(path, data="{}", content_type="application/json", headers=headers).status_code == 200
    assert browser.get(f"{BASE}/me").status_code == 200


def test_a_form_where_json_is_wanted(browser: Client) -> None:
    for form in (
        {"csrfmiddlewaretoken": token(browser)},
        {"csrfmiddlewaretoken": token(browser), "values": "x"},
    ):
        response = browser.post(f"{BASE}/records/contacts", form)
        assert (response.status_code, response["Content-Type"]) == (415, PROBLEM)


def test_odd_uploads(browser: Client) -> None:
    headers = {"X-CSRFToken": token(browser)}
    file = SimpleUploadedFile("a.csv", "姓名\n王\n".encode())
    unknown = browser.post(
        f"{BASE}/imports", {"module": "contacts", "file": file, "more": "x"}, headers=headers
    )
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_parameter")
    nothing = browser.post(f"{BASE}/imports", {"module": "contacts"}, headers=headers)
    assert nothing.status_code == 422
    broken = browser.post(
        f"{BASE}/imports", data=b"--x\r\nno", content_type="multipart/form-data; boundary=", headers=headers
    )
    assert (broken.status_code, broken["Content-Type"]) == (400, PROBLEM)


def test_foreign_tokens(company: Company) -> None:
    for value in ("Bearer ", "Bearer x", "Bearer " + "é" * 50, "Basic eDp5"):
        response = Client().get(f"{BASE}/me", headers={"Authorization": value})
        assert response.status_code == 401


def test_ids_that_cannot_be(company: Company) -> None:
    for wrong in ("0", "-1", "1.0", "1e3", "１", "9" * 19, "9" * 400, "abc", "%00", "1%20", "null"):
        assert company.call("director", "get", f"/records/contacts/{wrong}").status_code == 404, wrong
    for wrong in ("x", "9" * 30, "W10", "bnVsbA"):
        body = json.dumps({"cursor": wrong})
        assert company.call("director", "post", "/records/contacts/query", body).status_code == 400, wrong


def test_what_is_missing_is_called_missing(company: Company) -> None:
    answer = company.call("sales", "post", "/views", {"name": "我的"})
    told = {one["field"]: one["code"] for one in answer.json()["errors"]}
    assert (answer.status_code, told.get("module")) == (422, "missing_parameter"), answer.content
