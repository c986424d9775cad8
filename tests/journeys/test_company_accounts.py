"""Signing in by what the company has already: its directory (a real OpenLDAP server), its identity provider."""

import threading
from collections.abc import Callable, Iterator
from http.server import HTTPServer
from itertools import count
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from oidc_provider_mock import User as Known
from oidc_provider_mock import app as provider_app
from playwright.sync_api import Playwright, Route, expect
from tests.journeys import people
from tests.journeys.audit import Auditor
from tests.journeys.desk import Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Person, first_person
from tests.runner import slapd
from tests.runner.slapd import DirectoryServer, directory_or_skip

IN_DIRECTORY = "Verzeichnis-Passwort-1"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[DirectoryServer]:
    """The company's directory."""
    yield from directory_or_skip()


@pytest.fixture(scope="module")
def office(build: Callable[[], House]) -> House:
    """A house whose operator allows servers on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_ALLOW_PRIVATE", "127.0.0.0/8,::1/128")
        return build()


@pytest.fixture(scope="module")
def boss(office: House, playwright: Playwright) -> Person:
    """Who has set up that house."""
    return first_person(office, playwright, "boss")


@pytest.fixture
def colleagues(server: DirectoryServer, mix: Mix) -> tuple[slapd.Known, slapd.Known]:
    """Two people whom the directory knows, of this mix alone."""
    mark = f"{mix.size}{mix.locale}{mix.theme}".lower()
    number = next(NUMBERS)
    found = tuple(
        slapd.Known(f"{name}{mark}", f"{label}{mark}", IN_DIRECTORY, f"{digit}0000000-0000-4000-8000-{number:012}",
                    f"{name}@example.test")
        for name, label, digit in (("wang", "王小明", 1), ("li", "李四", 2))
    )  # fmt: skip
    server.holds(*found)
    return found  # type: ignore[return-value]


@pytest.fixture
def colleague(boss: Person, office: House, playwright: Playwright, mix: Mix) -> Person:
    """Somebody with a password of this house, at a browser of the mix's language."""
    number = next(NUMBERS)
    return people.colleague(
        boss, office, playwright, f"local{number}", f"测试{number}", ["sales"], mix.locale
    )


@pytest.fixture
def bosses_desk(seat: Callable[..., Desk], office: House, mix: Mix, boss: Person) -> Iterator[Desk]:
    """The administrator, in the language of the mix; what they connected is taken away again."""
    boss.call("PATCH", "/me", {"locale": mix.locale})
    yield seat(office.url, mix, boss)
    for kind in ("directories", "providers"):
        for one in boss.call("GET", f"/security/{kind}")[kind]:
            boss.call("DELETE", f"/security/{kind}/{one['id']}")


def fill(desk: Desk, **values: str) -> None:
    """Fill in boxes of the dialog by the keys of their labels."""
    for key, value in values.items():
        # What is required has a mark behind its label.
        desk.dialog().get_by_label(desk.t(f"people.{key}")).first.fill(value)


def sign_in(desk: Desk, username: str, password: str) -> None:
    """Fill in the login page."""
    desk.page.goto("/login")
    desk.page.get_by_label(desk.t("door.username"), exact=True).fill(username)
    desk.page.get_by_label(desk.t("door.password"), exact=True).fill(password)
    desk.button("door.login").click()


def connect(desk: Desk, eyes: Auditor, server: DirectoryServer) -> None:
    """Connect the directory on the screen of colleagues, with a wrong password."""
    desk.go("/settings/people")
    desk.button("people.addDirectory").click()
    expect(desk.dialog()).to_be_visible()
    eyes.look("a new directory")
    fill(desk, providerName="公司目录", directoryUrl=server.url, bindName=slapd.SERVICE,
         bindPassword="not-the-password", base=slapd.PEOPLE, authority=server.authority.pem)  # fmt: skip
    desk.button("common.save", desk.dialog()).click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_the_ways_to_sign_in_appear_at_once(bosses_desk: Desk) -> None:
    """A part that came later would push the buttons below it away from a finger that is just pressing them."""
    desk = bosses_desk
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.page.route("**/api/v1/security/policy", hold)
    with desk.page.expect_response("**/api/v1/security/providers"):
        desk.page.goto("/settings/people")
    desk.still()
    desk.eventually(lambda: len(held) == 1)
    expect(desk.button("people.addProvider")).to_have_count(0)
    held[0].continue_()
    desk.settled()
    for one in ("people.addDirectory", "people.addProvider"):
        expect(desk.button(one)).to_be_visible()


def test_the_directory_is_connected_and_somebody_brought_in_signs_in(
    seat: Callable[..., Desk], office: House, mix: Mix, bosses_desk: Desk, server: DirectoryServer,
    colleagues: tuple[slapd.Known, slapd.Known],
) -> None:  # fmt: skip
    wang, desk = colleagues[0], bosses_desk
    eyes = Auditor(desk)
    connect(desk, eyes, server)
    # The wrong password is told in words; the right one mends it.
    desk.watch.expect(422)
    desk.button("people.testProvider").click()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    eyes.look("people with a directory")
    desk.button("common.edit").click()
    fill(desk, bindPassword=slapd.SERVICE_PASSWORD)
    desk.page.get_by_text(desk.t("people.directoryWords")).click()
    eyes.look("settings of a directory")
    desk.button("common.save", desk.dialog()).click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.button("people.testProvider").click()
    expect(desk.toast(desk.t("people.testCount", n=2))).to_be_visible()
    desk.button("people.bringIn").click()
    desk.dialog().get_by_label(desk.t("people.searchDirectory")).fill("wang")
    expect(desk.dialog().get_by_role("checkbox", name="li@example.test")).to_have_count(0)
    desk.dialog().get_by_label(wang.uid).check()
    eyes.look("add from the directory")
    desk.button("people.bringInCount", desk.dialog(), n=1).click()
    expect(desk.toast(desk.t("people.broughtIn", n=1))).to_be_visible()
    desk.page.get_by_role("row").filter(has_text=wang.uid).get_by_role("button").click()
    expect(desk.button("people.localPassword", desk.dialog())).to_be_visible()
    eyes.look("somebody of the directory")
    eyes.verdict()
    fresh = seat(office.url, mix)
    fresh.watch.expect(400)
    sign_in(fresh, wang.uid, "not-the-password")
    expect(fresh.page.get_by_role("alert").first).to_be_visible()
    sign_in(fresh, wang.uid, wang.password)
    expect(fresh.page).to_have_url(f"{office.url}/today")
    fresh.settled()
    fresh.t = type(fresh.t)("zh-CN")
    fresh.go("/me/security")
    expect(fresh.page.get_by_text("公司目录", exact=True)).to_be_visible()
    fresh.go("/profile")
    expect(fresh.page.get_by_text(fresh.t("profile.elsewhere"))).to_be_visible()


