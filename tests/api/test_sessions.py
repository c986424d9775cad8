"""A session ends at once where it is ended, and within five seconds everywhere."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from guanxi.access.accounts import create_user
from guanxi.access.models import User
from guanxi.access.ways_in import new_link
from guanxi.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def browser() -> Client:
    """A person's signed-in browser."""
    client = Client()
    client.force_login(create_user("wang", "王芳", "a-long-password-1", ["sales"]))
    return client


def test_signing_out_ends_a_session_at_once(browser: Client) -> None:
    cookies = dict(browser.cookies)
    assert browser.get("/api/v1/me").status_code == 200
    assert browser.delete("/_allauth/browser/v1/auth/session").status_code == 401
    thief = Client()
    thief.cookies.update(cookies)
    assert thief.get("/api/v1/me").status_code == 401


def test_a_session_that_another_machine_ended_is_gone_within_five_seconds(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.get("/api/v1/me").status_code == 200
    Session.objects.all().delete()
    later = time.monotonic() + 5
    monkeypatch.setattr("guanxi.kernel.recent.time.monotonic", lambda: later)
    assert browser.get("/api/v1/me").status_code == 401


def test_a_new_password_by_a_link_ends_every_session_but_the_new_one(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User.objects.get(username="wang")
    token = new_link(SYSTEM, user.pk)
    assert browser.get("/api/v1/me").status_code == 200
    other = Client()
    told = other.get(f"/api/v1/join?token={token}").json()
    assert (told["name"], told["username"]) == ("王芳", "wang")
    body = {"token": token, "password": "another-long-password-2"}
    assert other.post("/api/v1/join/password", body, content_type="application/json").status_code == 201
    later = time.monotonic() + 5
    monkeypatch.setattr("guanxi.kernel.recent.time.monotonic", lambda: later)
    assert browser.get("/api/v1/me").status_code == 401
    assert other.get("/api/v1/me").json()["username"] == "wang"


def test_who_remembers_the_password_and_changes_it_voids_the_link() -> None:
    token = new_link(SYSTEM, create_user("wang", "王芳", "a-long-password-1", ["sales"]).pk)
    client = Client()
    for path, body in (
        ("auth/login", {"username": "wang", "password": "a-long-password-1"}),
        (
            "account/password/change",
            {"current_password": "a-long-password-1", "new_password": "another-long-password-2"},
        ),
    ):
        answer = client.post(f"/_allauth/browser/v1/{path}", body, content_type="application/json")
        assert answer.status_code == 200
    assert client.get(f"/api/v1/join?token={token}").status_code == 403
