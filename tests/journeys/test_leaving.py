"""Data leaves: an administrator sets how much, a seller asks, somebody else decides; and whoever looks at very much is noticed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest
from playwright.sync_api import Locator, Playwright, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import DESK, PHONE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person, colleague, first_person

NUMBERS = count(1)
TWO = [
    DESK.param(),
    Mix("en", "phone").param(),
    PHONE.param(pytest.mark.slow),
    Mix("en").param(pytest.mark.slow),
]
# Longer than the time between two looks of the worker.
WATCHED = 75.0


@dataclass
class Firm:
    """A house of its own, whose rules the other journeys do not meet."""

    house: House
    playwright: Playwright
    chief: Person | None = None

    def founded(self) -> Person:
        """The person who set it up, administrator and director."""
        return first_person(self.house, self.playwright, "chief")

    def hired(self, locale: str) -> Person:
        """A seller with five contacts."""
        assert self.chief is not None
        number = next(NUMBERS)
        username, name = f"seller{number}", f"林测试{number}"
        person = colleague(self.chief, self.house, self.playwright, username, name, ["sales"], locale)
        phones = [{"value": f"+86138001390{number:02}", "type": "mobile", "main": True}]
        person.create(
            "contacts", *({"name": f"样品客户{number}-{one}", "phones": phones} for one in range(5))
        )
        return person


@pytest.fixture(scope="module")
def firm(build: Callable[[], House], playwright: Playwright) -> Firm:
    """The house with the person who set it up."""
    made = Firm(build(), playwright)
    made.chief = made.founded()
    return made


@pytest.fixture
def office(seat: Callable[..., Desk], firm: Firm, mix: Mix) -> Desk:
    """The administrator's browser."""
    assert firm.chief is not None
    firm.chief.call("PATCH", "/me", {"locale": mix.locale})
    firm.chief.call(
        "PUT", "/leaving", {"limits": {"*": {"approval": None, "rows": 5000}}, "screen_mark": False}
    )
    return seat(firm.house.url, mix, firm.chief)


def limit(office: Desk, auditor: Auditor, approval: str, rows: str) -> None:
    """Set the numbers of every other role by hand."""
    t = office.t
    office.go("/settings/leaving")
    others = t("leaving.others")
    for key, value in (("leaving.approval", approval), ("leaving.perDay", rows)):
        office.page.get_by_label(f"{others} · {t(key)}", exact=True).fill(value)
    auditor.look("leak prevention")
    office.button("common.save").click()
    expect(office.toast(t("leaving.saved"))).to_be_visible()


def holds(seller: Person, rows: int, approval: int | None) -> None:
    """Wait until every process of the house knows the numbers: within five seconds."""
    time.sleep(5)
    found = seller.call("POST", "/exports/check", {"module": "contacts", "all": True, "columns": ["name"]})
    assert (found["quota"]["limit"], found["approval"]["from"]) == (rows, approval)


def export_dialog(desk: Desk) -> Locator:
    """The dialog of an export of the whole list."""
    desk.go("/m/contacts")
    if desk.mix.phone:
        desk.button("list.choose").click()
        desk.page.get_by_role("checkbox").first.click()
        desk.page.get_by_role("toolbar").get_by_role("button", name=desk.t("list.export"), exact=True).click()
    else:
        desk.button("list.export").click()
    dialog = desk.dialog()
    expect(dialog.get_by_text(desk.t.pattern("leaving.left"))).to_be_visible()
    return dialog


def notice(desk: Desk) -> Locator:
    """The notices, opened."""
    desk.go("/today")
    banner = desk.page.get_by_role("banner")
    banner.get_by_role("button", name=desk.t.pattern("shell.unread")).click()
    return desk.dialog()


@pytest.mark.parametrize("mix", TWO)
def test_somebody_else_lets_an_export_out(
    office: Desk, seat: Callable[..., Desk], firm: Firm, mix: Mix
) -> None:
    auditor = Auditor(office)
    limit(office, auditor, "1", "20")
    seller = firm.hired(mix.locale)
    holds(seller, 20, 1)
    desk = seat(firm.house.url, mix, seller)
    t, seen = desk.t, Auditor(desk)
    dialog = export_dialog(desk)
    ask = desk.button("leaving.ask", dialog)
    expect(ask).to_be_disabled()
    dialog.get_by_label(t("leaving.reason")).fill("给展会的客户寄样本册")
    seen.look("asking")
    ask.click()
    expect(desk.toast(t("leaving.waits"))).to_be_visible()
    desk.go("/exports")
    expect(desk.page.get_by_text(t("leaving.waiting"))).to_be_visible()
    seen.look("waiting")
    notice(office).get_by_role("link").filter(has_text=seller.name).first.click()
    item = office.page.get_by_role("main").get_by_role("listitem").filter(has_text=seller.name)
    expect(item).to_contain_text("给展会的客户寄样本册")
    auditor.look("approvals")
    office.button("leaving.approve", item).click()
    auditor.look("deciding")
    office.button("leaving.approve", office.dialog()).click()
    expect(office.toast(t("leaving.approved"))).to_be_visible()
    desk.page.reload()
    with desk.page.expect_download() as got:
        desk.button("leaving.download").click()
    assert seller.username in got.value.suggested_filename
    seen.look("ready")
    auditor.found += seen.found
    auditor.verdict()


