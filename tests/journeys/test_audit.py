"""Who saw and did what: the screen of the house, of one record, of one person, and its file."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import DESK, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person


def acts(desk: Desk, name: str) -> Locator:
    """The lines about a record."""
    return desk.page.get_by_role("main").get_by_role("listitem").filter(has_text=name)


def chief(seat: Callable[..., Desk], house: House, mix: Mix, admin: Person) -> Desk:
    """Who set up the house, in the language of the mix."""
    admin.call("PATCH", "/me", {"locale": mix.locale})
    return seat(house.url, mix, admin)


def test_who_saw_and_changed_a_customer(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person, person: Person
) -> None:
    name = f"审计样品{mix.size}{mix.locale}{mix.theme}"
    (key,) = person.create("contacts", {"name": name, "title": "采购"})
    person.change("contacts", key, {"title": "总监"})
    desk = chief(seat, house, mix, admin)
    page, t = desk.page, desk.t
    desk.eventually(lambda: len(admin.call("GET", f"/records/contacts/{key}/audit")["entries"]) >= 3)
    desk.go(f"/m/contacts/{key}")
    desk.button("record.more", desk.page.get_by_role("main")).click()
    page.get_by_role("menuitem", name=t("record.audit")).click()
    expect(page.get_by_role("heading", name=t("audit.title"))).to_be_visible()
    expect(page.get_by_text(t("audit.ofRecord"))).to_be_visible()
    lines = acts(desk, name)
    expect(lines.filter(has_text=person.name)).to_have_count(3)
    edited = lines.filter(has_text={"en": "Changed"}.get(mix.locale, "修改"))
    edited.get_by_role("button").click()
    expect(edited.get_by_text("采购")).to_be_visible()
    expect(edited.get_by_text("总监")).to_be_visible()
    # What the administrator does is seen as well, by who is allowed to.
    page.get_by_role("radio", name=t("audit.read"), exact=True).click()
    expect(lines.filter(has_text=person.name)).to_have_count(1)
    expect(lines.filter(has_text=admin.name).first).to_be_visible()
    auditor = Auditor(desk)
    auditor.look("audit of a record")
    auditor.verdict()


def test_the_house_by_person_and_period_and_as_a_file(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person, person: Person
) -> None:
    name = f"审计名单{mix.size}{mix.locale}{mix.theme}"
    person.create("contacts", {"name": name})
    desk = chief(seat, house, mix, admin)
    page, t = desk.page, desk.t
    desk.go("/settings/audit")
    expect(acts(desk, name)).to_have_count(1)
    auditor = Auditor(desk)
    auditor.look("audit")
    desk.pick(page.get_by_role("combobox", name=t("audit.person")), person.name)
    expect(acts(desk, name)).to_have_count(1)
    page.reload()
    desk.settled()
    expect(acts(desk, name)).to_have_count(1)
    expect(page.get_by_role("combobox", name=t("audit.person"))).to_have_value(person.name)
    page.get_by_label(t("audit.to"), exact=True).fill("2020-01-01")
    expect(page.get_by_role("heading", name=t("audit.noneFound"))).to_be_visible()
    auditor.look("nothing found")
    auditor.verdict()
    page.get_by_label(t("audit.to"), exact=True).fill("")
    expect(acts(desk, name)).to_have_count(1)
    desk.button("audit.export").click()
    page.get_by_role("menuitem", name=t("audit.asCsv")).click()
    with page.expect_download() as got:
        desk.button("list.download").click()
    assert name in got.value.path().read_text("utf-8-sig")


@pytest.mark.parametrize("mix", [DESK.param(), Mix("en", "phone").param()])
def test_a_sharing_rule_is_told_by_what_it_opens_to_whom(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person
) -> None:
    name = f"审计规则{mix.size}{mix.locale}"
    rule = {
        "name": name,
        "module": "contacts",
        "criteria": None,
        "holder": "everybody",
        "level": "read",
        "active": False,
    }
    made = admin.call("POST", "/sharing-rules", rule)
    admin.call("PUT", f"/sharing-rules/{made['id']}", {**rule, "level": "write"})
    admin.call("DELETE", f"/sharing-rules/{made['id']}")
    desk = chief(seat, house, mix, admin)
    desk.go("/settings/audit")
    things = desk.page.get_by_role("combobox", name=desk.t("audit.about"))
    desk.pick(things, desk.t("audit.sharing_rules"))
    lines = acts(desk, name)
    expect(lines).to_have_count(3)
    opened = {"en": "Contacts → Everybody"}.get(mix.locale, "联系人 → 所有人")
    for line in lines.all():
        expect(line).to_contain_text(opened)
        line.get_by_role("button").click()
    # What stayed as it was is told, and told once.
    holder = lines.nth(1).get_by_role("definition").filter(has_text=opened.split(" → ")[1])
    expect(holder).to_have_text(opened.split(" → ")[1])
    auditor = Auditor(desk)
    auditor.look("audit of a sharing rule")
    auditor.verdict()


def test_who_may_not_read_it_is_refused(
    seat: Callable[..., Desk], house: House, mix: Mix, person: Person
) -> None:
    desk = seat(house.url, mix, person)
    desk.go("/settings/audit")
    expect(desk.page.get_by_role("heading", name=desk.t("error.refusedTitle"))).to_be_visible()
    (key,) = person.create("contacts", {"name": "审计无权"})
    desk.go(f"/m/contacts/{key}")
    desk.button("record.more", desk.page.get_by_role("main")).click()
    expect(desk.page.get_by_role("menuitem", name=desk.t("record.print"))).to_be_visible()
    expect(desk.page.get_by_role("menuitem", name=desk.t("record.audit"))).to_have_count(0)


def test_a_failure_says_so_and_can_be_tried_again(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person
) -> None:
    desk = chief(seat, house, mix, admin)
    page = desk.page
    desk.watch.expect(500)
    broken = {"on": True}
    page.route(
        "**/api/v1/audit?*",
        lambda route: route.fulfill(status=500, body="") if broken["on"] else route.continue_(),
    )
    page.goto("/settings/audit")
    expect(page.get_by_role("alert")).to_be_visible()
    broken["on"] = False
    desk.button("error.retry").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
