"""What administrators set of a directory, and whom they bring in from it."""

from typing import Any

import pytest
from tests.api.browser import Browser, employed
from tests.api.directories.house import LI, WANG, comes_in, connect, settings_of
from tests.runner.slapd import SERVICE_PASSWORD, DirectoryServer, Known

from guanxi.access.account_models import LdapDirectory
from guanxi.access.models import User
from guanxi.trail.models import AuditRow
from guanxi.trail.notes import flush

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_full]


def test_the_search_finds_by_letters_and_says_who_is_here(boss: Browser, key: str) -> None:
    found = boss.api("post", f"/security/directories/{key}/search", {"text": "小明"}).json()
    assert found == {
        "people": [
            {"id": WANG.entry_id, "login": "wang", "name": "王小明", "email": WANG.mail, "linked": True}
        ],
        "more": False,
    }
    for text in ("*", ")(uid=*", "\\2a"):
        assert boss.api("post", f"/security/directories/{key}/search", {"text": text}).json()["people"] == []


def test_many_people_are_cut_at_fifty_and_counted(boss: Browser, server: DirectoryServer) -> None:
    server.holds(*(Known(f"p{n}", f"人{n}", "x", f"66666666-6666-4666-8666-{n:012}") for n in range(60)))
    made = connect(boss, server)
    found = boss.api("post", f"/security/directories/{made}/search", {"text": ""}).json()
    assert (len(found["people"]), found["more"]) == (50, True)
    assert boss.api("post", f"/security/directories/{made}/test").json() == {"people": 60, "more": False}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"url": "ldaps://localhost:1", "secret": "x"}, "directory_unreachable"),
        ({"authority": ""}, "directory_certificate"),
        ({"secret": "wrong"}, "directory_refused"),
        ({"base": "ou=nowhere,dc=example,dc=test"}, "directory_base"),
    ],
)
def test_the_test_button_says_what_is_wrong(
    boss: Browser, key: str, changed: dict[str, str], reason: str
) -> None:
    assert boss.api("patch", f"/security/directories/{key}", changed).status_code == 200
    told = boss.api("post", f"/security/directories/{key}/test")
    assert (told.status_code, told.json()["code"]) == (422, reason)
    assert not comes_in("wang", WANG.password)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"url": "http://a.example"}, "url"), ({"url": "ldap://a:b@c.example"}, "url"),
        ({"authority": "no certificate"}, "authority"), ({"people": "(uid=*"}, "people"), ({"people": "(" * 900}, "people"),
        ({"id_attribute": "mail"}, "id_attribute"), ({"id_attribute": "uid"}, "id_attribute"),
        ({"login_attributes": ["uid)(cn=*"]}, "login_attributes"), ({"login_attributes": ["a", "b", "c,d"]}, "login_attributes"),
        ({"name_attribute": "a b"}, "name_attribute"), ({"makes_accounts": True}, "roles"),
        ({"roles": ["none"]}, "roles"), ({"url": "ldaps://elsewhere.example"}, "secret"),
        ({"bind_name": "cn=other"}, "secret"),
    ],
)  # fmt: skip
def test_what_can_be_no_directory_is_refused_by_its_field(
    boss: Browser, key: str, changed: dict[str, Any], field: str
) -> None:
    before = LdapDirectory.objects.values().get()
    refused = boss.api("patch", f"/security/directories/{key}", changed)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == field
    assert LdapDirectory.objects.values().get() == before


def test_the_password_is_closed_and_never_told(boss: Browser, key: str, caplog: Any) -> None:
    row = LdapDirectory.objects.get(pk=key)
    assert row.secret.startswith("gx1.")
    comes_in("wang", WANG.password)
    comes_in("wang", "typed-wrong-1")
    flush()
    told = boss.api("get", "/security/directories").content.decode() + str(list(AuditRow.objects.values()))
    for secret in (SERVICE_PASSWORD, row.secret, WANG.password, "typed-wrong-1"):
        assert secret not in told + caplog.text
    assert AuditRow.objects.filter(verb="login_failed").exists()
    assert AuditRow.objects.filter(verb="directory").count() == 1


def test_settings_and_people_take_their_rights_and_recent_proof(
    boss: Browser, key: str, fresh: DirectoryServer
) -> None:
    director = employed("dir", "director")
    for method, path, body in (
        ("get", "/security/directories", None), ("post", "/security/directories", settings_of(fresh)),
        ("patch", f"/security/directories/{key}", {"name": "x"}), ("delete", f"/security/directories/{key}", None),
        ("post", f"/security/directories/{key}/test", None), ("post", f"/security/directories/{key}/search", {}),
        ("post", f"/security/directories/{key}/people", {"people": [LI.entry_id], "roles": ["sales"]}),
    ):  # fmt: skip
        assert director.api(method, path, body).status_code == 403, path
    boss.age(16 * 60)
    for method, path, body in (
        ("post", "/security/directories", settings_of(fresh)), ("patch", f"/security/directories/{key}", {"name": "x"}),
        ("delete", f"/security/directories/{key}", None),
        ("post", f"/security/directories/{key}/people", {"people": [LI.entry_id], "roles": ["sales"]}),
    ):  # fmt: skip
        assert boss.api(method, path, body).json()["code"] == "step_up_required", path
    assert LdapDirectory.objects.get().name == "公司目录"
    assert not User.objects.filter(username="li").exists()


def test_somebody_who_left_the_directory_is_not_brought_in(boss: Browser, key: str) -> None:
    body = {"people": [LI.entry_id, "77777777-7777-4777-8777-777777777777"], "roles": ["sales"]}
    refused = boss.api("post", f"/security/directories/{key}/people", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "directory_person_gone")
    assert not User.objects.filter(username="li").exists()
