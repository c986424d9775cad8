"""The times of the web UI that a person feels, each taken once in a fresh browser context."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench import ui_probes as probes

LARGE = {"width": 1440, "height": 900}
SMALL = {"width": 390, "height": 844}
# A slow mobile line as Lighthouse has it, in bytes a second; and a processor of a quarter.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
GRID = "[role=grid]"
FOUND = r"[...document.querySelectorAll('[data-to]')].some((one) => /^\/m\/\w+\/\d/.test(one.dataset.to))"
ROWS = "document.querySelectorAll('[role=gridcell]').length > 20"
FRAMES, WAY = 300, 120
# More than the bars of a browser window are high.
BARS = 200


@dataclass(frozen=True, slots=True)
class Bench:
    """A browser, a server, and somebody who is signed in there."""

    browser: Browser
    base: str
    state: Any
    record: str

    def context(self, small: bool = False) -> BrowserContext:
        """An empty cache and the size of a screen."""
        more = {"is_mobile": True, "has_touch": True} if small else {}
        return self.browser.new_context(
            base_url=self.base,
            viewport=SMALL if small else LARGE,
            locale="zh-CN",
            storage_state=self.state,
            **more,
        )  # type: ignore[arg-type]

    def page(self, context: BrowserContext) -> Page:
        """A page that is watched from its first script on."""
        page = context.new_page()
        page.add_init_script(probes.OBSERVE)
        _heighten(context, page)
        return page


def _heighten(context: BrowserContext, page: Page) -> None:
    """Make the window higher than the page.

    It is as high as the page and holds the browser's bars too, so the page's lowest rows lie outside: what changes
    there alone is never shown, and its key would count until something else is.
    """
    session = context.new_cdp_session(page)
    window = session.send("Browser.getWindowForTarget")
    bounds = {"height": window["bounds"]["height"] + BARS}
    session.send("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": bounds})
    session.detach()


def first_load(bench: Bench, path: str, small: bool = False) -> dict[str, float]:
    """A first visit with an empty cache; on the small screen over a slow line with a slow processor."""
    context = bench.context(small)
    page = bench.page(context)
    page.add_init_script(probes.STOOD)
    if small:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.format(record=bench.record))
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    if path.startswith("/m/") and "{record}" not in path:
        page.locator(f"{GRID} [role=row]:nth-child(2), main li a").first.wait_for(timeout=60_000)
    count = len([url for url in asked if "/favicon" not in url])
    page.wait_for_timeout(1500)
    seen = page.evaluate("window.seen")
    found = {"lcp": seen["lcp"], "cls": seen["cls"], "tbt": page.evaluate(probes.BLOCKED), "requests": count}
    found["record_calls"] = page.evaluate(probes.RECORD_CALLS)
    context.close()
    return found


def routes(bench: Bench) -> dict[str, float]:
    """Changes of screen with everything cached, until the other content is painted."""
    context = bench.context()
    page = _ready(bench, context)
    links = page.get_by_role("navigation").get_by_role("link")
    there = {
        "/m/accounts": f"location.pathname === '/m/accounts' && {ROWS} && !document.querySelector('[data-stale]')",
        "/m/contacts": f"location.pathname === '/m/contacts' && {ROWS} && !document.querySelector('[data-stale]')",
        "/today": "location.pathname === '/today' && document.querySelectorAll('main li').length > 0",
    }
    times: dict[str, list[float]] = {path: [] for path in there}
    for turn in range(3):
        for path, holds in there.items():
            link = links.and_(page.locator(f"[href='{path}']"))
            took = _timed(page, holds, link.click)
            page.wait_for_timeout(400)
            # The first round fills the cache.
            if turn:
                times[path].append(took)
    context.close()
    return {"route": max(min(found) for found in times.values())}


def editing(bench: Bench) -> dict[str, float]:
    """An inline edit until the new value is painted, before the server has answered."""
    context = bench.context()
    page = _ready(bench, context)
    title = page.locator("#cell-2-3")
    title.click()
    page.keyboard.press("F2")
    box = title.get_by_role("textbox")
    box.wait_for()
    value = f"总监{page.evaluate('Date.now() % 1000')}"
    box.fill(value)
    took = _timed(
        page, f"document.querySelector('#cell-2-3').textContent.includes('{value}') "
        "&& !document.querySelector('#cell-2-3 input')", lambda: page.keyboard.press("Enter")
    )  # fmt: skip
    context.close()
    return {"commit": took}


def scrolling(bench: Bench) -> dict[str, float]:
    """Frames of a long list while it is scrolled steadily."""
    context = bench.context()
    page = _ready(bench, context)
    apart = sorted(page.evaluate(probes.SCROLL, [GRID, WAY, FRAMES]))
    context.close()
    return {"fps": 1000 * len(apart) / sum(apart), "frame95": apart[int(len(apart) * 0.95)]}


def palette(bench: Bench) -> dict[str, float]:
    """The palette from the key to its box, and from the last letter to what the server found."""
    context = bench.context()
    page = _ready(bench, context)
    page.locator("#main").focus()
    opened = _timed(
        page, "document.activeElement?.getAttribute('role') === 'combobox'", lambda: page.keyboard.press("Control+k")
    )  # fmt: skip
    page.wait_for_timeout(300)
    found = _timed(page, FOUND, lambda: page.keyboard.insert_text("zhang"))
    context.close()
    return {"palette": opened, "results": found}


def interactions(bench: Bench) -> dict[str, float]:
    """A scripted minute of work; the browser's own measure from each key or click to the next paint."""
    context = bench.context()
    page = _ready(bench, context)
    page.locator("#cell-1-1").click(position={"x": 150, "y": 8})
    page.keyboard.press("Escape")
    keys = [
        "ArrowDown",
        "ArrowRight",
        "ArrowDown",
        "ArrowRight",
        "PageDown",
        "PageDown",
        "Home",
        "End",
        "Space",
    ]
    deeds: list[Callable[[], Any]] = [lambda key=key: page.keyboard.press(key) for key in keys]
    deeds += [
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator("#cell-12-3").click(),
        lambda: page.keyboard.press("F2"),
        lambda: page.keyboard.type("abc", delay=60),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="字段", exact=True).click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="筛选", exact=True).click(),
        lambda: page.get_by_role("button", name="添加条件", exact=True).click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="排序", exact=True).click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("searchbox").first.press_sequentially("wang", delay=60),
        lambda: page.keyboard.press("Control+k"),
        lambda: page.keyboard.type("zhang", delay=60),
        lambda: page.keyboard.press("ArrowDown"),
        lambda: page.keyboard.press("Escape"),
    ]
    for deed in deeds:
        deed()
        page.wait_for_timeout(160)
    # Interactions that the browser does not list took less than its threshold of two frames.
    seen = sorted(page.evaluate("Object.values(window.seen.inputs)"))
    context.close()
    return {"inp75": seen[int(len(seen) * 0.75)] if seen else 16.0, "inp": seen[-1] if seen else 16.0}


def _ready(bench: Bench, context: BrowserContext) -> Page:
    """The list of contacts, with what it fetches afterwards."""
    page = bench.page(context)
    page.goto("/m/contacts")
    page.locator("#cell-2-3").wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    return page


def _timed(page: Page, there: str, deed: Callable[[], Any]) -> float:
    page.evaluate(probes.PAINTED.replace("THERE", there))
    deed()
    return float(page.evaluate("window.painted"))
