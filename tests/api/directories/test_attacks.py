"""Attempts to get in by the company's directory, and around it."""

import logging
import socket
import statistics
import time
from typing import Any

import pytest
from tests.api.browser import PASSWORD, Browser, employed
from tests.api.directories.house import LI, WANG, comes_in, connect
from tests.fakes.lying_directory import lying_directory
from tests.runner.slapd import PEOPLE, SERVICE_PASSWORD, DirectoryServer, Known

from guanxi.access.account_models import Identity, Remembered
from guanxi.access.models import User
from guanxi.app import settings as product

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("wang", ""), ("wang", "wrong"), ("wang", PASSWORD), ("*", WANG.password), ("wan*", WANG.password),
        ("wang)(uid=*", WANG.password), ("*)(uid=wang", WANG.password), ("nobody)(|(uid=wang", WANG.password),
        ("wang\0", WANG.password), ("wang)(\0", WANG.password), ("\\77ang", WANG.password),
        (WANG.dn, WANG.password), ("", WANG.password), (" ", WANG.password), ("w" * 5000, WANG.password),
        ("wang", WANG.password + "\0"), ("cn=service", SERVICE_PASSWORD), ("service", SERVICE_PASSWORD),
        ("li", LI.password), ("王小明", WANG.password), ("wang@example.test", WANG.password),
    ],
)  # fmt: skip
def test_what_opens_nothing(key: str, login: str, password: str) -> None:
    assert not comes_in(login, password)


def test_a_wrong_login_is_answered_alike_whoever_it_names(key: str) -> None:
    User.objects.filter(pk=User.objects.get(username="wang").pk)
    employed("zhao")
    gone = employed("gone")
    User.objects.filter(username="gone").update(is_active=False)
    answers = [Browser().login(name, "wrong-1") for name in ("wang", "li", "zhao", "gone", "nobody")]
    # The right password of somebody who is linked to no account tells no more.
    answers.append(Browser().login("li", LI.password))
    assert {answer.status_code for answer in answers} == {400}
    assert len({answer.content for answer in answers}) == 1
    assert gone.api("get", "/me").status_code == 401


def test_two_entries_of_one_name_are_nobody(key: str, fresh: DirectoryServer) -> None:
    twin = Known("wang", "王二", WANG.password, "33333333-3333-4333-8333-333333333333", unit="-2")
    fresh.holds(WANG, twin)
    assert not comes_in("wang", WANG.password)


def test_the_same_name_with_another_id_is_somebody_else(key: str, fresh: DirectoryServer) -> None:
    fresh.holds(Known("wang", "王小明", WANG.password, "44444444-4444-4444-8444-444444444444", WANG.mail))
    assert not comes_in("wang", WANG.password)


def test_references_are_not_followed(boss: Browser, fresh: DirectoryServer) -> None:
    with lying_directory() as elsewhere:
        reference = (
            f"dn: cn=away,{PEOPLE}\nobjectClass: referral\nobjectClass: extensibleObject\ncn: away\nuid: wang\n"
            f"ref: ldap://localhost:{elsewhere.port}/{PEOPLE}\n"
        )
        fresh.holds(LI, more=reference)
        made = connect(boss, fresh)
        assert not comes_in("wang", WANG.password)
        assert boss.api("post", f"/security/directories/{made}/search", {"text": ""}).json()["people"] == [
            {"id": LI.entry_id, "login": "li", "name": "李四", "email": "", "linked": False}
        ]
        assert elsewhere.connections == 0


def test_a_silent_directory_holds_up_nobody_for_long(boss: Browser, key: str, caplog: Any) -> None:
    employed("zhao")
    with lying_directory() as silent:
        silent.instead = b""
        values = {"url": silent.url, "authority": silent.authority.pem, "secret": "x"}
        assert boss.api("patch", f"/security/directories/{key}", values).status_code == 200
        begun = time.monotonic()
        with caplog.at_level(logging.WARNING, "guanxi.access"):
            assert not comes_in("wang", WANG.password)
        assert time.monotonic() - begun < 9
        # For a while it is not asked again.
        begun = time.monotonic()
        assert not comes_in("nobody", "wrong-1")
        assert time.monotonic() - begun < 2
        assert silent.connections == 1
        assert comes_in("zhao", PASSWORD)
    assert "unreachable" in caplog.text
    assert "wang" not in caplog.text
    assert "localhost" not in caplog.text


