"""WCAG 2.2 AA by axe-core, on every screen and in every open state, in both lights."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.journeys.desk import DESK, MIXES, Desk, Mix
from tests.journeys.house import ROOT, House
from tests.journeys.people import Person
from tests.journeys.seeds import contact

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ({ tags, only }) => {
  const options = only ? { runOnly: { type: 'rule', values: only } } : { runOnly: { type: 'tag', values: tags } };
  const found = await axe.run(document, { ...options, resultTypes: ['violations'] });
  return found.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.slice(0, 4).map((node) => `${node.target.join(' ')}  ${node.failureSummary.split('\\n')[1]}`),
  }));
}"""
LIGHTS = {"light": "dark", "dark": "light"}


class Auditor:
    """Holds a page to the rules; in the default run the large screen is looked at in both lights."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.found: list[str] = []

    def look(self, where: str) -> None:
        """Note every violation of what is on the screen now."""
        page = self.desk.page
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        self._note(f"{where}", page.evaluate(RUN, {"tags": TAGS, "only": None}))
        if self.desk.mix != DESK:
            return
        # What depends on the light is contrast alone.
        with other_light(self.desk):
            self._note(
                f"{where}, other light", page.evaluate(RUN, {"tags": TAGS, "only": ["color-contrast"]})
            )

    def verdict(self) -> None:
        """Raises AssertionError when anything was found."""
        assert not self.found, f"{len(self.found)} violations:\n" + "\n".join(self.found)

    def _note(self, where: str, violations: list[dict[str, Any]]) -> None:
        for item in violations:
            nodes = "\n".join(f"      {node}" for node in item["nodes"])
            self.found.append(f"  [{where}] {item['id']}: {item['help']}\n{nodes}")


@contextmanager
def other_light(desk: Desk) -> Iterator[None]:
    """The screen in the other light for a moment; its theme follows the system."""
    for light in (LIGHTS[desk.mix.theme], desk.mix.theme):
        desk.page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        expect(desk.page.locator("html")).to_have_attribute("data-theme", light)
        desk.still()
        if light != desk.mix.theme:
            yield


@pytest.fixture
def auditor(desk: Desk) -> Auditor:
    """An auditor at the colleague's desk."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run ./guanxi build-web, which brings the packages of web/")
    return Auditor(desk)


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
        "/profile", "/nowhere", "/m/nothing",
    ]  # fmt: skip


@pytest.mark.parametrize("mix", MIXES)
def test_every_screen(auditor: Auditor, places: dict[str, str]) -> None:
    auditor.desk.watch.expect(404)
    for route in routes(places):
        auditor.desk.go(route)
        auditor.look(route)
    auditor.verdict()


@pytest.mark.parametrize("mix", MIXES)
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


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone])
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


@pytest.mark.parametrize("mix", [param for param in MIXES if param.values[0].phone])
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
