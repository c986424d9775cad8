"""A page held to WCAG 2.2 AA by axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect
from tests.journeys.desk import DESK, Desk
from tests.journeys.house import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ({ tags, only }) => {
  const options = only ? { runOnly: { type: 'rule', values: only } } : { runOnly: { type: 'tag', values: tags } };
  const found = await axe.run(document, { ...options, resultTypes: ['violations'] });
  return found.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.slice(0, 4).map((node) => `${node.target.join(' ')}  ${node.failureSummary.split('\\n')[1]}`),
  }));
}"""
# Within the shell each part scrolls by itself; elsewhere only upwards and downwards.
OVERFLOW = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return scrollWidth > innerWidth + 1 || (document.querySelector('#main') !== null && scrollHeight > innerHeight + 1);
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
        if page.evaluate(OVERFLOW):
            self.found.append(f"  [{where}] the window scrolls beside what is in it")
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
