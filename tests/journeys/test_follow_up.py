"""Find a person by two letters, log the call, plan the next step."""

from playwright.sync_api import expect
from tests.journeys.desk import Desk
from tests.journeys.people import Person


def test_find_call_log_and_plan(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    (account,) = person.create("accounts", {"name": "明川精密有限公司"})
    phones = [{"value": "+8613900000101", "type": "mobile", "main": True}]
    (known, _) = person.create(
        "contacts",
        {"name": "章楚然", "account": account, "phones": phones},
        {"name": "罗启明", "account": account},
    )
    desk.go("/today")
    if desk.mix.phone:
        page.get_by_role("button", name=t("shell.searchEverything")).click()
    else:
        page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name=t("palette.title"))
    box.fill("zcr")
    expect(page.get_by_role("option", selected=True)).to_contain_text("章楚然")
    box.press("Enter")
    expect(page.get_by_role("heading", name="章楚然", level=1)).to_be_visible()
    expect(page).to_have_url(f"/m/contacts/{known}")
    words = "报价已确认，下周寄样品。"
    desk.button("record.log").click()
    page.get_by_label(t("timeline.whatWasSaid"), exact=True).fill(words)
    kinds = page.get_by_role("group", name=t("timeline.kind"))
    kinds.get_by_text(person.option("activities", "kind", "call"), exact=True).click()
    next_step = page.get_by_role("group", name=person.label("activities", "next_follow_up"))
    next_step.get_by_role("button").first.click()
    page.keyboard.press("Control+Enter")
    item = page.get_by_role("listitem").filter(has_text=words)
    expect(item).to_be_visible()
    expect(item).to_contain_text(person.name)
    # It stands there after a reload, so the server has it.
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text=words)).to_be_visible()
    assert person.values("contacts", known)["next_follow_up"]
    page.get_by_role("link", name=t("shell.today")).first.click()
    planned = page.get_by_role("main").get_by_role("listitem").filter(has_text="章楚然")
    expect(planned.first).to_be_visible()
