"""Decide how often the best customers want to be heard of, and see who is due."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.people import Person

from guanxi.kernel import clock


def test_an_account_is_due_when_its_grade_says_so(
    desk: Desk, person: Person, admin: Person, house: House, seat: Callable[..., Desk]
) -> None:
    admin.call("PATCH", "/cadences", {"grades": {"vip": 14}})
    for name, days in (("明川精密有限公司", 9), ("启恒仪器有限公司", 20)):
        (account,) = person.create("accounts", {"name": name, "grade": "vip"})
        at = (clock.now() - timedelta(days=days)).isoformat()
        person.create("activities", {"kind": "call", "subject": "回访", "account": account, "at": at})
    desk.go("/today")
    due = desk.page.get_by_role("main").get_by_role("listitem")
    late, fresh = (due.filter(has_text=desk.t("today.silent", n=days)) for days in (20, 9))
    expect(late).to_contain_text("启恒仪器有限公司")
    expect(fresh).to_have_count(0)
    # Only who keeps the settings decides.
    expect(desk.page.get_by_role("button", name=desk.t("today.cadence"))).to_have_count(0)
    decide(seat(house.url, replace(desk.mix, locale=admin.locale), admin), admin)
    desk.page.reload()
    expect(fresh).to_contain_text("明川精密有限公司")


def decide(desk: Desk, admin: Person) -> None:
    """A week instead of two, after a slip that loses nothing of what was typed."""
    admin.create("contacts", {"name": "章楚然", "next_follow_up": clock.now().isoformat()})
    desk.go("/today")
    desk.button("today.cadence").click()
    dialog = desk.dialog()
    days = dialog.get_by_label(admin.option("accounts", "grade", "vip"), exact=True)
    expect(days).to_have_value("14")
    days.fill("一周")
    desk.button("common.save", dialog).click()
    expect(dialog.get_by_text(desk.t("today.cadenceNumber"))).to_be_visible()
    expect(days).to_have_value("一周")
    days.fill("7")
    desk.button("common.save", dialog).click()
    expect(desk.toast(desk.t("today.cadenceSaved"))).to_be_visible()
