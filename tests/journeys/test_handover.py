"""Somebody leaves: their records go to two colleagues by a condition, the certificate says that nothing was lost."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Locator, Playwright, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import DESK, PHONE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person, colleague

NUMBERS = count(1)
FOUR = [
    DESK.param(),
    Mix("en", "phone").param(),
    PHONE.param(pytest.mark.slow),
    Mix("en").param(pytest.mark.slow),
]


@dataclass(frozen=True, slots=True)
class Team:
    """Who reports to somebody, and to whom that person reports."""

    above: Person
    members: list[Person]


def id_of(person: Person) -> str:
    """The id of an account."""
    return str(person.call("GET", "/me")["id"])


def manager_of(chief: Person, person: Person) -> str:
    """To whom somebody reports."""
    people = chief.call("GET", "/people")["people"]
    [found] = [one["manager"]["name"] for one in people if one["id"] == id_of(person)]
    return str(found)


@pytest.fixture(scope="module")
def chiefs(admin: Person, house: House, playwright: Playwright) -> Callable[[str], Person]:
    """An administrator who sees all data, one for each language."""

    @cache
    def one(locale: str) -> Person:
        username = f"handing{next(NUMBERS)}"
        roles = ["administrator", "director"]
        return colleague(admin, house, playwright, username, f"主管{username}", roles, locale)

    return one


@pytest.fixture
def chief(chiefs: Callable[[str], Person], mix: Mix) -> Person:
    """An administrator who sees all data, in the language of the screen."""
    return chiefs(mix.locale)


@pytest.fixture
def office(seat: Callable[..., Desk], house: House, mix: Mix, chief: Person) -> Desk:
    """The administrator's browser."""
    return seat(house.url, mix, chief)


@pytest.fixture
def leaver(hire: Callable[[str], Person]) -> Person:
    """Somebody with companies in two places, people in them, tasks, talks and comments."""
    person = hire("zh-CN")
    firms = person.create(
        "accounts", *({"name": f"{city}商行{n}"} for n, city in enumerate(("上海", "北京", "上海")))
    )
    people = person.create(
        "contacts", *({"name": f"联系人{n}", "account": firms[n % 3] if n < 6 else None} for n in range(8))
    )
    person.create(
        "activities", *({"kind": "task", "subject": f"寄样{n}", "contact": people[n]} for n in range(4))
    )
    person.create(
        "activities", *({"kind": "call", "content": "确认样品", "contact": people[n]} for n in range(3))
    )
    person.create("comments", {"parent": f"contacts/{people[0]}", "text": "很健谈"})
    person.call("POST", "/views", {"module": "contacts", "name": f"{person.name}的重点", "shared": True})
    return person


@pytest.fixture(scope="module")
def staff(hire: Callable[[str], Person]) -> Team:
    """Three who stay, whoever leaves. Invited once: a server takes few invitations a minute."""
    return Team(hire("zh-CN"), [hire("zh-CN") for _ in range(2)])


@pytest.fixture
def team(staff: Team, leaver: Person, admin: Person) -> Team:
    """Two who report to the leaver, and to whom the leaver reports."""
    whom = [(staff.above, None), (leaver, staff.above), *((one, leaver) for one in staff.members)]
    for one, to in whom:
        admin.call("PATCH", f"/people/{id_of(one)}", {"manager": to and id_of(to)})
    return staff


def picture(desk: Desk, name: str) -> None:
    """A picture of the whole screen, where somebody wants to look at it."""
    if folder := os.environ.get("GUANXI_PICTURES"):
        desk.still()
        desk.page.screenshot(path=f"{folder}/{name}-{desk.mix.locale}-{desk.mix.size}.png", full_page=True)


def module_of(desk: Desk, label: str) -> Locator:
    """The part of the page about one module."""
    return (
        desk.page.get_by_role("main")
        .get_by_role("listitem")
        .filter(has=desk.page.get_by_text(label, exact=True))
        .first
    )


def certificate(desk: Desk) -> str:
    """The text of the certificate that is downloaded."""
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=desk.t("handover.certificate")).click()
    paper = pypdfium2.PdfDocument(Path(download.value.path()).read_bytes())
    return "".join(page.get_textpage().get_text_range() for page in paper).replace("\r\n", "")


