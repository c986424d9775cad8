"""Editing in place, with the keyboard alone and with an input method."""

import re

import pytest
from playwright.sync_api import APIResponse, CDPSession, Locator, Route, expect
from tests.journeys.desk import MIXES, Desk
from tests.journeys.people import Person

LARGE = [param for param in MIXES if not param.values[0].phone]
SMALL = [param for param in MIXES if param.values[0].phone]


def compose(session: CDPSession, letters: str) -> None:
    """Letters that an input method still holds."""
    size = len(letters)
    session.send("Input.imeSetComposition", {"text": letters, "selectionStart": size, "selectionEnd": size})


def press_enter_while_composing(session: CDPSession) -> None:
    """The Enter that takes the candidate: browsers tell it with key code 229."""
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def cell(desk: Desk, person: Person, row: int, field: str) -> Locator:
    """The cell of a field in the n-th line."""
    columns = desk.page.get_by_role("columnheader")
    label = person.label("contacts", field)
    expect(columns.filter(has_text=label)).to_have_count(1)
    at = [text.strip() for text in columns.all_inner_texts()].index(label)
    return desk.page.locator(f"#cell-{row}-{at}")


@pytest.mark.parametrize("mix", LARGE)
def test_a_cell_is_edited_by_keyboard_alone(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "温庭筠", "title": "经理"})
    desk.go("/m/contacts")
    title = cell(desk, person, 0, "title")
    grid = page.get_by_role("grid")
    grid.focus()
    column = int((title.get_attribute("id") or "").rsplit("-", 1)[1])
    for _ in range(column - 1):
        page.keyboard.press("ArrowRight")
    expect(grid).to_have_attribute("aria-activedescendant", f"cell-0-{column}")
    # Esc restores.
    page.keyboard.press("F2")
    box = title.get_by_role("textbox")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("oops")
    page.keyboard.press("Escape")
    expect(title).to_have_text("经理")
    expect(grid).to_be_focused()
    # An Enter that belongs to the input method commits nothing.
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    session = desk.context.new_cdp_session(page)
    compose(session, "zongjian")
    press_enter_while_composing(session)
    expect(box).to_be_focused()
    assert person.values("contacts", record)["title"] == "经理"
    session.send("Input.insertText", {"text": "总监"})
    expect(box).to_have_value("总监")
    page.keyboard.press("Enter")
    expect(title).to_have_text("总监")
    expect(grid).to_be_focused()
    desk.eventually(lambda: person.values("contacts", record)["title"] == "总监")
    # A letter begins, Tab takes it and opens the next cell that can be edited.
    page.keyboard.type("VP")
    page.keyboard.press("Tab")
    expect(title).to_have_text("VP")
    following = page.locator("[role=gridcell][data-editing]")
    expect(following).to_have_count(1)
    assert following.get_attribute("id") != title.get_attribute("id")
    expect(following.locator("input, textarea, button").and_(page.locator(":focus"))).to_have_count(1)
    page.keyboard.press("Escape")
    expect(following).to_have_count(0)
    desk.eventually(lambda: person.values("contacts", record)["title"] == "VP")


@pytest.mark.parametrize("mix", LARGE)
def test_a_refused_value_stays_with_its_reason_under_the_cell(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "温八叉"})
    desk.go("/m/contacts")
    phones = cell(desk, person, 0, "phones")
    phones.click()
    page.keyboard.press("F2")
    box = phones.get_by_role("textbox").first
    expect(box).to_be_visible()
    desk.watch.expect(422)
    box.fill("1380013800")
    box.press("Enter")
    expect(phones.get_by_role("alert").or_(phones.locator("[class*=error]")).first).to_be_visible()
    expect(box).to_have_value("1380013800")
    box.fill("13900000202")
    box.press("Enter")
    expect(phones).to_have_text(re.compile("139 0000 0202"))
    numbers = ["+8613900000202"]
    desk.eventually(lambda: [it["value"] for it in person.values("contacts", record)["phones"]] == numbers)


