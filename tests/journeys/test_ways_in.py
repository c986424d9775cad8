"""Colleagues who forgot their password, and invitations that were a mistake."""

from collections.abc import Callable

from playwright.sync_api import expect
from tests.journeys.desk import Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person


def office(seat: Callable[..., Desk], house: House, mix: Mix, admin: Person) -> Desk:
    """The administrator at the screen of colleagues, in Chinese whatever the browser asks for."""
    desk = seat(house.url, mix, admin)
    desk.t = type(desk.t)(admin.locale)
    desk.go("/settings/people")
    return desk


def edit(desk: Desk, name: str) -> None:
    """Open the dialog of a colleague."""
    desk.button("people.edit", name=name).click()
    expect(desk.dialog()).to_be_visible()


def link_shown(desk: Desk) -> str:
    """The link that the dialog shows this once."""
    expect(desk.button("people.copyLink", desk.dialog())).to_be_visible()
    link = desk.dialog().get_by_role("textbox").input_value()
    desk.button("common.done", desk.dialog()).click()
    return link


def test_a_forgotten_password_is_replaced_by_a_link(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person, person: Person
) -> None:
    at_home = seat(house.url, mix, person)
    at_home.go("/today")
    boss = office(seat, house, mix, admin)
    edit(boss, person.name)
    boss.button("people.passwordLink", boss.dialog()).click()
    link = link_shown(boss)
    fresh = seat(house.url, mix)
    page, t = fresh.page, fresh.t
    page.goto(link)
    expect(page.get_by_role("heading", name=t("door.newPassword"))).to_be_visible()
    expect(page.get_by_label(t("door.username"), exact=True)).to_have_value(person.username)
    box = page.get_by_label(t("door.password"), exact=True)
    box.fill("short")
    fresh.button("door.newPasswordButton").click()
    expect(box).to_be_focused()
    box.fill("batterie-klammer-7")
    fresh.button("door.newPasswordButton").click()
    expect(page).to_have_url(f"{house.url}/today")
    fresh.settled()
    # Where they were signed in before, they are not any more, and the link is used up.
    at_home.watch.expect(401)
    at_home.eventually(lambda: person.ask("GET", "/me").status == 401)
    at_home.page.goto("/today")
    expect(at_home.page.get_by_role("heading", name=t("door.welcome"))).to_be_visible()
    fresh.watch.expect(403)
    page.goto(link)
    expect(page.get_by_role("heading", name=t("door.badInvite"))).to_be_visible()


def test_an_invitation_is_withdrawn_and_made_again(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person
) -> None:
    name = f"柳撤回{mix.size}{mix.locale}{mix.theme}"
    lost = admin.call("POST", "/people/invite", {"name": name, "roles": ["sales"]})["link"]
    boss = office(seat, house, mix, admin)
    edit(boss, name)
    boss.button("people.withdraw", boss.dialog()).click()
    expect(boss.toast(boss.t("people.withdrawDone", name=name))).to_be_visible()
    line = boss.page.get_by_role("row").filter(has_text=name)
    expect(line.get_by_text(boss.t("people.withdrawn"), exact=True)).to_be_visible()
    guest = seat(house.url, mix)
    guest.watch.expect(403)
    guest.page.goto(lost)
    expect(guest.page.get_by_role("heading", name=guest.t("door.badInvite"))).to_be_visible()
    edit(boss, name)
    boss.button("people.inviteAgain", boss.dialog()).click()
    guest.page.goto(link_shown(boss))
    expect(guest.button("door.joinButton")).to_be_visible()
    expect(line.get_by_text(boss.t("people.invited"), exact=True)).to_be_visible()
