"""What tests of the company's directory share: a real server, the settings for it, people in it."""

from typing import Any

from tests.api.browser import Browser
from tests.runner.slapd import PEOPLE, SERVICE, SERVICE_PASSWORD, DirectoryServer, Known

WANG = Known("wang", "王小明", "wang-Passwort-1", "11111111-1111-4111-8111-111111111111", "wang@example.test")
LI = Known("li", "李四", "li-Passwort-1", "22222222-2222-4222-8222-222222222222")


def settings_of(server: DirectoryServer, **more: Any) -> dict[str, Any]:
    """The settings that an administrator gives."""
    return {
        "name": "公司目录", "url": server.url, "authority": server.authority.pem, "bind_name": SERVICE,
        "secret": SERVICE_PASSWORD, "base": PEOPLE, "people": "(objectClass=inetOrgPerson)",
        "login_attributes": ["uid"], "id_attribute": "entryUUID", "name_attribute": "displayName",
        "mail_attribute": "mail", **more,
    }  # fmt: skip


def connect(boss: Browser, server: DirectoryServer, **more: Any) -> str:
    """The id of a new directory in the settings."""
    made = boss.api("post", "/security/directories", settings_of(server, **more))
    assert made.status_code == 201, made.content
    return str(made.json()["id"])


def bring_in(boss: Browser, key: str, *people: Known, roles: tuple[str, ...] = ("sales",)) -> list[str]:
    """The ids of the accounts that people of the directory get."""
    body = {"people": [one.entry_id for one in people], "roles": list(roles)}
    made = boss.api("post", f"/security/directories/{key}/people", body)
    assert made.status_code == 201, made.content
    return [str(one) for one in made.json()["people"]]


def comes_in(login: str, password: str) -> bool:
    """Whether a fresh browser gets in by the login form."""
    browser = Browser()
    done = browser.login(login, password).status_code == 200
    assert (browser.api("get", "/me").status_code == 200) is done
    return done
