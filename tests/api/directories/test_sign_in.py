"""Signing in by the company's directory, against a real OpenLDAP server."""

import pytest
from tests.api.browser import PASSWORD, Browser, code, employed
from tests.api.directories.house import LI, WANG, bring_in, comes_in, connect
from tests.runner.slapd import DirectoryServer, Known

from guanxi.access.account_models import Identity
from guanxi.access.models import User
from guanxi.trail.models import AuditRow
from guanxi.trail.notes import flush

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_who_is_brought_in_signs_in_by_the_same_form(key: str) -> None:
    browser = Browser()
    assert browser.login("wang", WANG.password).status_code == 200
    me = browser.api("get", "/me").json()
    assert (me["username"], me["name"]) == ("wang", "王小明")
    assert browser.api("get", "/me/sessions").json()["sessions"][0]["current"] is True
    held = browser.api("get", "/me/identities").json()
    assert [one["name"] for one in held["identities"]] == ["公司目录"]
    assert held["directories"] == [{"id": key, "name": "公司目录"}]
    user = User.objects.get(username="wang")
    assert user.email == "wang@example.test"
    assert not user.has_usable_password()
    assert AuditRow.objects.filter(verb="login", actor_id=user.pk).exists()
    # Its password in the directory, another way to write the name, blanks around it.
    assert comes_in(" WANG ", WANG.password)


def test_starttls_serves_as_well(boss: Browser, fresh: DirectoryServer) -> None:
    made = connect(boss, fresh, url=fresh.starttls_url)
    bring_in(boss, made, WANG)
    assert comes_in("wang", WANG.password)
    assert boss.api("post", f"/security/directories/{made}/test").json() == {"people": 2, "more": False}


def test_local_passwords_go_on_and_come_first(key: str, fresh: DirectoryServer) -> None:
    employed("zhao")
    fresh.stop()
    assert comes_in("zhao", PASSWORD)
    assert not comes_in("wang", WANG.password)


def test_another_name_with_the_same_id_is_the_same_person(key: str, fresh: DirectoryServer) -> None:
    fresh.holds(Known("wangxm", "王小明", "new-Passwort-1", WANG.entry_id))
    assert comes_in("wangxm", "new-Passwort-1")
    assert not comes_in("wang", "new-Passwort-1")


def test_the_filter_says_whom_the_directory_lets_in(boss: Browser, key: str) -> None:
    changed = {"people": "(&(objectClass=inetOrgPerson)(!(uid=wang)))"}
    assert boss.api("patch", f"/security/directories/{key}", changed).status_code == 200
    assert not comes_in("wang", WANG.password)


def test_who_is_switched_off_here_stays_out(boss: Browser, key: str) -> None:
    wang = Browser()
    assert wang.login("wang", WANG.password).status_code == 200
    user = str(User.objects.get(username="wang").pk)
    assert boss.api("patch", f"/people/{user}", {"active": False}).json()["active"] is False
    assert not comes_in("wang", WANG.password)
    assert wang.api("get", "/me").status_code == 401
    # And may come again when it is switched on, though there is no password here.
    assert boss.api("patch", f"/people/{user}", {"active": True}).json()["active"] is True
    assert comes_in("wang", WANG.password)


def test_a_directory_that_is_switched_off_or_gone_opens_nothing(boss: Browser, key: str) -> None:
    assert boss.api("patch", f"/security/directories/{key}", {"active": False}).status_code == 200
    assert not comes_in("wang", WANG.password)
    assert boss.api("delete", f"/security/directories/{key}").status_code == 204
    assert not comes_in("wang", WANG.password)
    # Their page says what it was, and the administrator gives them a password here.
    wang = str(User.objects.get(username="wang").pk)
    link = boss.api("post", f"/people/{wang}/invite?local=true").json()["link"]
    browser = Browser()
    body = {"token": link.partition("token=")[2], "password": PASSWORD}
    assert browser.api("post", "/join/password", body).status_code == 201
    held = browser.api("get", "/me/identities", **{"Accept-Language": "zh-CN"}).json()["identities"]
    assert [one["name"] for one in held] == ["已移除的公司目录"]
    assert browser.api("delete", f"/me/identities/{held[0]['id']}").status_code == 204


def test_a_second_factor_is_asked_for(key: str) -> None:
    wang = Browser()
    wang.login("wang", WANG.password)
    secret = wang.set_up_codes()
    again = Browser()
    assert again.login("wang", WANG.password).status_code == 401
    assert again.api("get", "/me").status_code == 401
    assert again.auth("post", "auth/2fa/authenticate", {"code": code(secret, 1)}).status_code == 200
    assert again.api("get", "/me").status_code == 200


def test_the_policy_on_second_factors_holds(boss: Browser, key: str) -> None:
    assert boss.api("put", "/security/policy", {"everyone": False, "roles": ["sales"]}).status_code == 200
    wang = Browser()
    assert wang.login("wang", WANG.password).status_code == 200
    refused = wang.api("get", "/people")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")


