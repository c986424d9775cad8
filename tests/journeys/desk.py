"""A browser in front of a person: one context, one page, everything that went wrong in it."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys.people import Person
from tests.journeys.watch import Watch
from tests.journeys.words import Words

PATIENCE = 20_000
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
STILL = "() => document.getAnimations().every((one) => one.playState !== 'running')"
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Mix:
    """Language, size and light of a screen."""

    locale: str = "zh-CN"
    size: str = "desk"
    theme: str = "light"

    @property
    def phone(self) -> bool:
        """Whether this is the small screen."""
        return self.size == "phone"

    def param(self, *marks: Any) -> Any:
        """The mix as a parameter of a test."""
        return pytest.param(self, id=f"{self.locale}-{self.size}-{self.theme}", marks=marks)


DESK, PHONE = Mix(), Mix(size="phone")
OTHERS = [
    Mix(locale, size, theme)
    for locale, theme in (("en", "light"), ("zh-CN", "dark"), ("en", "dark"))
    for size in SIZES
]
# The default run sees both sizes; the full run all eight where it looks for what keeps somebody out, and else six, without
# English in the dark: what people do does not depend on words and colours together.
EVERY_MIX = [DESK.param(), PHONE.param(), *(mix.param(pytest.mark.slow) for mix in OTHERS)]
MIXES = [param for param in EVERY_MIX if param.id not in ("en-desk-dark", "en-phone-dark")]


class Desk:
    """What a person has in front of them."""

    def __init__(self, browser: Browser, url: str, mix: Mix, person: Person | None) -> None:
        self.mix = mix
        self.person = person
        self.watch = Watch()
        self.t = Words(mix.locale)
        self.context = browser.new_context(
            base_url=url, viewport=SIZES[mix.size], locale=mix.locale, color_scheme=mix.theme,  # type: ignore[arg-type]
            has_touch=mix.phone, is_mobile=mix.phone, reduced_motion="reduce", timezone_id="Asia/Shanghai",
            storage_state=person.http.storage_state() if person else None,
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.page = self.open_page()

    def open_page(self) -> Page:
        """A further tab of the same person."""
        page = self.context.new_page()
        self.watch.over(page)
        return page

    def go(self, path: str) -> None:
        """Open an address and wait until its screen stands."""
        self.page.goto(path)
        self.settled()

    def settled(self) -> None:
        """Wait until a heading stands and nothing says that it loads."""
        expect(self.page.get_by_role("heading").first).to_be_visible()
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def still(self) -> None:
        """Wait until two frames are painted and nothing moves any more."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        self.page.wait_for_function(STILL)

    def button(self, key: str, inside: Locator | None = None, **holes: object) -> Locator:
        """The button with these words."""
        return (inside or self.page).get_by_role("button", name=self.t(key, **holes), exact=True)

    def dialog(self) -> Locator:
        """The dialog that lies on top."""
        return self.page.get_by_role("dialog").last

    def toast(self, text: str | re.Pattern[str]) -> Locator:
        """A passing message with these words."""
        return self.page.get_by_text(text).first

    def pick(self, box: Locator, label: str) -> None:
        """Choose from a select as a person does: open, type, take."""
        box.click()
        box.fill(label)
        self.page.get_by_role("option", name=label, exact=True).first.click()

    def eventually(self, true: Callable[[], bool]) -> None:
        """Wait until something is true on the server. Raises AssertionError when it never is."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not true():
            assert time.monotonic() < deadline, "it did not come true"
            self.page.wait_for_function("() => true")

    def keep(self, folder: Path, name: str) -> None:
        """Leave a picture and the log of what happened."""
        folder.mkdir(parents=True, exist_ok=True)
        base = folder / re.sub(r"[^\w.-]+", "_", name)
        base.with_suffix(".log").write_text("\n".join([self.page.url, *self.watch.lines, *self.watch.faults]))
        self.page.screenshot(path=f"{base}.png", timeout=10_000)

    def close(self) -> None:
        """Close the browser's context."""
        self.context.close()
