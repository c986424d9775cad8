"""Many records at once."""

import pytest
from playwright.sync_api import expect
from tests.journeys.desk import MIXES, Desk
from tests.journeys.people import Person
from tests.journeys.seeds import contact, invented

NO_SELECTION = "the list on a phone cannot select records: cards need a way to choose several"
EACH = [
    pytest.param(
        *param.values, id=param.id,
        marks=[*param.marks, *([pytest.mark.xfail(strict=True, reason=NO_SELECTION)] if param.values[0].phone else [])],
    )
    for param in MIXES
]  # fmt: skip


@pytest.mark.parametrize("mix", EACH)
def test_edit_ten_records_at_once(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    ids = person.create("contacts", *(contact(number, stage="new") for number in range(12)))
    desk.go("/m/contacts?s=name")
    expect(page.get_by_text(t("common.records", n=12))).to_be_visible()
    left_out = {ids[10], ids[11]}
    for number in range(10):
        box = page.get_by_role("checkbox", name=t("list.selectRow", name=invented(number)))
        box.click(timeout=5_000)
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