class Handing:
    """A handover as hands do it."""

    def __init__(self, desk: Desk, chief: Person, leaver: Person) -> None:
        self.desk, self.leaver = desk, leaver
        self.auditor = Auditor(desk)
        self.who = leaver.call("GET", "/me")["id"]
        self.plural = {one["key"]: str(one["plural"]) for one in chief.call("GET", "/schema")["modules"]}

    def look(self, name: str) -> None:
        """Hold the screen to the rules, and leave a picture of it."""
        picture(self.desk, name)
        self.auditor.look(name)

    def begin(self) -> None:
        """From the list of colleagues, while the account is being closed."""
        desk, t = self.desk, self.desk.t
        desk.go(f"/settings/people?person={self.who}")
        dialog = desk.dialog()
        dialog.get_by_role("switch", name=t("people.mayLogin")).click()
        expect(dialog.get_by_text(t("handover.handLater"))).to_be_visible()
        expect(dialog.get_by_text(t("handover.reports", n=2))).to_be_visible()
        self.look("1-deactivate")
        dialog.get_by_role("link", name=t("handover.handFirst"), exact=True).click()
        heading = desk.page.get_by_role("heading", level=1, name=t("handover.title", name=self.leaver.name))
        expect(heading).to_be_visible()
        desk.settled()
        self.look("2-begin")

    def choose(self, li: Person, han: Person, above: Person) -> None:
        """Companies by a condition, people and tasks with them; the team to one of the two."""
        desk, t = self.desk, self.desk.t
        accounts = module_of(desk, self.plural["accounts"])
        way = accounts.get_by_role("combobox", name=t("handover.way", label=self.plural["accounts"]))
        desk.pick(way, t("handover.way_cases"))
        desk.button("handover.writeCase", accounts).click()
        desk.dialog().get_by_label(t("list.value")).fill("上海")
        desk.button("common.apply", desk.dialog()).click()
        desk.pick(accounts.get_by_role("combobox", name=t("handover.to"), exact=True), li.name)
        desk.pick(accounts.get_by_role("combobox", name=t("handover.rest"), exact=True), han.name)
        contacts = module_of(desk, self.plural["contacts"])
        desk.pick(contacts.get_by_role("combobox", name=t("handover.restFollow")), han.name)
        lines = desk.page.get_by_role("table", name=t("handover.preview")).get_by_role("row")
        # Two companies, four people, three tasks.
        expect(lines.filter(has_text=li.name).get_by_role("cell")).to_have_text(["2", "4", "3", "9"])
        expect(lines.filter(has_text=han.name).get_by_role("cell")).to_have_text(["1", "4", "1", "6"])
        # To whom the leaver reported is proposed for the team; han is chosen for it.
        heir = desk.page.get_by_role("combobox", name=t("handover.successor"))
        expect(heir).to_have_value(above.name)
        expect(desk.page.get_by_text(t("handover.viewsMove", n=1, to=above.name))).to_be_visible()
        desk.pick(heir, han.name)
        expect(desk.page.get_by_text(t("handover.reportsMove", n=2, to=han.name))).to_be_visible()
        expect(desk.page.get_by_text(t("handover.viewsMove", n=1, to=han.name))).to_be_visible()
        desk.page.get_by_label(t("handover.reason")).fill("离职")
        self.look("3-preview")

    def carry_out(self, han: Person) -> None:
        """Say that one is sure, and wait for the end."""
        desk = self.desk
        desk.button("handover.start", n=15).click()
        self.look("4-sure")
        desk.button("handover.start", desk.dialog(), n=15).click()
        expect(desk.page.get_by_role("heading", name=desk.t("handover.same", n=15))).to_be_visible()
        expect(desk.page.get_by_text(desk.t("handover.reportsMoved", n=2, to=han.name))).to_be_visible()
        desk.settled()
        self.look("5-done")

    def former(self, account: str, by: Person) -> None:
        """Who had a record before stands on it."""
        desk, t = self.desk, self.desk.t
        desk.go(f"/m/accounts/{account}")
        desk.button("record.more", desk.page.get_by_role("main")).click()
        desk.page.get_by_role("menuitem", name=t("record.access"), exact=True).click()
        expect(desk.dialog().get_by_text(t("handover.formerHandover", by=by.name))).to_be_visible()
        desk.dialog().get_by_role("heading", name=t("handover.former")).scroll_into_view_if_needed()
        self.look("6-former")

    def take_back(self) -> None:
        """From the list of earlier handovers."""
        desk, t = self.desk, self.desk.t
        desk.go(f"/settings/people/{self.who}/handover")
        expect(desk.page.get_by_text(t("handover.allFinished"))).to_be_visible()
        self.look("7-afterwards")
        desk.page.get_by_role("main").get_by_role("link", name=re.compile(r"\d")).last.click()
        desk.button("handover.undo").click()
        self.look("8-sure-back")
        desk.button("handover.undo", desk.dialog()).click()
        expect(desk.page.get_by_text(t("handover.undoOf"))).to_be_visible()
        expect(desk.page.get_by_role("heading", name=t("handover.same", n=15))).to_be_visible()
        back = desk.page.get_by_text(t("handover.reportsMoved", n=2, to=self.leaver.name))
        expect(back).to_be_visible()
        self.look("9-back")


