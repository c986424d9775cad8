"""Payloads in every text, label, tag, file name, comment, import row, department and view name, shown on every screen:
no dialog, no report of the content policy, no call to where they point. And files that would run never do."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Playwright, expect
from tests.journeys import hostile
from tests.journeys.desk import DESK, PHONE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import Person


@dataclass(frozen=True)
class Den:
    """The house, who looks, and what at."""

    house: House
    admin: Person
    places: dict[str, str]


@pytest.fixture(scope="module")
def den(build: Callable[[], House], playwright: Playwright) -> Den:
    """Filled once for both sizes of screen."""
    house = build()
    admin = hostile.own(house, playwright, '<img src=x onerror=alert(1)>"admin')
    places = hostile.fill(admin)
    other = hostile.join(house, playwright, admin, "</script><svg onload=alert(1)>")
    me = admin.call("GET", "/me")["id"]
    other.create("comments", {"parent": f"contacts/{places['said']}", "text": "@x", "mentions": [me]})
    other.change("contacts", places["said"], {"owner": me})
    return Den(house, admin, places)


@pytest.fixture
def browser_of(den: Den, seat: Callable[..., Desk]) -> Callable[[Mix], Desk]:
    """A browser that notices what runs."""

    def one(mix: Mix) -> Desk:
        desk = seat(den.house.url, mix, den.admin)
        desk.context.add_init_script(f"({hostile.NOTICE})()")
        # Pictures of payloads' names are asked for nowhere, and what is absent may be absent.
        desk.watch.expect(404)
        return desk

    return one


def screens(places: dict[str, str]) -> list[str]:
    """Every screen behind the login, with what it can show."""
    return [
        "/today", "/m/contacts", f"/m/contacts?peek={places['said']}", "/m/accounts", "/m/activities", "/m/documents",
        "/m/contacts?q=alert", "/m/comments", f"/m/contacts/{places['talked']}", f"/m/contacts/{places['said']}",
        f"/m/contacts/{places['kept']}?tab=files", f"/m/accounts/{places['account']}", "/search?q=alert",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/settings/tags", "/settings/people", "/settings/roles",
        "/settings/audit", "/audit", "/settings/sharing", "/imports", f"/imports/{places['import']}", "/profile",
        "/m/contacts/print/addresses", "/nowhere/%3Cscript%3Ealert(1)%3C/script%3E", "/m/%3Cimg%20src=x%20onerror=alert(1)%3E",
    ]  # fmt: skip


def test_the_corpus_is_large() -> None:
    assert len(set(hostile.payloads())) >= 100


@pytest.mark.parametrize("mix", [DESK.param(), PHONE.param()])
def test_nothing_runs_on_any_screen(den: Den, browser_of: Callable[[Mix], Desk], mix: Mix) -> None:
    desk = browser_of(mix)
    page, found = desk.page, []
    page.on("dialog", lambda dialog: (found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    for path in screens(den.places):
        desk.go(path)
        hostile.scroll(page)
        found += [f"{path}: {item}" for item in hostile.struck(page)]
    if not mix.phone:
        desk.go("/today")
        page.get_by_role("banner").get_by_role("button", name=desk.t.pattern("shell.unread")).click()
        expect(page.get_by_text("<svg onload=alert(1)>").first).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").last.fill("alert")
        expect(page.get_by_role("option").nth(3)).to_be_visible()
        found += [f"floats: {item}" for item in hostile.struck(page)]
    found += [
        f"asked for {one.url}" for one in desk.watch.calls if one.url.endswith("/xss") or "/xss/" in one.url
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mix", [DESK.param()])
def test_the_words_are_there_as_words(den: Den, browser_of: Callable[[Mix], Desk], mix: Mix) -> None:
    """The test above would prove nothing of screens that show nothing."""
    desk = browser_of(mix)
    page = desk.page
    desk.go(f"/m/contacts/{den.places['said']}")
    expect(page.get_by_text("@<img src=x onerror=alert(1)>").first).to_be_visible()
    desk.go(f"/m/contacts/{den.places['kept']}?tab=files")
    expect(page.get_by_role("button", name="{{7*7}}{{alert(1)}}").first).to_be_visible()
    for path, words in (
        ("/settings/tags", "<svg onload=alert(1)>"),
        ("/m/accounts?q=constructor", "{{constructor.constructor"),
    ):
        desk.go(path)
        expect(page.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("mix", [DESK.param()])
def test_hostile_files_are_harmless(den: Den, browser_of: Callable[[Mix], Desk], mix: Mix) -> None:
    desk = browser_of(mix)
    page, found = desk.page, []
    page.on("dialog", lambda dialog: (found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    sent = {
        name: hostile.send(den.admin, "/files", name, body) for name, body in hostile.hostile_files().items()
    }
    (record,) = den.admin.create("contacts", {"name": "文件"})
    for file in sent.values():
        assert len(file["name"]) <= 200
        assert file["name"].isprintable()
        assert not set(file["name"]) & set("/\\\u202e\r\n\0")
        den.admin.create("documents", {"parent": f"contacts/{record}", "versions": [file["id"]]})
    desk.go("/today")
    for name, file in sent.items():
        for query in ("", "?inline=true"):
            found += [f"{name}{query}: {item}" for item in _tried(page, f"/api/v1/files/{file['id']}{query}")]
    # The pages that tried it reported that their policy kept it out; that is what it is for.
    assert not [item for item in found if "ran" in item or "dialog" in item], "\n".join(found)

    fresh = desk.open_page()
    fresh.on("dialog", lambda dialog: (found.append("dialog"), dialog.dismiss()))
    for name, file in sent.items():
        with fresh.expect_download() as saved:
            fresh.evaluate("(url) => { location.href = url }", f"{den.house.url}/api/v1/files/{file['id']}")
        assert saved.value.suggested_filename, name
    fresh.goto(f"/m/contacts/{record}?tab=files")
    rows = fresh.locator("#main").get_by_role("listitem").filter(has=fresh.get_by_role("link"))
    expect(rows).to_have_count(len(sent))
    for index in range(len(sent)):
        rows.nth(index).get_by_role("button").first.click()
        expect(fresh.get_by_role("dialog")).to_be_visible()
        expect(fresh.get_by_role("dialog").get_by_role("status")).to_have_count(0)
        fresh.keyboard.press("Escape")
        expect(fresh.get_by_role("dialog")).to_have_count(0)
    assert hostile.struck(fresh) == []
    assert "dialog" not in found
    # What these tries were refused with belongs to them.
    desk.watch.faults.clear()


def _tried(page: Page, url: str) -> list[str]:
    """A page of ours that loads a file as everything that could run it."""
    ran = page.evaluate(
        """async (url) => {
            window.struck = [];
            window.ran = [];
            const wait = (node) => new Promise((done) => {
                node.onload = node.onerror = () => done();
                setTimeout(done, 150);
                document.body.append(node);
            });
            const made = (tag, more) => Object.assign(document.createElement(tag), more);
            await wait(made("script", { src: url }));
            await wait(made("script", { src: url, type: "module" }));
            await wait(made("link", { rel: "stylesheet", href: url }));
            await wait(made("iframe", { src: url }));
            await wait(made("object", { data: url }));
            await wait(made("embed", { src: url }));
            try { new Worker(url); } catch { /* kept out */ }
            await new Promise((done) => setTimeout(done, 50));
            return window.struck.filter((item) => ["alert", "confirm", "prompt", "open"].includes(item));
        }""",
        url,
    )
    return [f"ran: {item}" for item in ran]
