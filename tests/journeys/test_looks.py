"""Language and light change in place."""

from playwright.sync_api import expect
from tests.journeys.desk import Desk
from tests.journeys.words import Words

# Notes every light in which a frame could have been painted.
FRAMES = """() => {
  window.lights = [];
  const look = () => {
    const light = document.documentElement.dataset.theme;
    if (document.body && !window.lights.includes(light)) window.lights.push(light);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def choose(desk: Desk, menu: str, label: str) -> None:
    """Choose a language or a light where this size of screen offers it."""
    if desk.mix.phone:
        desk.button("shell.more").click()
        desk.dialog().get_by_role("button", name=label, exact=True).click()
        desk.page.keyboard.press("Escape")
    else:
        desk.page.get_by_role("banner").get_by_role("button", name=desk.t(menu), exact=True).click()
        desk.page.get_by_role("menuitemradio", name=label).or_(
            desk.page.get_by_role("menuitem", name=label)
        ).first.click()


def test_language_changes_without_a_reload(desk: Desk) -> None:
    page = desk.page
    other = "en" if desk.mix.locale == "zh-CN" else "zh-CN"
    names = {"en": "English", "zh-CN": "简体中文"}
    desk.go("/m/contacts")
    page.evaluate("window.sameDocument = true")
    choose(desk, "shell.language", names[other])
    plural = {"en": "Contacts", "zh-CN": "联系人"}[other]
    expect(page.get_by_role("heading", level=1, name=plural)).to_be_visible()
    expect(page.get_by_role("button", name=Words(other)("list.sort"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert page.evaluate("window.sameDocument") is True
    # The account remembers it.
    page.reload()
    expect(page.get_by_role("heading", level=1, name=plural)).to_be_visible()


def test_light_changes_and_never_flashes(desk: Desk) -> None:
    page, t = desk.page, desk.t
    other = "dark" if desk.mix.theme == "light" else "light"
    desk.go("/today")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", desk.mix.theme)
    choose(desk, "shell.theme", t(f"shell.{other}"))
    expect(html).to_have_attribute("data-theme", other)
    page.add_init_script(f"({FRAMES})()")
    page.reload()
    desk.settled()
    assert page.evaluate("window.lights") == [other]


def test_where_nothing_may_move_the_other_light_is_there_at_once(desk: Desk) -> None:
    """A passage of no length is a passage still: each element's waits for the one of what is around it."""
    page, other = desk.page, "dark" if desk.mix.theme == "light" else "light"
    desk.go("/today")
    page.evaluate("addEventListener('transitionrun', () => { window.moved = (window.moved ?? 0) + 1; })")
    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
    expect(page.locator("html")).to_have_attribute("data-theme", other)
    desk.still()
    assert page.evaluate("window.moved ?? 0") == 0