@pytest.mark.parametrize("mix", SMALL)
def test_a_field_is_edited_in_place_on_a_phone(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    (record,) = person.create("contacts", {"name": "皮日休", "title": "经理"})
    desk.go(f"/m/contacts/{record}")
    page.get_by_role("tab", name=t("record.tab_fields")).click()
    name = person.label("contacts", "title")
    page.get_by_role("button", name=t("record.editField", name=name)).click()
    box = page.get_by_label(name, exact=True)
    expect(box).to_be_focused()
    session = desk.context.new_cdp_session(page)
    page.keyboard.press("Control+a")
    compose(session, "dongshi")
    press_enter_while_composing(session)
    expect(box).to_be_focused()
    session.send("Input.insertText", {"text": "董事"})
    box.press("Enter")
    expect(page.get_by_role("definition").filter(has_text="董事").first).to_be_visible()
    desk.eventually(lambda: person.values("contacts", record)["title"] == "董事")


@pytest.mark.parametrize("side", ["yours", "theirs"])
@pytest.mark.parametrize("mix", LARGE)
def test_two_edits_of_one_cell_let_the_person_choose(desk: Desk, person: Person, side: str) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "陆龟蒙", "title": "科员"})
    desk.go("/m/contacts")
    title = cell(desk, person, 0, "title")
    expect(title).to_have_text("科员")
    person.change("contacts", record, {"title": "处长"})
    desk.watch.expect(409)
    title.click()
    page.keyboard.press("F2")
    title.get_by_role("textbox").fill("主任")
    page.keyboard.press("Enter")
    dialog = desk.dialog()
    expect(dialog).to_contain_text("主任")
    expect(dialog).to_contain_text("处长")
    word = {"yours": "主任", "theirs": "处长"}[side]
    dialog.get_by_role("radio", name=re.compile(word)).click()
    desk.button("common.apply", dialog).click()
    expect(dialog).to_be_hidden()
    expect(title).to_have_text(word)
    assert person.values("contacts", record)["title"] == word


@pytest.mark.parametrize("mix", SMALL)
def test_two_edits_on_a_phone_let_the_person_choose(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    (record,) = person.create("contacts", {"name": "司空图", "title": "科员"})
    desk.go(f"/m/contacts/{record}")
    page.get_by_role("tab", name=t("record.tab_fields")).click()
    person.change("contacts", record, {"title": "处长"})
    desk.watch.expect(409)
    name = person.label("contacts", "title")
    page.get_by_role("button", name=t("record.editField", name=name)).click()
    box = page.get_by_label(name, exact=True)
    box.fill("主任")
    box.press("Enter")
    dialog = desk.dialog()
    expect(dialog).to_contain_text("处长")
    dialog.get_by_role("radio", name=re.compile("主任")).check(force=True)
    desk.button("common.apply", dialog).click()
    expect(dialog).to_be_hidden()
    desk.eventually(lambda: person.values("contacts", record)["title"] == "主任")


@pytest.mark.parametrize("mix", MIXES)
def test_a_stale_form_is_settled_field_by_field(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    (record,) = person.create(
        "contacts", {"name": "杜荀鹤", "title": "科员", "hobbies": "棋", "department": "一部"}
    )
    desk.go(f"/m/contacts/{record}")
    desk.button("common.edit").click()
    sheet = desk.dialog()
    labels = {key: person.label("contacts", key) for key in ("title", "hobbies", "department")}
    for key, label in labels.items():
        sheet.get_by_role("textbox", name=label, exact=True).first.fill(f"我的{key}")
    person.change("contacts", record, {"title": "处长", "hobbies": "琴"})
    desk.watch.expect(409)
    desk.button("common.save", sheet).click()
    choice = desk.dialog()
    expect(choice.get_by_role("radio")).to_have_count(4)
    expect(choice.get_by_role("group", name=labels["department"])).to_have_count(0)
    mine = choice.get_by_role("group", name=labels["title"]).get_by_role(
        "radio", name=re.compile("我的title")
    )
    mine.check(force=True)
    expect(
        choice.get_by_role("group", name=labels["hobbies"]).get_by_role("radio", name="琴")
    ).to_be_checked()
    desk.button("common.apply", choice).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    # What met no other edit is saved too.
    wanted = {"title": "我的title", "hobbies": "琴", "department": "我的department"}
    desk.eventually(lambda: {key: person.values("contacts", record)[key] for key in wanted} == wanted)
    if desk.mix.phone:
        page.get_by_role("tab", name=t("record.tab_fields")).click()
    expect(page.get_by_role("definition").filter(has_text="我的title").first).to_be_visible()


@pytest.mark.parametrize("mix", LARGE)
def test_a_cell_is_edited_again_before_the_first_answer(desk: Desk, person: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "柳永", "title": "经理"})
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.method != "PATCH" or held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/api/v1/records/contacts/*", hold)
    desk.go("/m/contacts")
    title = cell(desk, person, 0, "title")
    for words in ("总监", "总裁"):
        title.dblclick()
        box = title.get_by_role("textbox")
        expect(box).to_be_focused()
        box.fill(words)
        page.keyboard.press("Enter")
        expect(title).to_have_text(words)
    desk.eventually(lambda: len(held) == 1)
    route, response = held[0]
    route.fulfill(response=response)
    desk.eventually(lambda: person.values("contacts", record)["title"] == "总裁")
    expect(title).to_have_text("总裁")
    expect(desk.dialog()).to_have_count(0)
