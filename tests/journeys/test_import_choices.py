"""What a person settles while an import is checked, and what becomes of it when they change the columns."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from tests.journeys.desk import Desk
from tests.journeys.people import Person
from tests.journeys.test_first_import import JOB, upload


def table(path: Path, name: str) -> Path:
    """Two people whose gender stands in words of this office, in one of two columns."""
    lines = ["姓名,手机,性别,称呼", f"{name}一,13800138021,靓仔,靓女", f"{name}二,13800138022,男,靓女"]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def settle(desk: Desk, person: Person, word: str) -> None:
    """Choose what a word of the file means, which the server is not told yet."""
    expect(desk.button("imports.run", n=2)).to_be_enabled(timeout=JOB)
    box = desk.page.get_by_label(desk.t("imports.optionFor", word=word), exact=True)
    desk.pick(box, person.option("contacts", "gender", "male"))
    expect(desk.button("imports.recheck")).to_be_visible()
    desk.button("imports.toMapping").click()
    expect(desk.button("imports.check")).to_be_visible()


def held(desk: Desk, person: Person) -> Any:
    """The import as the server holds it."""
    return person.call("GET", f"/imports/{desk.page.url.rsplit('/', 1)[1]}")


def test_a_look_at_the_columns_loses_no_choice(desk: Desk, person: Person, tmp_path: Path) -> None:
    desk.go("/imports")
    upload(desk.page, table(tmp_path / "看一眼.csv", "柳一眼"))
    desk.button("imports.check").click()
    settle(desk, person, "靓仔")
    desk.button("imports.check").click()
    expect(desk.button("imports.run", n=2)).to_be_enabled(timeout=JOB)
    assert held(desk, person)["value_maps"] == {"contacts.gender": {"靓仔": "male"}}


def test_a_choice_goes_with_the_column_that_it_was_made_for(
    desk: Desk, person: Person, tmp_path: Path
) -> None:
    page, t = desk.page, desk.t
    desk.go("/imports")
    upload(page, table(tmp_path / "换一列.csv", "柳换列"))
    desk.button("imports.check").click()
    settle(desk, person, "靓仔")
    box = page.get_by_label(t("imports.targetOf", name="性别"), exact=True)
    desk.pick(box, t("imports.keepOther"))
    desk.button("imports.check").click()
    expect(desk.button("imports.run", n=2)).to_be_enabled(timeout=JOB)
    assert held(desk, person)["value_maps"] == {}
