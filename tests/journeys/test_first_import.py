"""From the one-time link to a list of people."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys.desk import PATIENCE, Desk, Mix
from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Person
from tests.journeys.seeds import gbk_table, messy_workbook, table_with_a_problem

# A job waits for the worker, which other work may keep busy.
JOB = 3 * PATIENCE


def to_imports(desk: Desk) -> None:
    """Go to the imports by the navigation."""
    if desk.mix.phone:
        desk.button("shell.more").click()
        desk.dialog().get_by_role("button", name=desk.t("shell.imports")).click()
    else:
        desk.page.get_by_role("link", name=desk.t("shell.imports"), exact=True).click()
    expect(desk.page.get_by_role("heading", name=desk.t("imports.title"))).to_be_visible()


def upload(page: Page, *files: Path) -> None:
    """Give files to the drop zone."""
    page.locator("input[type=file]").set_input_files(list(files))


def test_set_up_then_first_import(
    seat: Callable[..., Desk], build: Callable[[], House], mix: Mix, tmp_path: Path
) -> None:
    house = build()
    desk = seat(house.url, mix)
    page, t = desk.page, desk.t
    page.goto(house.setup_link())
    fields = {"company": "青禾测试商行", "name": "林管理", "username": "lin", "password": PASSWORD}
    for key, value in fields.items():
        page.get_by_label(t(f"door.{key}"), exact=True).fill(value)
    desk.button("door.create").click()
    expect(page).to_have_url(f"{house.url}/today")
    to_imports(desk)
    upload(page, messy_workbook(tmp_path / "客户.xlsx"), gbk_table(tmp_path / "old.csv"))
    check = desk.button("imports.check")
    expect(check).to_be_enabled()
    expect(page.get_by_text("old.csv").first).to_be_visible()
    check.click()
    run = page.get_by_role("button", name=t.pattern("imports.run"))
    expect(run).to_be_visible(timeout=JOB)
    expect(run).to_have_text(t("imports.run", n=7))
    run.click()
    expect(page.get_by_role("heading", name=t("imports.doneTitle", n=7))).to_be_visible(timeout=JOB)
    page.get_by_role("main").get_by_role("link", name=t.pattern("imports.toList")).click()
    for name in ("林知夏", "周雅婷", "苏子墨", "顾长风", "沈若溪", "许知远", "陆星河"):
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
    expect(page.get_by_text(t("common.records", n=7))).to_be_visible()


def test_a_problem_of_an_import_is_mended_in_its_grid(desk: Desk, person: Person, tmp_path: Path) -> None:
    page, t = desk.page, desk.t
    desk.go("/imports")
    upload(page, table_with_a_problem(tmp_path / "两个人.csv", "何修正"))
    desk.button("imports.check").click()
    box = page.locator("table input").first
    expect(box).to_be_visible(timeout=JOB)
    expect(box).to_have_value("1380013801")
    # A worse value is refused where it stands, and is kept.
    desk.watch.expect(400, 422)
    box.fill("13800138012")
    box.press("Enter")
    expect(page.get_by_text(t("imports.mended"), exact=True).first).to_be_visible()
    page.get_by_role("button", name=t("imports.run", n=2)).click()
    done = page.get_by_role("heading", name=t("imports.doneTitle", n=2))
    expect(done).to_be_visible(timeout=JOB)
    found = person.call(
        "POST", "/records/contacts/query", {"search": "何修正二", "columns": ["name", "phones", "problems"]}
    )
    (record,) = found["records"]
    assert [entry["value"] for entry in record["values"]["phones"]] == ["+8613800138012"]
    assert not record["values"]["problems"]
