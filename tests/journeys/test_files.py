"""A business card is put on a contact, looked at, saved and taken off again."""

import base64

import pytest
from playwright.sync_api import Route, expect
from tests.journeys.desk import MIXES, Desk
from tests.journeys.people import PASSWORD, Person

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone])
def test_a_card_is_uploaded_and_saved(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "温庭筠"})
    label = person.label("contacts", "card")
    desk.go(f"/m/contacts/{record}")
    desk.button("record.editField", name=label).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "名片.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(page.get_by_text("名片.png")).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)
    desk.button("common.save").first.click()
    desk.eventually(lambda: len(person.values("contacts", record)["card"]) == 1)
    link = page.get_by_role("link", name="名片.png")
    expect(link.locator("img")).to_have_js_property("naturalWidth", 1)
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "名片.png"
    assert saved.value.path().read_bytes() == PNG
    # A screenshot from the clipboard comes beside it.
    desk.button("record.editField", name=label).click()
    page.locator("input[type=file]").focus()
    page.evaluate(
        """bytes => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(bytes)], "screenshot.png", { type: "image/png" }));
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        list(PNG),
    )
    expect(page.get_by_text("screenshot.png")).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)
    desk.button("common.remove", name="名片.png").click()
    desk.button("common.save").first.click()
    expect(page.get_by_role("link", name="screenshot.png")).to_be_visible()
    assert len(person.values("contacts", record)["card"]) == 1
    expect(link).to_have_count(0)


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone])
def test_a_form_waits_for_a_file_on_its_way(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "李商隐"})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/files", hold)
    desk.go(f"/m/contacts/{record}")
    desk.button("common.edit").click()
    sheet = page.get_by_role("dialog")
    save = sheet.get_by_role("button", name=desk.t("common.save"))
    sheet.locator("input[type=file]").set_input_files(
        {"name": "名片.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(sheet.locator("progress")).to_have_count(1)
    expect(save).to_be_disabled()
    desk.eventually(lambda: len(held) == 1)
    held[0].continue_()
    expect(save).to_be_enabled()
    save.click()
    desk.eventually(lambda: len(person.values("contacts", record)["card"]) == 1)


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone][:1])
def test_a_file_waits_for_a_new_login_and_goes_on(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "白居易"})
    label = person.label("contacts", "card")
    desk.go(f"/m/contacts/{record}")
    desk.button("record.editField", name=label).click()
    desk.watch.expect(401)
    page.context.clear_cookies(name="guanxi_session")
    page.locator("input[type=file]").set_input_files(
        {"name": "名片.png", "mimeType": "image/png", "buffer": PNG}
    )
    again = page.get_by_role("dialog", name=desk.t("door.again"))
    again.get_by_label(desk.t("door.password"), exact=True).fill(PASSWORD)
    again.get_by_role("button", name=desk.t("door.login"), exact=True).click()
    expect(again).to_have_count(0)
    expect(page.get_by_text("名片.png")).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)
    desk.button("common.save").first.click()
    desk.eventually(lambda: len(person.values("contacts", record)["card"]) == 1)
