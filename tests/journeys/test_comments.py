"""Comments between colleagues: a mention tells whom the record is open to, the other page follows by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import MIXES, PHONE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person
from tests.journeys.test_files import PNG
from tests.journeys.test_live import arrive


def box(desk: Desk) -> Locator:
    """The box for a new comment."""
    module = next(one for one in desk.person.call("GET", "/schema")["modules"] if one["key"] == "comments")
    desk.page.get_by_role("radio", name=module["label"], exact=True).click()
    return desk.page.get_by_role("textbox", name=desk.t("timeline.comment"), exact=True)


def said(desk: Desk, words: str) -> Locator:
    return desk.page.get_by_role("listitem").filter(has_text=words).last


COPY = """async bytes => {
    const picture = new Blob([Uint8Array.from(bytes)], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}"""
# A copied cell comes as words and as a picture of itself. True when nobody takes the picture for a file.
CELL = """bytes => {
    const data = new DataTransfer();
    data.items.add("3,200", "text/plain");
    data.items.add(new File([Uint8Array.from(bytes)], "cell.png", { type: "image/png" }));
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    return document.activeElement.dispatchEvent(paste);
}"""


def paste_into(desk: Desk, words: Locator) -> None:
    """Paste what is copied, and wait until it is there."""
    words.click()
    expect(words).to_be_focused()
    desk.page.keyboard.press("Control+V")
    expect(desk.page.get_by_text("image.png", exact=True)).to_be_visible()
    expect(desk.page.locator("progress")).to_have_count(0)


@pytest.mark.parametrize("mix", MIXES)
def test_a_pasted_picture_stands_beside_the_words(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    (record,) = person.create("contacts", {"name": "苏轼"})
    desk.go(f"/m/contacts/{record}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, list(PNG))
    follow_up = page.get_by_role("textbox", name=t("timeline.whatWasSaid"), exact=True)
    paste_into(desk, follow_up)
    follow_up.fill("样品有裂纹")
    auditor.look("pasted")
    page.keyboard.press("Control+Enter")
    picture = said(desk, "样品有裂纹").get_by_role("img", name="image.png")
    expect(picture).to_have_js_property("naturalWidth", 1)

    def kept(module: str, field: str, value: str) -> bool:
        query = {"criteria": {"field": field, "op": "in", "value": [value]}}
        found = person.call("POST", f"/records/{module}/query", query)["records"]
        return [len(one["values"]["attachments"]) for one in found] == [1]

    desk.eventually(lambda: kept("activities", "contact", record))

    words = box(desk)
    paste_into(desk, words)
    desk.button("common.remove", name="image.png").click()
    words.focus()
    assert page.evaluate(CELL, list(PNG)) is True
    expect(page.get_by_text("cell.png")).to_have_count(0)
    paste_into(desk, words)
    words.press_sequentially("请看裂纹")
    page.keyboard.press("Control+Enter")
    item = said(desk, "请看裂纹")
    expect(item.get_by_role("img", name="image.png")).to_have_js_property("naturalWidth", 1)
    desk.eventually(lambda: kept("comments", "parent", f"contacts/{record}"))
    auditor.look("attached")
    item.get_by_role("button", name="image.png").click()
    inside = page.get_by_role("dialog", name="image.png")
    expect(inside.get_by_role("img")).to_have_js_property("naturalWidth", 1)


@pytest.mark.parametrize("mix", MIXES)
def test_a_comment_with_a_mention(
    auditor: Auditor, person: Person, admin: Person, hire: Callable[[str], Person]
) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    stranger = hire("zh-CN")
    (record,) = person.create("contacts", {"name": "苏轼"})
    desk.go(f"/m/contacts/{record}")
    words = box(desk)
    # Found by pinyin; who does not see the record is said to be so, before and after the choice.
    words.press_sequentially("请看 @guanli")
    option = page.get_by_role("option", name=re.compile(admin.name))
    expect(option).to_be_visible()
    auditor.look("picker")
    words.press("Enter")
    expect(words).to_have_value(f"请看 @{admin.name} ")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_text(t("timeline.notSeen", names=admin.name))).to_have_count(0)
    words.press_sequentially(f"和 @{stranger.name}")
    expect(page.get_by_role("option", name=re.compile(stranger.name))).to_contain_text(t("timeline.seesNot"))
    page.get_by_role("option", name=re.compile(stranger.name)).click()
    expect(page.get_by_text(t("timeline.notSeen", names=stranger.name))).to_be_visible()
    auditor.look("comment")
    words.press("Control+Enter")
    item = said(desk, "请看")
    expect(item.get_by_text(f"@{admin.name}")).to_be_visible()

    def told() -> list[str]:
        items = admin.call("GET", "/notifications")["items"]
        return [one["title"] for one in items if one["record_id"] == record]

    desk.eventually(lambda: len(told()) == 1)
    assert "苏轼" in told()[0]
    assert stranger.call("GET", "/notifications")["items"] == []
    assert stranger.ask("GET", f"/records/contacts/{record}").status == 404

    # Changed by its author: marked; taken away and brought back.
    item.hover()
    desk.button("timeline.deeds", item).click()
    page.get_by_role("menuitem", name=t("common.edit"), exact=True).click()
    changed = page.locator("li[data-kind=comment]").first
    changed.get_by_role("textbox").fill("请再看一遍")
    desk.button("common.save", changed).click()
    expect(said(desk, "请再看一遍").get_by_text(re.compile(t("timeline.edited")))).to_be_visible()
    auditor.look("edited")
    desk.button("timeline.deeds", said(desk, "请再看一遍")).click()
    page.get_by_role("menuitem", name=t("common.delete"), exact=True).click()
    expect(page.get_by_text("请再看一遍")).to_have_count(0)
    desk.button("common.undo").click()
    expect(said(desk, "请再看一遍")).to_be_visible()
    auditor.verdict()


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone][:1])
def test_another_page_follows_by_itself(
    desk: Desk, seat: Callable[..., Desk], house: House, person: Person, admin: Person
) -> None:
    (record,) = person.create("contacts", {"name": "黄庭坚"})
    other = seat(house.url, Mix(), admin)
    arrive(other, f"/m/contacts/{record}")
    arrive(desk, f"/m/contacts/{record}")
    box(desk).fill("客户改了主意")
    desk.button("timeline.sayIt").click()
    expect(said(other, "客户改了主意")).to_be_visible()
    # Files too.
    other.page.get_by_role("tab", name=other.t("record.tab_files")).click()
    expect(other.page.get_by_text(other.t("files.emptyAdd"))).to_be_visible()
    desk.page.get_by_role("tab", name=desk.t("record.tab_files")).click()
    desk.page.locator("label input[type=file]").set_input_files(
        {"name": "报价.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    expect(other.page.get_by_role("button", name=re.compile("报价.txt")).first).to_be_visible()


@pytest.mark.parametrize("mix", [PHONE.param()])
def test_a_wish_to_write_finds_the_follow_up(desk: Desk, person: Person) -> None:
    (record,) = person.create("contacts", {"name": "秦观"})
    desk.go(f"/m/contacts/{record}")
    box(desk)
    desk.button("record.log").click()
    expect(desk.page.get_by_role("textbox", name=desk.t("timeline.whatWasSaid"))).to_be_focused()
