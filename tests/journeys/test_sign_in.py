"""Second factors, passkeys, sessions, tokens and proof, as people meet them."""

import base64
import hmac
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Person, first_person

PAGE = "/me/security"


def code(secret: str, later: int = 0) -> str:
    """The six digits that an app shows for a seed, now or so many steps later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def set_up_app(desk: Desk) -> str:
    """Set up an authenticator app on the open screen or in the open dialog; its seed."""
    box = desk.page.get_by_role("textbox", name=desk.t("security.copySecret"))
    secret = box.input_value()
    desk.page.get_by_label(desk.t("security.code"), exact=True).fill(code(secret))
    desk.button("security.confirm").click()
    expect(desk.page.locator("ol > li")).to_have_count(10)
    return secret


def sign_in(desk: Desk, username: str, password: str = PASSWORD) -> None:
    """Fill in the login page."""
    desk.page.get_by_label(desk.t("door.username"), exact=True).fill(username)
    desk.page.get_by_label(desk.t("door.password"), exact=True).fill(password)
    desk.button("door.login").click()


def test_an_app_a_recovery_code_and_the_list_of_sessions(
    seat: Callable[..., Desk], house: House, mix: Mix, person: Person, auditor: Auditor
) -> None:
    desk = auditor.desk
    desk.watch.expect(404)
    desk.go(PAGE)
    desk.button("security.setUp").click()
    expect(desk.dialog().get_by_role("img")).to_be_visible()
    auditor.look("set up an app")
    secret = set_up_app(desk)
    codes = desk.page.locator("ol > li").all_inner_texts()
    auditor.look("recovery codes")
    desk.button("security.saved", desk.dialog()).click()
    expect(desk.page.get_by_text(desk.t("security.recoveryLeft", n=10))).to_be_visible()
    auditor.look("with a second factor")
    auditor.verdict()
    for given in (code(secret, 1), codes[2]):
        fresh = seat(house.url, mix)
        fresh.watch.expect(401)
        fresh.page.goto("/login")
        sign_in(fresh, person.username)
        if given == codes[2]:
            fresh.button("proof.useRecovery").click()
            fresh.page.get_by_label(fresh.t("proof.recoveryCode")).fill(given)
        else:
            fresh.page.get_by_label(fresh.t("proof.code")).fill(given)
        fresh.button("proof.verify").click()
        expect(fresh.page).to_have_url(f"{house.url}/today")
        fresh.settled()
    desk.go(PAGE)
    desk.button("security.signOutOthers").click()
    expect(desk.toast(desk.t("security.signedOut"))).to_be_visible()
    expect(desk.button("security.signOutOthers")).to_have_count(0)


@pytest.fixture
def passkeys() -> Callable[[Desk], None]:
    """Gives a browser a device that keeps passkeys and always says yes."""

    def plug_in(desk: Desk) -> None:
        line = desk.context.new_cdp_session(desk.page)
        line.send("WebAuthn.enable")
        kind: dict[str, Any] = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        line.send("WebAuthn.addVirtualAuthenticator", {"options": kind})

    return plug_in


def test_a_passkey_lets_in_by_itself(
    seat: Callable[..., Desk], house: House, mix: Mix, person: Person, passkeys: Callable[[Desk], None]
) -> None:
    # A passkey belongs to a name, not to a number.
    place = house.url.replace("127.0.0.1", "localhost")
    desk = seat(place, mix)
    passkeys(desk)
    page = desk.page
    page.goto("/login?next=/me/security")
    sign_in(desk, person.username)
    expect(page).to_have_url(f"{place}{PAGE}")
    desk.button("security.addPasskey").click()
    desk.dialog().get_by_label(desk.t("security.passkeyName")).fill("测试钥匙")
    desk.button("security.addPasskey", desk.dialog()).click()
    desk.button("security.saved", desk.dialog()).click()
    line = page.get_by_role("listitem").filter(has_text="测试钥匙")
    expect(line).to_contain_text(desk.t("security.alone"))
    desk.context.clear_cookies()
    page.goto("/login")
    desk.button("door.loginByPasskey").click()
    expect(page).to_have_url(f"{place}/today")
    desk.settled()
    # As a second step after the password, too.
    desk.context.clear_cookies()
    desk.watch.expect(401)
    page.goto("/login")
    sign_in(desk, person.username)
    desk.button("proof.usePasskey").click()
    expect(page).to_have_url(f"{place}/today")
    desk.go(PAGE)
    line.get_by_role("button").click()
    desk.button("security.remove", desk.dialog()).click()
    expect(line).to_have_count(0)


@pytest.fixture(scope="module")
def strict(build: Callable[[], House]) -> House:
    """A house that asks for proof again after six seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_STEP_UP_MINUTES", "0.1")
        return build()


