"""WCAG 2.2 AA by axe-core in states that take some steps to reach: the wizard, dialogs, what an input brings up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import EVERY_MIX, PATIENCE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person
from tests.journeys.seeds import contact, invented, messy_workbook
from tests.journeys.test_first_import import upload
from tests.journeys.test_print_addresses import choose_all, people

JOB = 3 * PATIENCE
SMALL = [param for param in EVERY_MIX if param.values[0].phone]
PHONES = [{"value": "+8613900000401", "type": "mobile", "main": True}]
PROBLEMS = """姓名,手机,公司,负责人,客户来源,生日
郑小满,13800138021,松间茶叶有限公司,不认识的人,路边捡的,1990-02-30
郑大雪,1380013802,松间茶叶有限公司,不认识的人,转介绍,1990-02-03
,13800138023,松间茶叶有限公司,,,
"""


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_the_import_wizard(auditor: Auditor, tmp_path: Path) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    table = tmp_path / "问题.csv"
    table.write_text(PROBLEMS, encoding="utf-8-sig")
    desk.go("/imports")
    upload(page, messy_workbook(tmp_path / "客户.xlsx"), table)
    expect(desk.button("imports.check")).to_be_enabled()
    desk.settled()
    auditor.look("mapping")
    desk.button("imports.check").click()
    run = page.get_by_role("button", name=t.pattern("imports.run"))
    expect(run).to_be_visible(timeout=JOB)
    expect(page.get_by_role("textbox").first).to_be_visible()
    desk.still()
    auditor.look("check with problems")
    run.click()
    expect(page.get_by_role("heading", name=t.pattern("imports.doneTitle"))).to_be_visible(timeout=JOB)
    desk.settled()
    auditor.look("report")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_two_edits_that_met(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    (record,) = person.create("contacts", {"name": "温庭筠", "title": "科员", "hobbies": "棋"})
    desk.go(f"/m/contacts/{record}")
    desk.button("common.edit").click()
    sheet = desk.dialog()
    person.change("contacts", record, {"title": "处长", "hobbies": "琴"})
    desk.watch.expect(409)
    for field in ("title", "hobbies"):
        sheet.get_by_role("textbox", name=person.label("contacts", field), exact=True).first.fill("另一个")
    desk.still()
    auditor.look("edit sheet")
    desk.button("common.save", sheet).click()
    expect(desk.dialog().get_by_role("radio")).to_have_count(4)
    desk.still()
    auditor.look("conflict")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_tags(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    one, other = (f"{name}-{person.username}" for name in ("老客户", "华东"))
    for label in (one, other):
        person.call("POST", "/tags", {"label": label, "parent": None, "color": "azurite"})
    desk.go("/settings/tags")
    auditor.look("tags")
    page.get_by_role("button", name=t("tags.edit", name=one), exact=True).click()
    expect(desk.dialog()).to_be_visible()
    desk.still()
    auditor.look("tag editor")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name=t("tags.more", name=one), exact=True).click()
    page.get_by_role("menuitem", name=t("tags.merge"), exact=True).click()
    into = desk.dialog().get_by_label(t("tags.into"), exact=True)
    expect(into).to_be_visible()
    desk.pick(into, other)
    desk.still()
    auditor.look("merge")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_an_invitation(seat: Callable[..., Desk], house: House, mix: Mix, admin: Person) -> None:
    auditor = Auditor(seat(house.url, mix, admin))
    desk = auditor.desk
    # The administrator of the house reads Chinese whatever the browser asks for.
    desk.t = type(desk.t)(admin.locale)
    desk.go("/settings/people")
    desk.button("people.invite").click()
    name = desk.dialog().get_by_role("textbox", name=desk.t("people.name"), exact=True)
    expect(name).to_be_visible()
    desk.still()
    auditor.look("invite")
    invited = f"新同事{mix.size}{mix.locale}{mix.theme}"
    name.fill(invited)
    desk.button("people.makeLink", desk.dialog()).click()
    expect(desk.button("people.copyLink", desk.dialog())).to_be_visible()
    desk.still()
    auditor.look("invitation link")
    desk.button("common.done", desk.dialog()).click()
    desk.button("people.edit", name=invited).click()
    expect(desk.button("people.withdraw", desk.dialog())).to_be_visible()
    desk.still()
    auditor.look("who was invited")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_a_link_for_a_password(
    seat: Callable[..., Desk], house: House, mix: Mix, admin: Person, person: Person
) -> None:
    auditor = Auditor(seat(house.url, mix))
    found = next(one for one in admin.call("GET", "/people")["people"] if one["name"] == person.name)
    auditor.desk.page.goto(admin.call("POST", f"/people/{found['id']}/invite")["link"])
    expect(auditor.desk.button("door.newPasswordButton")).to_be_visible()
    auditor.desk.still()
    auditor.look("new password")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_what_an_input_brings_up(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    known, _ = person.create("contacts", {"name": "岑参军", "phones": PHONES}, contact(3))
    person.create("activities", {"kind": "call", "contact": known, "content": "谈过样品"})
    desk.go("/m/contacts")
    if desk.mix.phone:
        page.get_by_role("button", name=t.pattern("shell.new")).last.click()
    else:
        page.locator("#main").focus()
        page.keyboard.press("c")
    dialog = desk.dialog()
    dialog.get_by_role("textbox", name=person.label("contacts", "name"), exact=True).fill("岑参谋")
    dialog.locator("input[type=tel], input[inputmode=tel]").first.fill("139 0000 0401")
    expect(dialog.get_by_text(t("create.duplicates"))).to_be_visible()
    desk.still()
    auditor.look("duplicate hint")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name=t("shell.searchEverything")).click()
    page.get_by_role("combobox", name=t("palette.title")).fill("岑参")
    expect(page.get_by_role("option", name="岑参军").first).to_be_visible()
    desk.still()
    auditor.look("palette with results")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    desk.button("list.filter").click()
    desk.button("list.addCondition").click()
    stage = person.label("contacts", "stage")
    desk.pick(page.get_by_label(t("list.field"), exact=True).last, stage)
    page.get_by_label(t("list.value"), exact=True).last.click()
    expect(page.get_by_role("option", name=person.option("contacts", "stage", "proposal"))).to_be_visible()
    desk.still()
    auditor.look("filter with choices")
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_notifications_and_export(auditor: Auditor, person: Person, admin: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    me = person.call("GET", "/me")["id"]
    admin.create("contacts", {"name": "交给你的人", "owner": me})
    desk.go("/m/contacts")
    page.get_by_role("button", name=t("shell.unread", n=1), exact=True).click()
    expect(
        page.get_by_role("link", name="交给你的人").or_(page.get_by_text("交给你的人")).first
    ).to_be_visible()
    desk.still()
    auditor.look("notifications")
    page.keyboard.press("Escape")
    if not desk.mix.phone:
        desk.button("list.export").click()
        expect(desk.dialog().get_by_role("checkbox").first).to_be_visible()
        desk.still()
        auditor.look("export")
    auditor.verdict()


@pytest.mark.parametrize("mix", SMALL)
def test_choosing_on_a_phone(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    person.create("contacts", *(contact(number) for number in range(4)))
    desk.go("/m/contacts")
    desk.button("list.choose").click()
    page.get_by_role("checkbox", name=t("list.selectRow", name=invented(0))).click()
    expect(page.get_by_role("toolbar")).to_be_visible()
    desk.still()
    auditor.look("choosing")
    for deed in ("list.bulkEdit", "list.tag", "list.export", "list.delete"):
        desk.button(deed, page.get_by_role("toolbar")).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        desk.still()
        auditor.look(deed)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("toolbar").get_by_role("button").filter(has=page.locator("svg")).last.click()
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_addresses_for_the_printer(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    desk.go("/m/contacts/print/addresses")
    expect(page.get_by_role("heading", name=t("print.nothing"))).to_be_visible()
    auditor.look("nobody chosen")
    people(person)
    desk.go("/m/contacts?s=name")
    choose_all(desk, "甲乙丙", "Jan Niemand", "无地址者")
    for form in ("2x7", "3x8", "list"):
        page.get_by_role("radio", name=t(f"print.form{form}"), exact=True).click()
        desk.settled()
        desk.still()
        auditor.look(form)
    auditor.verdict()
