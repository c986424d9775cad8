"""Opening a record to a colleague until Friday, asking who sees it and why, and covered values that are revealed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import MIXES, Desk
from tests.journeys.people import Person


def from_menu(desk: Desk, word: str) -> Locator:
    """The dialog behind a word of the record's menu."""
    desk.button("record.more", desk.page.get_by_role("main")).click()
    desk.page.get_by_role("menuitem", name=desk.t(word), exact=True).click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading").first).to_be_visible()
    return dialog


@pytest.mark.parametrize("mix", MIXES)
def test_a_record_is_shared_until_friday(
    auditor: Auditor, person: Person, hire: Callable[[str], Person]
) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    colleague = hire("zh-CN")
    (record,) = person.create("contacts", {"name": "辛弃疾"})
    assert colleague.ask("GET", f"/records/contacts/{record}").status == 404
    desk.go(f"/m/contacts/{record}")

    dialog = from_menu(desk, "record.share")
    expect(dialog.get_by_text(t("sharing.nobody"))).to_be_visible()
    dialog.get_by_role("combobox", name=re.compile(t("sharing.kind_user"))).fill(colleague.name)
    page.get_by_role("option", name=re.compile(re.escape(colleague.name))).first.click()
    dialog.get_by_role("radio", name=t("sharing.end_friday"), exact=True).click()
    auditor.look("share")
    dialog.get_by_role("button", name=t("sharing.doShare"), exact=True).click()
    line = dialog.get_by_role("listitem").filter(has_text=colleague.name)
    expect(line).to_contain_text(re.compile(r"(23|11):59"))
    auditor.look("shared")
    desk.eventually(lambda: colleague.ask("GET", f"/records/contacts/{record}").status == 200)
    (held,) = person.call("GET", f"/records/contacts/{record}/shares")["shares"]
    assert (held["level"], held["kind"], held["holder"].split(":")[0]) == ("read", "share", "user")
    dialog.get_by_role("button", name=t("sharing.done"), exact=True).click()

    # Who sees it, and why.
    dialog = from_menu(desk, "record.access")
    row = dialog.get_by_role("listitem").filter(has_text=colleague.name)
    expect(row).to_contain_text(t("sharing.reason_share", name=colleague.name))
    expect(dialog.get_by_role("listitem").filter(has_text=person.name)).to_contain_text(
        t("sharing.reason_owner")
    )
    auditor.look("access")
    dialog.get_by_role("button", name=t("sharing.done"), exact=True).click()

    # Closed again.
    dialog = from_menu(desk, "record.share")
    dialog.get_by_role("button", name=t("sharing.remove", name=colleague.name), exact=True).click()
    expect(dialog.get_by_text(t("sharing.nobody"))).to_be_visible()
    desk.eventually(lambda: colleague.ask("GET", f"/records/contacts/{record}").status == 404)
    auditor.verdict()


@pytest.mark.parametrize("mix", MIXES)
def test_a_covered_number_is_revealed(auditor: Auditor, person: Person, admin: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    admin.call("POST", "/roles", {"name": f"电话组 {person.username}", "like": "sales"})
    role = next(one for one in admin.call("GET", "/roles")["roles"] if person.username in one["label"])
    held = admin.call("GET", f"/roles/{role['key']}")
    fields = {"contacts": {"phones": "covered", "expected_amount": "masked"}}
    admin.call("PATCH", f"/roles/{role['key']}", {"version": held["version"], "fields": fields})
    me = person.call("GET", "/me")["id"]
    phones = [{"value": "13812345678", "type": "mobile"}]
    (record,) = person.create("contacts", {"name": "李清照", "phones": phones, "expected_amount": 880})
    admin.call("PATCH", f"/people/{me}", {"roles": [role["key"]]})
    desk.eventually(lambda: "masked" in person.call("GET", f"/records/contacts/{record}"))
    if not desk.mix.phone:
        desk.go("/m/contacts")
        expect(page.get_by_text("138 •••• 5678").first).to_be_visible()
    desk.go(f"/m/contacts/{record}")
    if desk.mix.phone:
        page.get_by_role("tab", name=t("record.tab_fields")).click()
    expect(page.get_by_text("138 •••• 5678").first).to_be_visible()
    expect(page.get_by_text("880")).to_have_count(0)
    auditor.look("covered")
    desk.button("record.reveal").click()
    expect(page.get_by_text("138 1234 5678").first).to_be_visible()
    auditor.look("revealed")
    auditor.verdict()