def test_proof_once_more_is_the_password_of_the_directory(key: str, fresh: DirectoryServer) -> None:
    fresh.holds(Known("other", "王小明", WANG.password, WANG.entry_id), Known("wang", "王二", "zwei-Passwort-1",
                "55555555-5555-4555-8555-555555555555"))  # fmt: skip
    wang = Browser()
    # They are called otherwise there by now; somebody else has their old name.
    assert wang.login("other", WANG.password).status_code == 200
    wang.age(16 * 60)
    body = {"name": "程序", "scopes": ["read"], "days": 30}
    assert wang.api("post", "/me/tokens", body).json()["code"] == "step_up_required"
    assert wang.auth("post", "auth/reauthenticate", {"password": "zwei-Passwort-1"}).status_code == 400
    assert wang.auth("post", "auth/reauthenticate", {"password": WANG.password}).status_code == 200
    assert wang.api("post", "/me/tokens", body).status_code == 201


def test_nobody_of_the_directory_makes_a_password_here_by_an_open_session(key: str) -> None:
    wang = Browser()
    wang.login("wang", WANG.password)
    for body in ({"new_password": PASSWORD}, {"current_password": "", "new_password": PASSWORD},
                 {"current_password": WANG.password, "new_password": PASSWORD}):  # fmt: skip
        assert wang.auth("post", "account/password/change", body).status_code == 400
    assert not User.objects.get(username="wang").has_usable_password()


def test_a_password_link_is_made_only_when_it_is_meant(boss: Browser, key: str) -> None:
    user = str(User.objects.get(username="wang").pk)
    refused = boss.api("post", f"/people/{user}/invite")
    assert (refused.status_code, refused.json()["code"]) == (409, "person_of_directory")
    link = boss.api("post", f"/people/{user}/invite?local=true").json()["link"]
    body = {"token": link.partition("token=")[2], "password": PASSWORD}
    assert Browser().api("post", "/join/password", body).status_code == 201
    assert comes_in("wang", PASSWORD)
    assert comes_in("wang", WANG.password)


def test_the_person_links_their_own(boss: Browser, key: str) -> None:
    zhao = employed("zhao")
    body = {"directory": key, "login": "li", "password": LI.password}
    zhao.age(16 * 60)
    assert zhao.api("post", "/me/directories", body).json()["code"] == "step_up_required"
    zhao.login("zhao")
    zhao.auth("post", "auth/reauthenticate", {"password": PASSWORD})
    wrong = zhao.api("post", "/me/directories", {**body, "password": "wrong-1"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "directory_mismatch")
    assert zhao.api("post", "/me/directories", {**body, "password": "x", "login": "*"}).status_code == 422
    flush()
    told = AuditRow.objects.filter(verb="login_failed").order_by("pk")
    assert [row.changes["login"][1] for row in told] == ["li", "*"]
    assert {row.actor_id for row in told} == {User.objects.get(username="zhao").pk}
    assert zhao.api("post", "/me/directories", body).status_code == 201
    browser = Browser()
    assert browser.login("li", LI.password).status_code == 200
    assert browser.api("get", "/me").json()["username"] == "zhao"
    # What is Wang's does not become Zhao's.
    taken = zhao.api(
        "post", "/me/directories", {"directory": key, "login": "wang", "password": WANG.password}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "identity_taken")
    mine = zhao.api("get", "/me/identities").json()["identities"][0]["id"]
    assert zhao.api("delete", f"/me/identities/{mine}").status_code == 204
    assert not comes_in("li", LI.password)


def test_nobody_takes_away_their_only_way_in(key: str) -> None:
    wang = Browser()
    wang.login("wang", WANG.password)
    mine = wang.api("get", "/me/identities").json()["identities"][0]["id"]
    refused = wang.api("delete", f"/me/identities/{mine}")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_way_in")
    assert comes_in("wang", WANG.password)


def test_a_first_sign_in_makes_an_account_where_it_is_set_so(boss: Browser, key: str) -> None:
    department = boss.api("post", "/departments", {"name": "南区"}).json()["id"]
    assert not comes_in("li", LI.password)
    values = {"makes_accounts": True, "roles": ["service"], "department": department}
    assert boss.api("patch", f"/security/directories/{key}", values).status_code == 200
    assert not comes_in("li", "wrong-1")
    assert not User.objects.filter(username="li").exists()
    assert comes_in("li", LI.password)
    user = User.objects.get(username="li")
    assert list(user.roles.values_list("key", flat=True)) == ["service"]
    assert str(user.department_id) == department
    # Switched off, they are not made anew.
    boss.api("patch", f"/people/{user.pk}", {"active": False})
    assert not comes_in("li", LI.password)
    assert User.objects.filter(name="李四").count() == 1


def test_people_as_active_directory_describes_them(boss: Browser, server: DirectoryServer) -> None:
    switched_off = Known("zhou", "周五", "zhou-Passwort-1", "88888888-8888-4888-8888-888888888888")
    server.holds(more="\n".join([WANG.active_ldif(), LI.active_ldif(), switched_off.active_ldif(514)]))
    people = "(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))"
    made = connect(
        boss, server, people=people, login_attributes=["sAMAccountName"], id_attribute="objectGUID"
    )
    assert boss.api("post", f"/security/directories/{made}/test").json() == {"people": 2, "more": False}
    bring_in(boss, made, WANG)
    assert Identity.objects.get().subject == WANG.entry_id
    wang = Browser()
    assert wang.login("Wang", WANG.password).status_code == 200
    # Proof once more looks for the sixteen bytes.
    wang.age(16 * 60)
    assert wang.auth("post", "auth/reauthenticate", {"password": WANG.password}).status_code == 200
    server.holds(more=WANG.active_ldif(514))
    assert not comes_in("wang", WANG.password)
