"""Files beside a record: dropped, pasted, looked into, given a new version and another name, found, taken away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.exchange.previews.test_previews import docx, pdf
from tests.journeys.audit import Auditor
from tests.journeys.desk import MIXES, Desk
from tests.journeys.people import Person
from tests.journeys.test_files import PNG

DROP = """([selector, name, type, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(bytes)], name, { type }));
    const place = document.querySelector(selector);
    for (const kind of ["dragover", "drop"]) {
        place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""
PASTE = """([name, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def tab(desk: Desk) -> None:
    desk.page.get_by_role("tab", name=desk.t("record.tab_files")).click()
    expect(desk.page.get_by_text(desk.t("files.drop"))).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return (
        page.get_by_role("listitem")
        .filter(has=page.get_by_role("button", name=re.compile(re.escape(name))))
        .last
    )


def send(desk: Desk, name: str, content: bytes) -> None:
    desk.page.locator("label input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(row(desk.page, name)).to_be_visible()


@pytest.mark.parametrize("mix", MIXES)
def test_files_beside_a_record(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page, t = desk.page, desk.t
    (record,) = person.create("contacts", {"name": "温庭筠"})
    desk.go(f"/m/contacts/{record}")
    tab(desk)
    expect(page.get_by_text(t("files.emptyAdd"))).to_be_visible()
    auditor.look("no files")
    send(desk, "武汉框架合同.pdf", pdf("Contract", "Page two"))
    send(desk, "说明.docx", docx("<w:p><w:r><w:t>甲方：金桥</w:t></w:r></w:p>"))
    page.evaluate(
        DROP, ["label:has(input[type=file])", "报价.csv", "text/csv", list("产品,单价\n桥,12\n".encode())]
    )
    expect(row(page, "报价.csv")).to_be_visible()
    page.evaluate(PASTE, ["截图.png", list(PNG)])
    expect(row(page, "截图.png").locator("img")).to_have_js_property("naturalWidth", 1)
    auditor.look("files")

    look_inside(auditor)
    give_a_version(auditor)
    # Another name keeps the ending; a search by sound finds it and leads to its record.
    menu(desk, "武汉框架合同.pdf", "files.rename")
    desk.dialog().get_by_role("textbox").fill("年度协议")
    desk.button("common.save", desk.dialog()).click()
    expect(row(page, "年度协议.pdf")).to_be_visible()
    menu(desk, "截图.png", "common.delete")
    expect(row(page, "截图.png")).to_have_count(0)
    desk.go("/search?q=niandu")
    page.locator("#main").get_by_role("link", name=re.compile("年度协议")).first.click()
    expect(page).to_have_url(re.compile(rf"/m/contacts/{record}\?tab=files"))
    expect(row(page, "年度协议.pdf")).to_be_visible()
    desk.go("/m/documents?q=xieyi")
    expect(page.get_by_text("年度协议.pdf").first).to_be_visible()
    expect(page.locator("#main").get_by_text("温庭筠").first).to_be_visible()
    auditor.look("all files")
    auditor.verdict()


def look_inside(auditor: Auditor) -> None:
    """Pages, words and a table."""
    desk = auditor.desk
    page, t = desk.page, desk.t
    row(page, "武汉框架合同.pdf").get_by_role("button").first.click()
    first = desk.dialog().get_by_role("img", name=t("files.page", n=1, of=2))
    expect(first).to_have_js_property("naturalWidth", 1200)
    auditor.look("pages")
    page.keyboard.press("Escape")
    row(page, "说明.docx").get_by_role("button").first.click()
    expect(desk.dialog().get_by_text("甲方：金桥")).to_be_visible()
    page.keyboard.press("Escape")
    row(page, "报价.csv").get_by_role("button").first.click()
    expect(desk.dialog().get_by_role("cell", name="单价")).to_be_visible()
    auditor.look("table")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def give_a_version(auditor: Auditor) -> None:
    """A new version; the old one is kept, saved from there and made to count again."""
    desk = auditor.desk
    page, t = desk.page, desk.t
    menu(desk, "武汉框架合同.pdf", "files.versions")
    expect(desk.dialog().get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_file_chooser() as chooser:
        menu(desk, "武汉框架合同.pdf", "files.newVersion")
    chooser.value.set_files({"name": "终稿.pdf", "mimeType": "application/pdf", "buffer": pdf("Final")})
    expect(
        row(page, "武汉框架合同.pdf").get_by_text(re.compile(re.escape(t("files.countVersions", n=2))))
    ).to_be_visible()
    link = row(page, "武汉框架合同.pdf").get_by_role("link")
    newest = link.get_attribute("href") or ""
    menu(desk, "武汉框架合同.pdf", "files.versions")
    dialog = desk.dialog()
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    auditor.look("versions")
    with page.expect_download() as saved:
        dialog.get_by_role("listitem").nth(1).get_by_role("link").click()
    assert saved.value.path().read_bytes() == pdf("Contract", "Page two")
    desk.button("files.makeCurrent", dialog).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).not_to_have_attribute("href", newest)
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "武汉框架合同.pdf"
    assert saved.value.path().read_bytes() == pdf("Contract", "Page two")


def menu(desk: Desk, name: str, entry: str) -> None:
    desk.button("files.deeds", row(desk.page, name), name=name).click()
    desk.page.get_by_role("menuitem", name=desk.t(entry), exact=True).click()


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone])
def test_a_stranger_sees_nothing(desk: Desk, person: Person, hire: Callable[[str], Person]) -> None:
    page, t = desk.page, desk.t
    colleague = hire("zh-CN")
    (record,) = colleague.create("contacts", {"name": "韦庄"})
    desk.watch.expect(404)
    desk.go(f"/m/contacts/{record}")
    expect(page.get_by_text(t("error.refusedTitle"))).to_be_visible()


@pytest.mark.parametrize("mix", [param for param in MIXES if not param.values[0].phone])
def test_files_and_comments_in_the_peek(auditor: Auditor, person: Person) -> None:
    desk = auditor.desk
    page = desk.page
    (record,) = person.create("contacts", {"name": "皇甫松"})
    person.create("comments", {"parent": f"contacts/{record}", "text": "请看报价"})
    desk.go(f"/m/contacts?peek={record}")
    peek = page.get_by_role("complementary", name=re.compile("皇甫松"))
    peek.get_by_role("tab", name=desk.t("record.tab_files")).click()
    send(desk, "报价.txt", b"x")
    auditor.look("files in the peek")
    peek.get_by_role("tab").last.click()
    expect(peek.get_by_text("请看报价")).to_be_visible()
    auditor.look("comments in the peek")
    auditor.verdict()
