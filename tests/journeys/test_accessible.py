"""WCAG 2.2 AA by axe-core, on every screen and in every open state, in both lights."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import EVERY_MIX, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person
from tests.journeys.seeds import contact


@pytest.fixture
def places(person: Person) -> dict[str, str]:
    """Records to look at: a company, a person with a talk and a task, tags."""
    (account,) = person.create("accounts", {"name": "望江电子有限公司"})
    phones = [{"value": "+8613900000301", "type": "mobile", "main": True}]
    people = person.create(
        "contacts",
        {**contact(0), "account": account, "phones": phones, "stage": "proposal", "source": "referral",
         "decision_role": "decision_maker", "expected_amount": {"amount": "120000", "currency": "CNY"}},
        *(contact(number, account=account, stage=stage) for number, stage in enumerate(
            ("new", "contacted", "qualified", "negotiation", "won", "lost"), 1)),
    )  # fmt: skip
    talk = {
        "kind": "call",
        "contact": people[0],
        "content": "确认样品",
        "decisions": "下周寄出",
        "account": account,
    }
    task = {"kind": "task", "subject": "寄样品", "contact": people[0], "due_at": "2020-01-02T01:00:00Z"}
    person.create("activities", talk, task)
    return {"account": account, "contact": people[0]}


def routes(places: dict[str, str]) -> list[str]:
    """Every screen behind the login."""
    return [
        "/today", "/m/contacts", "/m/accounts", "/m/activities", f"/m/contacts/{places['contact']}",
        f"/m/accounts/{places['account']}", "/m/contacts?q=zzzz", "/imports", "/search?q=望江", "/settings/tags",
        "/profile", "/me/security", "/nowhere", "/m/nothing",
    ]  # fmt: skip


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_every_screen(auditor: Auditor, places: dict[str, str]) -> None:
    auditor.desk.watch.expect(404)
    for route in routes(places):
        auditor.desk.go(route)
        auditor.look(route)
    auditor.verdict()


@pytest.mark.parametrize("mix", EVERY_MIX)
def test_the_gates_and_the_people(seat: Callable[..., Desk], house: House, mix: Mix, admin: Person) -> None:
    stranger = Auditor(seat(house.url, mix))
    stranger.desk.watch.expect(400, 403, 404)
    for route in ("/login", "/setup?token=none", "/setup", "/join?token=none"):
        stranger.desk.go(route)
        stranger.look(route)
    chief = Auditor(seat(house.url, mix, admin))
    chief.desk.go("/settings/people")
    chief.look("/settings/people")
    stranger.found += chief.found
    stranger.verdict()


@pytest.mark.parametrize("mix", [param for param in EVERY_MIX if not param.values[0].phone])
def test_open_states(auditor: Auditor, places: dict[str, str]) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    desk.go("/m/contacts")
    opened: list[tuple[str, Callable[[], None]]] = [
        ("menu", lambda: page.get_by_role("banner").get_by_role("button", name=t("shell.language"), exact=True).click()),
        ("bell", lambda: page.get_by_role("banner").get_by_role("button", name=t("shell.notifications")).click()),
        ("columns", lambda: desk.button("list.columns").click()),
        ("palette", lambda: page.keyboard.press("Control+k")),
        ("quick create", lambda: page.keyboard.press("c")),
        ("help", lambda: page.keyboard.press("?")),
        ("filter", lambda: [desk.button("list.filter").click(), desk.button("list.addCondition").click()]),
    ]  # fmt: skip
    for name, open_it in opened:
        page.locator("#main").focus()
        open_it()
        # Each of these is a dialog, a menu, or a surface that takes the focus.
        expect(page.locator("#main:focus")).to_have_count(0)
        desk.still()
        auditor.look(name)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#cell-0-1").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    expect(page.locator("[role=gridcell] input:focus")).to_have_count(1)
    auditor.look("cell editor")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("complementary").get_by_role("heading").first).to_be_visible()
    auditor.look("peek")
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name=t.pattern("list.selectRow")).first.click()
    desk.button("list.bulkEdit").click()
    expect(desk.dialog().get_by_role("combobox").first).to_be_visible()
    auditor.look("bulk edit")
    auditor.verdict()


@pytest.mark.parametrize("mix", [param for param in EVERY_MIX if param.values[0].phone])
def test_open_states_on_a_phone(auditor: Auditor, places: dict[str, str]) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    desk.go("/m/contacts")
    for name, open_it in (
        ("more", desk.button("shell.more").click),
        ("search", page.get_by_role("button", name=t("shell.searchEverything")).click),
        ("filter", lambda: desk.button("list.filter").click()),
        ("create", page.get_by_role("button", name=t.pattern("shell.new")).last.click),
    ):
        open_it()
        expect(page.get_by_role("dialog").last).to_be_visible()
        desk.still()
        auditor.look(name)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    auditor.verdict()
