"""Many records at once."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.desk import DESK, MIXES, PHONE, Desk
from tests.journeys.people import Person
from tests.journeys.seeds import contact, invented


@pytest.mark.parametrize("mix", MIXES)
def test_edit_ten_records_at_once(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    ids = person.create("contacts", *(contact(number, stage="new") for number in range(12)))
    desk.go("/m/contacts?s=name")
    expect(page.get_by_text(t("common.records", n=12))).to_be_visible()
    left_out = {ids[10], ids[11]}
    if desk.mix.phone:
        desk.button("list.choose").click()
    for number in range(10):
        box = page.get_by_role("checkbox", name=t("list.selectRow", name=invented(number)))
        box.click()
    bar = page.get_by_role("toolbar")
    expect(bar).to_contain_text(t("list.selected", n=10))
    desk.button("list.bulkEdit", bar).click()
    dialog = desk.dialog()
    stage = person.label("contacts", "stage")
    desk.pick(dialog.get_by_label(t("list.field"), exact=True), stage)
    desk.pick(dialog.get_by_label(stage, exact=True), person.option("contacts", "stage", "proposal"))
    desk.button("common.apply", dialog).click()
    expect(desk.toast(t("list.changedMany", n=10))).to_be_visible()
    after = person.column("contacts", "stage")
    assert after == {record: "new" if record in left_out else "proposal" for record in ids}
    page.get_by_role("status").filter(has_text=t("list.changedMany", n=10)).get_by_role(
        "button", name=t("common.undo")
    ).click()
    expect(desk.toast(t("common.undone"))).to_be_visible()
    assert set(person.column("contacts", "stage").values()) == {"new"}


@pytest.mark.parametrize("mix", [DESK.param()])
def test_undo_of_a_field_that_the_list_does_not_show(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    ids = person.create("contacts", *(contact(number, hobbies=f"记{number}") for number in range(3)))
    desk.go("/m/contacts?s=name")
    label = person.label("contacts", "hobbies")
    expect(page.get_by_role("columnheader").filter(has_text=label)).to_have_count(0)
    for number in range(3):
        page.get_by_role("checkbox", name=t("list.selectRow", name=invented(number))).click()
    desk.button("list.bulkEdit", page.get_by_role("toolbar")).click()
    dialog = desk.dialog()
    desk.pick(dialog.get_by_label(t("list.field"), exact=True), label)
    dialog.get_by_label(label, exact=True).fill("一样")
    desk.button("common.apply", dialog).click()
    note = page.get_by_role("status").filter(has_text=t("list.changedMany", n=3))
    note.get_by_role("button", name=t("common.undo")).click()
    expect(desk.toast(t("common.undone"))).to_be_visible()
    assert person.column("contacts", "hobbies") == {key: f"记{number}" for number, key in enumerate(ids)}


@pytest.mark.parametrize("mix", [PHONE.param()])
def test_a_long_press_begins_to_choose(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    person.create("contacts", contact(0), contact(1))
    desk.go("/m/contacts?s=name")
    card = page.get_by_role("link", name=re.compile(invented(0)))
    at = card.bounding_box()
    assert at
    finger = desk.context.new_cdp_session(page)
    point = {"x": at["x"] + 60, "y": at["y"] + 30}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    box = page.get_by_role("checkbox", name=t("list.selectRow", name=invented(0)))
    expect(box).to_be_checked()
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(box).to_be_checked()
    expect(page.get_by_role("toolbar")).to_contain_text(t("list.selected", n=1))
    desk.button("list.chosen").click()
    expect(card).to_be_visible()
    expect(page.get_by_role("toolbar")).to_have_count(0)
