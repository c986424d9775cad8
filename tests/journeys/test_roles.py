"""Somebody who never read the documentation says who may see and do what."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Playwright, expect
from tests.journeys.audit import Auditor
from tests.journeys.desk import DESK, MIXES, PHONE, SIZES, Desk, Mix
from tests.journeys.house import House, environment
from tests.journeys.people import Person, colleague
from tests.journeys.seeds import contact

NUMBERS = count(1)
TWO = [
    DESK.param(),
    Mix("en", "phone").param(),
    PHONE.param(pytest.mark.slow),
    Mix("en").param(pytest.mark.slow),
]

# Notes how wide the page has been in any frame.
WIDEST = """() => {
  window.widest = innerWidth;
  const look = () => {
    window.widest = Math.max(window.widest, innerWidth);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def chief(admin: Person, house: House, playwright: Playwright, mix: Mix) -> Person:
    """An administrator who sees all data, in the language of the screen."""
    username = f"chief{next(NUMBERS)}"
    roles = ["administrator", "director"]
    return colleague(admin, house, playwright, username, f"老板{username}", roles, mix.locale)


@pytest.fixture
def office(seat: Callable[..., Desk], house: House, mix: Mix, chief: Person) -> Desk:
    """The administrator's browser."""
    return seat(house.url, mix, chief)


class Shaping:
    """Roles as hands shape them, on a large screen and a small one."""

    def __init__(self, desk: Desk, chief: Person) -> None:
        self.desk = desk
        found = chief.call("GET", "/rights")["modules"]
        self.labels = {one["key"]: str(one["label"]) for one in found}
        self.fields = {
            (one["key"], field["key"]): str(field["label"]) for one in found for field in one["fields"]
        }

    def make(self, name: str, like: str) -> None:
        """A new role that begins as another."""
        desk = self.desk
        desk.go("/settings/roles")
        desk.button("rights.add").click()
        dialog = desk.dialog()
        dialog.get_by_label(desk.t("rights.name")).fill(name)
        desk.pick(dialog.get_by_role("combobox", name=desk.t("rights.likeLabel")), like)
        desk.button("common.create", dialog).click()
        expect(desk.page.get_by_role("heading", level=1, name=name)).to_be_visible()

    def at(self, module: str) -> str:
        """What a module is called; a small screen shows one at a time."""
        name = self.desk.t("rights.rest") if module == "*" else self.labels[module]
        if self.desk.mix.phone:
            box = self.desk.page.get_by_role("combobox", name=self.desk.t("rights.module"))
            if box.input_value() != name:
                self.desk.pick(box, name)
        return name

    def scope(self, module: str, verb: str, scope: str) -> None:
        """Another scope in a cell."""
        t = self.desk.t
        name = self.at(module)
        cell = self.desk.page.get_by_role(
            "button", name=t("rights.cell", module=name, verb=t(f"rights.verb_{verb}"), scope="").strip()
        )
        cell.click()
        self.desk.page.get_by_role("menuitemradio", name=t(f"rights.scope_{scope}"), exact=True).click()

    def level(self, module: str, field: str, level: str) -> None:
        """A field narrowed or let go."""
        t = self.desk.t
        name = self.at(module)
        if not self.desk.mix.phone:
            self.desk.page.get_by_role("tab", name=re.compile(rf"^{re.escape(name)}")).click()
        label = self.fields[module, field]
        cell = self.desk.page.get_by_role("button", name=t("rights.fieldCell", field=label, level="").strip())
        if cell.count() == 0:
            self.desk.page.get_by_role("button", name=t.pattern("rights.fieldsAll")).click()
        cell.first.click()
        self.desk.page.get_by_role("menuitemradio", name=t(f"rights.level_{level}"), exact=True).click()

    def condition(self, typed: str) -> None:
        """The condition that is asked for: the name contains what is typed."""
        dialog = self.desk.dialog()
        box = dialog.get_by_label(self.desk.t("list.value"))
        expect(self.desk.button("common.apply", dialog)).to_be_disabled()
        box.fill(typed)
        self.desk.button("common.apply", dialog).click()
        expect(dialog).to_have_count(0)

    def bar(self) -> Locator:
        """What a change affects."""
        return self.desk.page.get_by_role("region", name=self.desk.t("rights.unsaved"))

    def save(self) -> None:
        """Keep the changes."""
        self.desk.button("common.save", self.bar()).click()
        expect(self.bar()).to_have_count(0)


def label_of(chief: Person, role: str) -> str:
    """How a role is called in the language of the person."""
    return next(str(one["label"]) for one in chief.call("GET", "/roles")["roles"] if one["key"] == role)


def role_of(chief: Person, name: str) -> dict[str, Any]:
    """The role of a name, as the server has it."""
    return next(one for one in chief.call("GET", "/roles")["roles"] if one["label"] == name)


def give(desk: Desk, person: Person, role: str, instead_of: str) -> None:
    """Give a colleague another role, at the screen of people."""
    desk.go("/settings/people")
    desk.button("people.edit", name=person.name).click()
    dialog = desk.dialog()
    group = dialog.get_by_role("group", name=desk.t("people.roles"))
    group.get_by_role("checkbox", name=role, exact=True).check()
    group.get_by_role("checkbox", name=instead_of, exact=True).uncheck()
    desk.button("common.save", dialog).click()
    expect(dialog).to_have_count(0)


def rows(person: Person, *columns: str) -> list[dict[str, Any]]:
    """The contacts that somebody sees."""
    found: list[dict[str, Any]] = person.call(
        "POST", "/records/contacts/query", {"columns": ["name", *columns]}
    )["records"]
    return found


@pytest.mark.parametrize("mix", TWO)
def test_three_roles_are_set_up_given_and_looked_at(
    office: Desk, chief: Person, hire: Callable[[str], Person], mix: Mix
) -> None:
    desk, shaping, t = office, Shaping(office, chief), office.t
    callers, region, adviser = (f"{name}{chief.username}" for name in ("电话销售", "大区经理", "外部顾问"))
    ming = hire(mix.locale)
    amount = {"amount": "98000", "currency": "CNY"}
    phones = [{"value": "+8613900000777", "type": "mobile", "main": True}]
    ming.create("contacts", contact(1, phones=phones))
    chief.create("contacts", {"name": f"望江{chief.username}", "expected_amount": amount}, contact(3))
    # Telephone sales: what is their own, with numbers covered.
    shaping.make(callers, label_of(chief, "sales"))
    shaping.scope("*", "export", "none")
    shaping.level("contacts", "phones", "covered")
    shaping.save()
    # A regional manager: department and below.
    shaping.make(region, label_of(chief, "manager"))
    shaping.scope("contacts", "delete", "own")
    shaping.save()
    # An adviser from outside: reads by criteria, without amounts.
    shaping.make(adviser, label_of(chief, "readonly"))
    shaping.scope("*", "view", "none")
    shaping.scope("contacts", "view", "criteria")
    shaping.condition(f"望江{chief.username}")
    shaping.level("contacts", "expected_amount", "hidden")
    shaping.save()
    held = role_of(chief, adviser)
    assert held["rights"]["contacts"] == {"view": "criteria"}
    assert held["fields"] == {"contacts": {"expected_amount": "hidden"}}
    assert role_of(chief, callers)["fields"] == {"contacts": {"phones": "covered"}}
    # They are given, and what they do is seen.
    give(desk, ming, callers, label_of(chief, "sales"))
    # Other processes know of it within five seconds.
    desk.eventually(lambda: "masked" in rows(ming, "phones")[0])
    assert "139" not in str(rows(ming, "phones")[0]["values"]["phones"])
    give(desk, ming, adviser, callers)
    desk.eventually(lambda: len(rows(ming)) == 2)
    assert ming.ask("POST", "/records/accounts/query", {}).status == 404
    hidden = {"columns": ["expected_amount"]}
    assert ming.ask("POST", "/records/contacts/query", hidden).status == 422
    # Before more is opened, the screen tells to how many.
    desk.go(f"/settings/roles/{held['key']}")
    shaping.scope("contacts", "view", "all")
    expect(shaping.bar()).to_contain_text(t("rights.affects", n=1))
    expect(shaping.bar()).to_contain_text(ming.name)
    # Leaving in error loses nothing.
    desk.page.get_by_role("link", name=t("shell.roles"), exact=True).click()
    desk.button("rights.stay", desk.dialog()).last.click()
    expect(shaping.bar()).to_be_visible()
    desk.button("rights.discard", shaping.bar()).click()
    expect(shaping.bar()).to_have_count(0)


@pytest.mark.parametrize("mix", [DESK.param()])
def test_two_administrators_change_one_role_at_once(office: Desk, chief: Person) -> None:
    desk, shaping = office, Shaping(office, chief)
    name = f"客户成功{chief.username}"
    shaping.make(name, label_of(chief, "sales"))
    held = role_of(chief, name)
    shaping.scope("contacts", "export", "none")
    rights = {**held["rights"], "accounts": {"view": "all"}}
    chief.call("PATCH", f"/roles/{held['key']}", {"version": held["version"], "rights": rights})
    desk.watch.expect(409)
    desk.button("common.save", shaping.bar()).click()
    expect(shaping.bar()).to_contain_text(desk.t("rights.rebased"))
    shaping.save()
    found = role_of(chief, name)["rights"]
    assert found["accounts"] == {"view": "all"}
    assert "export" not in found["contacts"]


@pytest.mark.parametrize("mix", TWO)
def test_a_rule_opens_what_meets_it_to_a_team(
    office: Desk, chief: Person, hire: Callable[[str], Person], mix: Mix
) -> None:
    desk, t = office, office.t
    page = desk.page
    hua = hire(mix.locale)
    team, rule, name = (f"{word}{chief.username}" for word in ("攻坚组", "重点", "青禾"))
    (record,) = chief.create("accounts", {"name": name})
    desk.go("/settings/structure")
    desk.button("structure.addTeam").click()
    dialog = desk.dialog()
    dialog.get_by_label(t("structure.teamName")).fill(team)
    desk.pick(dialog.get_by_role("combobox", name=t("structure.members")), hua.name)
    # The list of the box lies over the buttons until the box is left.
    dialog.get_by_label(t("structure.teamName")).click()
    desk.button("common.save", dialog).click()
    expect(page.get_by_text(team, exact=True)).to_be_visible()
    assert hua.ask("GET", f"/records/accounts/{record}").status == 404
    desk.go("/settings/sharing")
    desk.button("rules.add").click()
    dialog = desk.dialog()
    dialog.get_by_label(t("rules.name")).fill(rule)
    desk.pick(dialog.get_by_role("combobox", name=t("rules.who")), team)
    # A line that says nothing yet would open everything: it holds the rule back.
    expect(desk.button("common.save", dialog)).to_be_disabled()
    dialog.get_by_label(t("list.value")).fill(name)
    desk.button("common.save", dialog).click()
    line = page.get_by_role("listitem").filter(has_text=rule)
    expect(line).to_contain_text(t("rules.thenRead", holder=team))
    desk.eventually(lambda: hua.ask("GET", f"/records/accounts/{record}").status == 200)
    # Seen as the colleague, that record is among theirs.
    people = {one["name"]: one["id"] for one in chief.call("GET", "/people")["people"]}
    desk.go(f"/settings/people/{people[hua.name]}/sight")
    expect(page.get_by_role("heading", level=1, name=t("sight.title", name=hua.name))).to_be_visible()
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()


def as_after_an_update(house: House, rule: str, criteria: dict[str, Any]) -> None:
    """A condition that a rule has kept although its fields and options were taken away: no screen can make one."""
    code = (
        "from guanxi.access.models import SharingRule;"
        f"SharingRule.objects.filter(pk={rule}).update(criteria={criteria!r})"
    )
    command = [sys.executable, "-m", "guanxi.app.cli", "django", "shell", "-c", code]
    subprocess.run(command, env=environment(house.home, house.dist), check=True, capture_output=True)


@pytest.mark.parametrize("mix", [DESK.param(), Mix("en", "phone").param()])
def test_a_rule_that_names_what_is_gone_is_mended(office: Desk, house: House, chief: Person) -> None:
    desk, t, auditor = office, office.t, Auditor(office)
    page, name = desk.page, f"坏规则{chief.username}"
    role = chief.call("POST", "/roles", {"name": f"顾问{chief.username}", "like": None})
    rule = {"name": name, "module": "contacts", "criteria": None, "holder": f"role:{role['id']}"}
    made = chief.call("POST", "/sharing-rules", {**rule, "level": "read"})
    chief.call("DELETE", f"/roles/{role['key']}")
    colour = "colour_of_the_last_order_of_the_year_before"
    lost = {"field": colour, "op": "in", "value": ["red", "blue"]}
    kept = {"field": "stage", "op": "in", "value": ["won", "vanished"]}
    as_after_an_update(house, made["id"], {"any": [lost, kept]})
    desk.go("/settings/sharing")
    line = page.get_by_role("listitem").filter(has_text=name)
    for word in (colour, "vanished", t("rules.mend")):
        expect(line).to_contain_text(word)
    auditor.look("broken rule")
    desk.button("rules.editOf", name=name).click()
    dialog = desk.dialog()
    # Everything stands there as it was, and is said to be missing.
    field = dialog.get_by_role("combobox", name=t("list.field")).first
    missing = t("list.goneField", name=colour)
    expect(field).to_have_value(missing)
    # An input cuts what is longer than itself: the name stands there whole all the same.
    shown = dialog.get_by_text(missing, exact=True)
    expect(shown).to_be_visible()
    assert shown.evaluate("it => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight")
    expect(dialog.get_by_label(t("list.value")).first).to_have_value("red, blue")
    expect(dialog.get_by_text(t("field.goneOption", name="vanished"))).to_be_visible()
    who = dialog.get_by_role("combobox", name=t("rules.who"))
    expect(who).to_have_value(t("rules.goneHolder", id=role["id"]))
    auditor.look("broken rule edited")
    # It is not saved so; every fault stands at its place, and nothing is lost.
    desk.watch.expect(422)
    desk.button("common.save", dialog).click()
    faults = [dialog.get_by_role("alert").filter(has_text=word) for word in (colour, "vanished")]
    for fault in faults:
        expect(fault).to_be_visible()
    expect(who).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(missing)
    auditor.look("broken rule refused")
    auditor.verdict()
    # What is mended is not wrong any more; the rest stays marked.
    dialog.get_by_role("button", name=t("list.removeCondition"), exact=True).first.click()
    expect(faults[0]).to_have_count(0)
    expect(faults[1]).to_be_visible()
    dialog.get_by_role("button", name=t("common.remove", name=t("field.goneOption", name="vanished"))).click()
    desk.pick(dialog.get_by_role("combobox", name=t("rules.to")), t("rules.kind_everybody"))
    desk.button("common.save", dialog).click()
    expect(dialog).to_have_count(0)
    expect(line).not_to_contain_text(t("rules.mend"))
    (held,) = [one for one in chief.call("GET", "/sharing-rules")["rules"] if one["id"] == made["id"]]
    assert (held["holder"], held["faults"]) == ("everybody", [])
    assert held["criteria"] == {"any": [{**kept, "value": ["won"]}]}
    # It opens contacts to everybody: to the people of other journeys, too.
    chief.call("DELETE", f"/sharing-rules/{made['id']}")


@pytest.mark.parametrize("mix", [PHONE.param()])
def test_a_list_over_a_dialog_never_widens_a_phone(office: Desk, hire: Callable[[str], Person]) -> None:
    """A wider page moved the list, which made it narrow again, which moved the list: a finger met what it did not mean."""
    page, t, hua = office.page, office.t, hire("zh-CN")
    office.go("/settings/structure")
    page.evaluate(f"({WIDEST})()")
    office.button("structure.addTeam").click()
    box = office.dialog().get_by_role("combobox", name=t("structure.members"))
    box.click()
    box.fill(hua.name)
    expect(page.get_by_role("option", name=hua.name, exact=True)).to_be_visible()
    office.still()
    assert page.evaluate("window.widest") == SIZES["phone"]["width"]


@pytest.mark.parametrize("mix", MIXES)
def test_the_screens_of_rights_are_accessible(office: Desk, chief: Person) -> None:
    auditor, shaping, t = Auditor(office), Shaping(office, chief), office.t
    page = office.page
    team = f"甲组{chief.username}"
    chief.call("POST", "/teams", {"name": team, "members": []})
    chief.call("POST", "/posts", {"name": f"岗{chief.username}", "roles": ["sales"]})
    criteria = {"field": "name", "op": "contains", "value": "林"}
    rule = {"name": team, "module": "contacts", "criteria": criteria, "holder": "everybody", "level": "read",
            "active": False}  # fmt: skip
    chief.call("POST", "/sharing-rules", rule)
    me = chief.call("GET", "/me")["id"]
    for route in ("/settings/roles", "/settings/roles/administrator", "/settings/structure", "/settings/sharing",
                  f"/settings/people/{me}/sight", "/settings/people"):  # fmt: skip
        office.go(route)
        auditor.look(route)
    office.button("people.edit", name=chief.name).click()
    expect(office.dialog().get_by_role("combobox", name=t("people.post"))).to_be_visible()
    auditor.look("a person")
    office.go("/settings/roles/marketing")
    shaping.level("contacts", "phones", "masked")
    shaping.scope("contacts", "view", "criteria")
    expect(office.dialog().get_by_label(t("list.value"))).to_be_visible()
    office.still()
    auditor.look("a condition")
    page.keyboard.press("Escape")
    expect(shaping.bar()).to_contain_text(t("rights.conditionMissing", module=shaping.labels["contacts"]))
    for summary in page.locator("summary").all():
        summary.click()
    office.still()
    auditor.look("a role that is changed")
    auditor.verdict()
