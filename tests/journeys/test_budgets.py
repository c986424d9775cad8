"""How much a first page may weigh and ask for (UX 3.1)."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, expect
from tests.journeys.desk import DESK, Desk
from tests.journeys.house import House
from tests.journeys.people import Person
from tests.journeys.seeds import contact

KB = 1024
# Notes when the record's name first stood in a frame; resource timing knows what had been asked for by then.
FIRST_PAINT = """() => {
  const look = () => {
    if (document.querySelector("main h1")) window.stood = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
ASKED_BEFORE = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/api/v1/records/") && entry.startTime < window.stood)
  .map((entry) => new URL(entry.name).pathname)"""
LOGIN_JS, FIRST_JS, CSS, REQUESTS, RECORD_CALLS = 140 * KB, 210 * KB, 20 * KB, 16, 2
# What a browser asks for on its own.
NOT_OURS = ("/favicon",)


def weight(requests: list[Request], dist: Path, ending: str) -> int:
    """The gzip size of everything with this ending that was asked for."""
    paths = {urlsplit(request.url).path for request in requests}
    files = [dist / path.lstrip("/") for path in paths if path.endswith(ending)]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.exists())


def first_load(desk: Desk, path: str, stands: Callable[[], None]) -> list[Request]:
    """What is asked for until the screen stands."""
    desk.watch.calls.clear()
    desk.page.goto(path)
    stands()
    asked = desk.watch.calls.copy()
    return [request for request in asked if not urlsplit(request.url).path.startswith(NOT_OURS)]


def told(requests: list[Request]) -> str:
    """The list for the failure message."""
    return "\n  ".join(["", *(f"{request.method} {urlsplit(request.url).path}" for request in requests)])


def test_the_login_page_is_light(seat: Callable[..., Desk], house: House, dist: Path, admin: Person) -> None:
    desk = seat(house.url, DESK)
    heading = desk.page.get_by_role("heading", name=desk.t("door.welcome"))
    asked = first_load(desk, "/login", lambda: expect(heading).to_be_visible())
    assert weight(asked, dist, ".js") <= LOGIN_JS
    assert weight(asked, dist, ".css") <= CSS
    assert len(asked) <= REQUESTS, told(asked)


@pytest.mark.parametrize("mix", [DESK.param()])
@pytest.mark.parametrize("path", ["/today", "/m/contacts", "/m/contacts/{id}"])
def test_a_first_page_after_the_login_is_light(desk: Desk, person: Person, dist: Path, path: str) -> None:
    (record, *_) = person.create("contacts", *(contact(number) for number in range(5)))
    page = desk.page
    stands = {
        "/today": page.get_by_role("main").get_by_role("heading", level=1),
        "/m/contacts": page.get_by_role("row").nth(1),
        "/m/contacts/{id}": page.get_by_role("heading", level=1),
    }[path]
    asked = first_load(desk, path.replace("{id}", record), lambda: expect(stands).to_be_visible())
    js, css = weight(asked, dist, ".js"), weight(asked, dist, ".css")
    assert js <= FIRST_JS, f"{js / KB:.1f} KB{told(asked)}"
    assert css <= CSS, f"{css / KB:.1f} KB{told(asked)}"


@pytest.mark.parametrize("mix", [DESK.param()])
@pytest.mark.parametrize("path", ["/today", "/m/contacts"])
def test_a_first_page_after_the_login_asks_little(desk: Desk, person: Person, path: str) -> None:
    person.create("contacts", contact(0))
    name = desk.page.get_by_role("main").get_by_text(str(contact(0)["name"])).first
    stands = desk.page.get_by_role("main").get_by_role("heading", level=1) if path == "/today" else name
    asked = first_load(desk, path, lambda: expect(stands).to_be_visible())
    assert len(asked) <= REQUESTS, f"{len(asked)}{told(asked)}"


@pytest.mark.parametrize("mix", [DESK.param()])
def test_a_record_page_stands_after_two_calls(desk: Desk, person: Person) -> None:
    (record,) = person.create("contacts", contact(0))
    page = desk.page
    page.add_init_script(f"({FIRST_PAINT})()")
    page.goto(f"/m/contacts/{record}")
    expect(page.get_by_role("heading", level=1, name=str(contact(0)["name"]))).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = page.evaluate(ASKED_BEFORE)
    assert 1 <= len(asked) <= RECORD_CALLS, asked