@pytest.mark.parametrize("mix", FOUR)
def test_records_are_handed_over_and_taken_back(
    office: Desk, chief: Person, leaver: Person, team: Team, hire: Callable[[str], Person]
) -> None:
    handing, li, han = Handing(office, chief, leaver), hire("zh-CN"), hire("zh-CN")
    handing.begin()
    handing.choose(li, han, team.above)
    handing.carry_out(han)
    assert {manager_of(chief, one) for one in team.members} == {han.name}
    views = han.call("GET", "/views?module=contacts")["views"]
    assert [one["mine"] for one in views if one["name"] == f"{leaver.name}的重点"] == [True]
    told = certificate(office)
    assert all(one.name in told for one in team.members)
    assert f"{leaver.name}的重点" in told
    assert leaver.name in told
    assert li.name in told
    assert ("0 处差异" if office.mix.locale == "zh-CN" else "0 differences") in told
    [first] = [key for key, name in li.column("accounts", "name").items() if name == "上海商行0"]
    assert len(li.column("contacts", "name")) == 4
    kinds = {one["kind"] for one in li.call("GET", f"/records/accounts/{first}/timeline")["items"]}
    assert "changed" not in kinds
    handing.former(first, chief)
    handing.take_back()
    assert len(leaver.column("contacts", "name")) == 8
    assert {manager_of(chief, one) for one in team.members} == {leaver.name}
    handing.auditor.verdict()


@pytest.mark.parametrize("mix", [PHONE.param()])
def test_the_receiver_hears_of_it_once(
    seat: Callable[..., Desk],
    house: House,
    mix: Mix,
    chief: Person,
    leaver: Person,
    hire: Callable[[str], Person],
) -> None:
    li = hire(mix.locale)
    who, to = leaver.call("GET", "/me")["id"], li.call("GET", "/me")["id"]
    rules = {key: {"way": "one", "to": [to]} for key in ("accounts", "contacts")}
    row = chief.call("POST", "/handovers", {"person": who, "rules": rules, "successor": to})
    desk = seat(house.url, mix, li)
    desk.eventually(lambda: chief.call("GET", f"/handovers/{row['id']}")["state"] == "done")
    (note,) = li.call("GET", "/notifications")["items"]
    assert leaver.name in note["title"] + note["text"]
    assert "3" in note["title"] + note["text"]
    desk.go("/today")
    desk.page.get_by_role("button", name=re.compile(desk.t("shell.notifications"))).click()
    expect(desk.page.get_by_text(re.compile(re.escape(leaver.name))).first).to_be_visible()
    picture(desk, "notice")


@pytest.mark.parametrize("mix", FOUR)
def test_a_team_without_records_is_handed_over(
    office: Desk, chief: Person, hire: Callable[[str], Person], admin: Person, staff: Team
) -> None:
    """A manager who owns no record leaves: the page does not say that there is nothing to do."""
    head, heir, member = hire("zh-CN"), staff.above, staff.members[0]
    admin.call("PATCH", f"/people/{id_of(member)}", {"manager": id_of(head)})
    desk, t, auditor = office, office.t, Auditor(office)
    desk.go(f"/settings/people/{id_of(head)}/handover")
    expect(desk.page.get_by_text(t("handover.previewNone"))).to_be_visible()
    desk.pick(desk.page.get_by_role("combobox", name=t("handover.successor")), heir.name)
    expect(desk.page.get_by_text(t("handover.reportsMove", n=1, to=heir.name))).to_be_visible()
    picture(desk, "10-team-alone")
    auditor.look("team alone")
    desk.button("handover.startTeam").click()
    auditor.look("team alone, sure")
    desk.button("handover.startTeam", desk.dialog()).click()
    expect(desk.page.get_by_role("heading", name=t("handover.teamDone"))).to_be_visible()
    desk.settled()
    picture(desk, "11-team-done")
    auditor.look("team alone, done")
    assert manager_of(chief, member) == heir.name
    auditor.verdict()
