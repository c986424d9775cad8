"""A running server, people in it, and browsers for them."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from tests.journeys.audit import AXE, Auditor
from tests.journeys.desk import MIXES, Desk, Mix
from tests.journeys.house import DIST, ROOT, House, prepare
from tests.journeys.people import Person, colleague, first_person

RESULTS = ROOT / "web" / "test-results"
DESKS = pytest.StashKey[list[Desk]]()
# The browser asks nobody but the server under test.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-domain-reliability", "--no-pings", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A journey fails by what the browser complained of, too; a failed one leaves pictures and logs."""
    try:
        result = yield
        for desk in item.stash.get(DESKS, []):
            desk.watch.check()
    except BaseException:
        for number, desk in enumerate(item.stash.get(DESKS, [])):
            desk.keep(RESULTS, f"{item.name}-{number}")
        raise
    return result


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built web UI, which a build beside the tests cannot change."""
    if not (DIST / "index.html").exists():
        pytest.fail("the web UI is not built: run ./guanxi build-web")
    return Path(shutil.copytree(DIST, tmp_path_factory.mktemp("web") / "dist"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Path:
    """A prepared home without anybody in it."""
    return prepare(tmp_path_factory.mktemp("template"), dist)


@pytest.fixture(scope="module")
def build(
    template: Path, dist: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], House]]:
    """Starts further servers, each in its own home; they end with the file that wanted them."""
    houses: list[House] = []

    def start() -> House:
        houses.append(House(template, tmp_path_factory.mktemp("houses") / "home", dist).start())
        return houses[-1]

    yield start
    for house in houses:
        house.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium; every journey has a context of its own in it."""
    path = os.environ.get("GUANXI_CHROMIUM") or "/usr/bin/chromium"
    chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def house(template: Path, dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server that the journeys share."""
    shared = House(template, tmp_path_factory.mktemp("house") / "home", dist).start()
    yield shared
    shared.stop()


@pytest.fixture(scope="session")
def admin(house: House, playwright: Playwright) -> Person:
    """The person who has set up the house by the one-time link."""
    return first_person(house, playwright, "admin")


@pytest.fixture(scope="session")
def hire(admin: Person, house: House, playwright: Playwright) -> Callable[[str], Person]:
    """Makes a colleague who sees only what is theirs, by an invitation."""
    numbers = count(1)

    def one(locale: str) -> Person:
        number = next(numbers)
        return colleague(admin, house, playwright, f"tester{number}", f"测试员{number}", ["sales"], locale)

    return one


@pytest.fixture(params=MIXES)
def mix(request: pytest.FixtureRequest) -> Mix:
    """Language, size and light of the screen."""
    return request.param


@pytest.fixture
def seat(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Desk]]:
    """Opens browsers; their faults are faults of the journey."""
    desks: list[Desk] = []
    request.node.stash[DESKS] = desks

    def one(url: str, mix: Mix, person: Person | None = None) -> Desk:
        desks.append(Desk(browser, url, mix, person))
        return desks[-1]

    yield one
    for desk in desks:
        desk.close()


@pytest.fixture
def person(hire: Callable[[str], Person], mix: Mix) -> Person:
    """A colleague with nothing of their own yet."""
    return hire(mix.locale)


@pytest.fixture
def desk(seat: Callable[..., Desk], house: House, mix: Mix, person: Person) -> Desk:
    """The colleague's browser."""
    return seat(house.url, mix, person)


@pytest.fixture
def auditor(desk: Desk) -> Auditor:
    """An auditor at the colleague's desk."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run ./guanxi build-web, which brings the packages of web/")
    return Auditor(desk)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """All that stands here needs a browser."""
    for item in items:
        if "journeys" in item.nodeid:
            item.add_marker(pytest.mark.journey)
