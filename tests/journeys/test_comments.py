"""Comments between colleagues: a mention tells whom the record is open to, the other page follows by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import MIXES, PHONE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person
from tests.journeys.test_live import arrive


def box(desk: Desk) -> Locator:
    """The box for a new comment."""
    module = next(one for one in desk.person.call("GET", "/schema")["modules"] if one["key"] == "comments")
    desk.page.get_by_role("radio", name=module["label"], exact=True).click()
    return desk.page.get_by_role("textbox", name=desk.t("timeline.comment"), exact=True)


def said(desk: Desk, words: str) -> Locator:
    return desk.page.get_by_role("listitem").filter(has_text=words).last


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
    desk.eventually(lambda: admin.call("GET", "/notifications")["unread"] > 0)
    [notice] = [one for one in admin.call("GET", "/notifications")["items"] if one["record_id"] == record]
    assert "苏轼" in notice["title"]
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