@pytest.mark.parametrize("mix", TWO)
def test_a_refusal_says_why_and_the_day_ends(
    office: Desk, seat: Callable[..., Desk], firm: Firm, mix: Mix
) -> None:
    assert firm.chief is not None
    firm.chief.call("PUT", "/leaving", {"limits": {"*": {"approval": 4, "rows": 6}}})
    seller = firm.hired(mix.locale)
    holds(seller, 6, 4)
    wish = {"module": "contacts", "all": True, "columns": ["name", "phones"], "format": "xlsx"}
    seller.call("POST", "/exports", {**wish, "reason": "备份一份"})
    office.go("/exports?tab=approvals")
    item = office.page.get_by_role("main").get_by_role("listitem").filter(has_text=seller.name)
    office.button("leaving.refuse", item).click()
    office.dialog().get_by_label(office.t("leaving.why")).fill("请在系统里看，不用带走")
    office.button("leaving.refuse", office.dialog()).click()
    expect(office.toast(office.t("leaving.refusedDone"))).to_be_visible()
    desk = seat(firm.house.url, mix, seller)
    seen = Auditor(desk)
    notice(desk).get_by_role("link").filter(has_text="请在系统里看").click()
    expect(desk.page.get_by_text(desk.t("leaving.refused"), exact=True)).to_be_visible()
    expect(desk.page.get_by_text("请在系统里看，不用带走")).to_be_visible()
    seen.look("refused")
    firm.chief.call("PUT", "/leaving", {"limits": {"*": {"approval": None, "rows": 0}}})
    holds(seller, 0, None)
    dialog = export_dialog(desk)
    expect(dialog.get_by_role("alert")).to_contain_text(desk.t.pattern("leaving.tooMany"))
    expect(desk.button("exporting.start", dialog)).to_be_disabled()
    seen.look("no rows left")
    seen.verdict()


@pytest.mark.parametrize("mix", TWO)
def test_marks_on_the_screen_and_on_paper(
    office: Desk, seat: Callable[..., Desk], firm: Firm, mix: Mix
) -> None:
    office.go("/settings/leaving")
    office.page.get_by_label(office.t("leaving.screenMark")).check()
    office.button("common.save").click()
    expect(office.toast(office.t("leaving.saved"))).to_be_visible()
    seller = firm.hired(mix.locale)
    holds(seller, 5000, None)
    desk = seat(firm.house.url, mix, seller)
    desk.go("/m/contacts")
    mark = f"{seller.name} ({seller.username})"
    shown = desk.page.locator(f'[data-mark^="{mark}"]')
    expect(shown).to_be_visible()
    assert shown.evaluate(
        "(one) => one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some(Boolean)"
    )
    seen = Auditor(desk)
    seen.look("marked list")
    # It lies over everything and takes nothing.
    (key, *_) = seller.column("contacts", "name")
    desk.go(f"/m/contacts/{key}")
    desk.page.get_by_text("样品客户").first.click()
    seen.look("marked record")
    seen.verdict()
    desk.page.emulate_media(media="print")
    expect(shown).to_be_hidden()
    expect(desk.page.get_by_text(mark).locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize("mix", [DESK.param(), Mix("en", "phone").param(pytest.mark.slow)])
def test_whoever_looks_at_very_much_is_noticed(office: Desk, firm: Firm, mix: Mix) -> None:
    assert firm.chief is not None
    firm.chief.call("PUT", "/leaving", {"alerts": {"opened_hour": 4}})
    seller = firm.hired(mix.locale)
    for key in seller.column("contacts", "name"):
        seller.call("GET", f"/records/contacts/{key}")
    until = time.monotonic() + WATCHED
    while seller.name not in str(firm.chief.call("GET", "/notifications")) and time.monotonic() < until:
        time.sleep(1)
    notice(office).get_by_role("link").filter(has_text=seller.name).click()
    expect(office.page.get_by_role("heading", name=office.t("audit.title"))).to_be_visible()
    expect(office.page.get_by_role("combobox", name=office.t("audit.person"))).to_have_value(seller.name)
    lines = office.page.get_by_role("main").get_by_role("listitem").filter(has_text="样品客户")
    expect(lines).to_have_count(5)
