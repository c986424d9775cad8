"""A filter becomes a view, and the list is where it was left."""

import re

from playwright.sync_api import Locator, expect
from tests.journeys.desk import Desk
from tests.journeys.people import Person
from tests.journeys.seeds import contact, invented


def lines(desk: Desk) -> Locator:
    """The records of the list that are drawn."""
    if desk.mix.phone:
        return desk.page.get_by_role("main").locator("ul").last.get_by_role("listitem")
    return desk.page.get_by_role("row").filter(has=desk.page.get_by_role("gridcell"))


def build_filter(desk: Desk, person: Person) -> None:
    """Stage is 'proposal', built by hand."""
    page, t = desk.page, desk.t
    page.get_by_role("button", name=re.compile(f"^{re.escape(t('list.filter'))}")).first.click()
    desk.button("list.addCondition").click()
    desk.pick(page.get_by_label(t("list.field"), exact=True), person.label("contacts", "stage"))
    value = page.get_by_label(t("list.value"), exact=True)
    desk.pick(value, person.option("contacts", "stage", "proposal"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def test_build_and_save_a_view(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    person.create(
        "contacts",
        *(contact(number, stage="proposal") for number in range(3)),
        *(contact(number, stage="new") for number in range(3, 8)),
    )
    desk.go("/m/contacts")
    expect(page.get_by_text(t("common.records", n=8))).to_be_visible()
    build_filter(desk, person)
    expect(page.get_by_text(t("common.records", n=3))).to_be_visible()
    expect(page.get_by_role("img", name=t("list.dirty"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(t("common.records", n=3))).to_be_visible()
    desk.button("list.saveAs").click()
    dialog = desk.dialog()
    dialog.get_by_label(t("list.viewName"), exact=True).fill("报价中的人")
    desk.button("common.save", dialog).click()
    expect(page.get_by_role("tab", name="报价中的人", selected=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?view=\d+"))
    page.reload()
    expect(page.get_by_role("tab", name="报价中的人", selected=True)).to_be_visible()
    expect(page.get_by_text(t("common.records", n=3))).to_be_visible()
    expect(lines(desk)).to_have_count(3)
    # The filter of the view is not left behind on 'all'.
    page.get_by_role("tab").first.click()
    expect(page.get_by_text(t("common.records", n=8))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("tab", name="报价中的人", selected=True)).to_be_visible()
    expect(lines(desk)).to_have_count(3)


def test_back_finds_the_list_where_it_was_left(desk: Desk, person: Person) -> None:
    page = desk.page
    person.create("contacts", *(contact(number) for number in range(60)))
    desk.go("/m/contacts?s=name")
    expect(lines(desk).first).to_be_visible()
    names = sorted(invented(number) for number in range(60))
    assert len(set(names)) == 60
    box = (
        page.get_by_role("grid")
        if not desk.mix.phone
        else page.get_by_role("main").locator("ul").last.locator("..")
    )
    # The list ends after its first screen until the rest is there.
    desk.eventually(lambda: box.evaluate("node => (node.scrollTop = 1400, node.scrollTop)") == 1400)
    expect(box).to_have_js_property("scrollTop", 1400)
    # The rows of the new place are drawn in the next frame.
    desk.still()
    seen = page.get_by_role("main").locator("[style*=translateY]").nth(12)
    words = seen.inner_text().split("\n")
    name = next(word for word in words if word in names)
    if desk.mix.phone:
        page.get_by_role("main").get_by_role("link").filter(has_text=name).click()
    else:
        page.get_by_role("button", name=desk.t("list.openRecord", name=name)).click()
        page.get_by_role("link", name=desk.t("list.openFull")).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_text(name, exact=True).first).to_be_in_viewport()
    top = box.evaluate("node => node.scrollTop")
    assert abs(top - 1400) <= 72