@pytest.fixture(scope="module")
def boss(strict: House, playwright: Playwright) -> Person:
    """Who has set up that house."""
    return first_person(strict, playwright, "boss")


def test_a_token_is_made_after_proof_and_revoked(
    seat: Callable[..., Desk], strict: House, mix: Mix, boss: Person
) -> None:
    desk = seat(strict.url, mix, boss)
    desk.t = type(desk.t)("zh-CN")
    desk.watch.expect(403)
    desk.go(PAGE)
    time.sleep(6.5)
    desk.button("security.newToken").click()
    name = f"测试程序{mix.size}"
    desk.dialog().get_by_label(desk.t("security.tokenName")).fill(name)
    desk.dialog().get_by_label(desk.t("security.scopeWrite")).check()
    desk.button("security.make", desk.dialog()).click()
    expect(desk.page.get_by_role("heading", name=desk.t("proof.prove"))).to_be_visible()
    desk.dialog().get_by_label(desk.t("door.password"), exact=True).fill(PASSWORD)
    desk.button("proof.proveButton").click()
    token = desk.page.get_by_role("textbox", name=desk.t("security.copyToken")).input_value()
    assert len(token) == 43
    desk.button("common.done", desk.dialog()).click()
    line = desk.page.get_by_role("listitem").filter(has_text=name)
    expect(line).to_contain_text(desk.t("security.scopeWrite"))
    line.get_by_role("button").click()
    desk.button("security.revoke", desk.dialog()).click()
    expect(line).to_have_count(0)


def test_who_must_have_a_second_factor_sets_it_up_first(
    seat: Callable[..., Desk], strict: House, mix: Mix, boss: Person, playwright: Playwright
) -> None:
    boss.http.post(
        "/_allauth/browser/v1/auth/reauthenticate",
        data={"password": PASSWORD},
        headers={"X-CSRFToken": csrf(boss)},
    )
    username = f"new{mix.size}{mix.locale}{mix.theme}".lower()
    boss.call("PUT", "/security/policy", {"everyone": False, "roles": ["service"]})
    link = boss.call("POST", "/people/invite", {"name": "测试新人", "roles": ["service"]})["link"]
    # The other web process knows within five seconds.
    time.sleep(5)
    desk = seat(strict.url, mix)
    # The seed is asked for where there is none yet.
    desk.watch.expect(404)
    page, t = desk.page, desk.t
    page.goto(link)
    page.get_by_label(t("door.username"), exact=True).fill(username)
    page.get_by_label(t("door.password"), exact=True).fill(PASSWORD)
    desk.button("door.joinButton").click()
    expect(page).to_have_url(f"{strict.url}/secure")
    expect(page.get_by_role("heading", name=t("security.secureTitle"))).to_be_visible()
    desk.button("security.useApp").click()
    set_up_app(desk)
    desk.button("security.saved").click()
    expect(page).to_have_url(f"{strict.url}/today")
    desk.settled()


def csrf(person: Person) -> str:
    """The token that unsafe calls of a person carry."""
    cookies = person.http.storage_state()["cookies"]
    return next(item["value"] for item in cookies if item["name"].endswith("guanxi_csrf"))
