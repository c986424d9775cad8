"""Coming in and going out."""

from collections.abc import Callable

from playwright.sync_api import expect
from tests.journeys.desk import Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Person


def test_a_wrong_password_is_told_and_the_right_one_lets_in(
    seat: Callable[..., Desk], house: House, mix: Mix, person: Person
) -> None:
    desk = seat(house.url, mix)
    page, t = desk.page, desk.t
    page.goto("/m/contacts")
    expect(page.get_by_role("heading", name=t("door.welcome"))).to_be_visible()
    desk.watch.expect(400, 401)
    page.get_by_label(t("door.username"), exact=True).fill(person.username)
    page.get_by_label(t("door.password"), exact=True).fill("not-the-password")
    desk.button("door.login").click()
    expect(page.get_by_role("alert").first).to_contain_text(t("door.wrong"))
    page.get_by_label(t("door.password"), exact=True).fill(PASSWORD)
    desk.button("door.login").click()
    # The login leads to the page that was asked for.
    expect(page).to_have_url(f"{house.url}/m/contacts")
    desk.settled()
    if mix.phone:
        desk.button("shell.more").click()
        desk.button("shell.logout").click()
    else:
        page.get_by_role("button", name=t("shell.account")).click()
        page.get_by_role("menuitem", name=t("shell.logout")).click()
    expect(page.get_by_role("heading", name=t("door.welcome"))).to_be_visible()
    page.goto("/m/contacts")
    expect(page.get_by_role("heading", name=t("door.welcome"))).to_be_visible()