def test_without_the_operator_no_private_directory(
    boss: Browser, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_ALLOW_PRIVATE", "10.0.0.0/8")
    assert not comes_in("wang", WANG.password)
    told = boss.api("post", f"/security/directories/{key}/test")
    assert (told.status_code, told.json()["code"]) == (422, "directory_unreachable")


def test_a_name_that_leads_elsewhere_later_is_not_followed(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = socket.getaddrinfo, []

    def turning(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host != "localhost":
            return real(host, port, *args, **more)
        asked.append(host)
        place = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    assert comes_in("wang", WANG.password)
    assert len(asked) == 1
    # The next sign-in resolves anew, to what must not be reached.
    assert not comes_in("wang", WANG.password)


def test_too_many_tries_are_stopped(key: str) -> None:
    statuses = [Browser(f"198.51.100.{n}").login("wang", f"wrong-{n}").status_code for n in range(6)]
    assert statuses == [400] * 5 + [429]
    # The right one waits with them.
    assert Browser("203.0.113.77").login("wang", WANG.password).status_code == 429


def test_the_limit_of_names_holds_for_linking_too(key: str) -> None:
    zhao = employed("zhao")
    body = {"directory": key, "login": "li", "password": "wrong-1"}
    statuses = [zhao.api("post", "/me/directories", body).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert Browser("203.0.113.78").login("li", LI.password).status_code == 429


def test_a_name_or_an_address_links_nobody(boss: Browser, key: str) -> None:
    employed("li")
    User.objects.filter(username="li").update(email="li@example.test", name="李四")
    assert boss.api("patch", f"/security/directories/{key}", {"makes_accounts": True, "roles": ["sales"]}).status_code == 200  # fmt: skip
    assert not comes_in("li", LI.password)
    refused = boss.api(
        "post", f"/security/directories/{key}/people", {"people": [LI.entry_id], "roles": ["sales"]}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "directory_login_unusable")
    assert Identity.objects.count() == 1


def test_every_wrong_login_takes_the_same_time(boss: Browser, key: str, settings: Any) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    employed("zhao")
    user = User.objects.get(username="zhao")
    user.set_password(PASSWORD)
    user.save()
    names = ("wang", "zhao", "nobody")
    browser, taken = Browser(), {name: list[float]() for name in names}
    for turn in range(12):
        # Side by side, so that whatever else the machine does meets all.
        for name in names if turn % 2 else reversed(names):
            begun = time.perf_counter()
            assert browser.login(name, "wrong-1").status_code == 400
            taken[name].append(time.perf_counter() - begun)
    middles = {name: statistics.median(sorted(times)[:6]) for name, times in taken.items()}
    assert max(middles.values()) / min(middles.values()) < 1.33, middles


def test_every_wrong_login_asks_the_same_of_the_directory(boss: Browser) -> None:
    with lying_directory() as watcher:
        values = {
            "name": "目录", "url": watcher.url, "authority": watcher.authority.pem, "bind_name": "cn=s", "secret": "s",
            "base": PEOPLE, "people": "(uid=*)", "login_attributes": ["uid"], "id_attribute": "entryUUID", "name_attribute": "cn",
        }  # fmt: skip
        assert boss.api("post", "/security/directories", values).status_code == 201
        entry = {"uid": [b"wang"], "entryUUID": [WANG.entry_id.encode()]}
        steps = []
        for entries in (
            [],
            [(WANG.dn, entry)],
            [(WANG.dn, entry)] * 2,
            [(WANG.dn, {"uid": [b"wang"]})],
            [("", entry)],
        ):
            watcher.heard.clear()
            watcher.entries = entries
            watcher.bind_codes = [watcher.search_code, type(watcher.search_code).INVALID_CREDENTIALS]
            assert not comes_in("wang", "wrong-1")
            steps.append([type(one).__name__ for one in watcher.heard])
            assert all(one.name for one in watcher.heard if hasattr(one, "authentication"))  # type: ignore[attr-defined]
        assert steps == [["BindRequest", "SearchRequest", "BindRequest"]] * 5
        Remembered.objects.all().delete()
        # No entry, and a directory that says yes to whatever it is asked: still nobody.
        watcher.entries = []
        assert not comes_in("wang", "wrong-1")