def test_a_colleague_links_the_directory_and_signs_in_by_either(
    seat: Callable[..., Desk], office: House, mix: Mix, bosses_desk: Desk, server: DirectoryServer,
    colleagues: tuple[slapd.Known, slapd.Known], colleague: Person, boss: Person,
) -> None:  # fmt: skip
    li = colleagues[1]
    boss.call("POST", "/security/directories", {
        "name": "公司目录", "url": server.url, "authority": server.authority.pem, "bind_name": slapd.SERVICE,
        "secret": slapd.SERVICE_PASSWORD, "base": slapd.PEOPLE, "people": "(objectClass=inetOrgPerson)",
        "login_attributes": ["uid"], "id_attribute": "entryUUID", "name_attribute": "cn",
    })  # fmt: skip
    desk = seat(office.url, mix, colleague)
    eyes = Auditor(desk)
    desk.watch.expect(422)
    desk.go("/me/security")
    desk.button("security.link", name="公司目录").click()
    desk.dialog().get_by_label(desk.t("security.directoryLogin")).fill(li.uid)
    password = desk.dialog().get_by_label(desk.t("security.directoryPassword")).first
    password.fill("not-the-password")
    desk.button("security.linkDirectory", desk.dialog()).click()
    expect(password).to_have_attribute("aria-invalid", "true")
    eyes.look("link a directory")
    password.fill(li.password)
    desk.button("security.linkDirectory", desk.dialog()).click()
    expect(desk.button("security.unlink")).to_be_visible()
    # What is linked is not offered again.
    expect(desk.button("security.link", name="公司目录")).to_have_count(0)
    eyes.look("a linked directory")
    eyes.verdict()
    for username, given in ((li.uid, li.password), (colleague.username, PASSWORD)):
        fresh = seat(office.url, mix)
        sign_in(fresh, username, given)
        expect(fresh.page).to_have_url(f"{office.url}/today")
        fresh.settled()


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *args: Any) -> None:
        """Quietly."""


@pytest.fixture
def issuer() -> Iterator[str]:
    """A real identity provider with its own pages; it knows one person."""
    app = provider_app(user_claims=[Known(sub="alice")])
    made: HTTPServer = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def keep_at_home(desk: Desk, *places: str) -> None:
    """What the provider's page wants of elsewhere is not fetched."""
    at_home = {urlsplit(place).netloc for place in places}

    def answer(route: Route) -> None:
        if urlsplit(route.request.url).netloc in at_home:
            route.continue_()
        else:
            route.fulfill(status=200, content_type="text/css", body="")

    desk.context.route("**/*", answer)


def test_an_identity_provider_is_set_up_linked_and_lets_in(
    seat: Callable[..., Desk], office: House, mix: Mix, bosses_desk: Desk, colleague: Person, issuer: str
) -> None:
    desk = bosses_desk
    eyes = Auditor(desk)
    desk.go("/settings/people")
    desk.button("people.addProvider").click()
    fill(desk, providerName="公司账号", issuer=issuer, clientId="guanxi", secret="hush-hush-hush")
    eyes.look("settings of a provider")
    desk.button("common.save", desk.dialog()).click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.button("people.testProvider").click()
    expect(desk.toast(desk.t("people.testGood"))).to_be_visible()
    eyes.look("people with a provider")
    eyes.verdict()
    own = seat(office.url, mix, colleague)
    keep_at_home(own, office.url, issuer)
    own.go("/me/security")
    own.button("security.link", name="公司账号").click()
    own.page.get_by_role("button", name="alice").first.click()
    expect(own.button("security.unlink")).to_be_visible()
    expect(own.page.get_by_text("公司账号", exact=True).first).to_be_visible()
    fresh = seat(office.url, mix)
    fresh.watch.expect(401)
    keep_at_home(fresh, office.url, issuer)
    fresh.page.goto("/login?next=/me/security")
    fresh.page.get_by_role("button", name="公司账号").click()
    fresh.page.get_by_role("button", name="alice").first.click()
    expect(fresh.page).to_have_url(f"{office.url}/me/security")
    # Unlinked, it opens nothing any more, and the login page says why.
    own.button("security.unlink").first.click()
    own.button("security.unlink", own.dialog()).click()
    expect(own.button("security.unlink")).to_have_count(0)
    gone = seat(office.url, mix)
    keep_at_home(gone, office.url, issuer)
    gone.page.goto("/login")
    gone.page.get_by_role("button", name="公司账号").click()
    gone.page.get_by_role("button", name="alice").first.click()
    expect(gone.page).to_have_url(f"{office.url}/login?fault=identity_unknown")
    expect(gone.page.get_by_role("alert").first).to_be_visible()
