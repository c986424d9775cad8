"""Addresses of chosen records go to the printer: labels, a list, and who is left out."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect
from tests.journeys.desk import DESK, MIXES, PHONE, Desk
from tests.journeys.people import Person

BEIJING = {"kind": "office", "country": "CN", "province": "北京市", "city": "北京市", "district": "海淀区",
           "street": "中关村大街 1 号", "postcode": "100080", "main": True}  # fmt: skip
STORE = {"kind": "shipping", "country": "CN", "province": "浙江省", "city": "杭州市", "district": "余杭区",
         "street": "仓前街道 8 号", "postcode": "311121", "main": False}  # fmt: skip
ABROAD = {"kind": "office", "country": "DE", "province": None, "city": "Hamburg", "district": None,
          "street": "Am Kai 5", "postcode": "20457", "main": True}  # fmt: skip


def people(person: Person) -> None:
    """Two with addresses and one without; all invented."""
    (account,) = person.create("accounts", {"name": "浩渺航运"})
    mobile = [{"value": "+8613800138000", "type": "mobile", "main": True}]
    person.create(
        "contacts",
        {"name": "甲乙丙", "account": account, "phones": mobile, "addresses": [BEIJING, STORE]},
        {"name": "Jan Niemand", "addresses": [ABROAD]},
        {"name": "无地址者"},
    )


def choose_all(desk: Desk, *names: str) -> None:
    """Choose these records in the list and open the page for the printer."""
    page, t = desk.page, desk.t
    if desk.mix.phone:
        desk.button("list.choose").click()
    for name in names:
        page.get_by_role("checkbox", name=t("list.selectRow", name=name)).click()
    desk.button("list.printAddresses", page.get_by_role("toolbar")).click()


@pytest.mark.parametrize("mix", MIXES)
def test_labels_of_chosen_contacts(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    people(person)
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    desk.go("/m/contacts?s=name")
    choose_all(desk, "甲乙丙", "Jan Niemand", "无地址者")
    expect(page.get_by_text(t("print.count", n=2))).to_be_visible()
    sheet = page.get_by_role("list", name=t("print.sheet", n=1))
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    han = sheet.get_by_role("listitem").filter(has_text="甲乙丙")
    expect(han).to_have_text(
        re.compile(
            rf"100080.*北京市海淀区中关村大街 1 号.*浩渺航运.*{t('print.recipient', name='甲乙丙')}.*138 0013 8000"
        )
    )
    other = sheet.get_by_role("listitem").filter(has_text="Jan Niemand")
    expect(other).to_have_text(re.compile("Jan Niemand.*Am Kai 5.*Hamburg.*20457"))
    left_out = page.get_by_role("group").filter(has_text=t("print.without", n=1))
    expect(left_out.get_by_role("link", name="无地址者")).to_be_visible()
    desk.button("print.print").click()
    page.wait_for_function("() => window.printed === 1")
    page.get_by_role("radio", name=t("print.formlist"), exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("中关村大街")
    page.reload()
    expect(page.get_by_text(t("print.count", n=2))).to_be_visible()
    desk.button("print.back").click()
    expect(page).to_have_url(re.compile(r"/m/contacts\?s=name"))


@pytest.mark.parametrize("mix", [DESK.param(), PHONE.param()])
def test_the_shipping_address_goes_before_the_main_one(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    people(person)
    desk.go("/m/contacts?s=name")
    choose_all(desk, "甲乙丙")
    sheet = page.get_by_role("list", name=t("print.sheet", n=1))
    expect(sheet).to_contain_text("海淀区")
    desk.pick(page.get_by_label(t("print.kind"), exact=True), t("print.first", kind=t("field.shipping")))
    expect(sheet).to_contain_text("余杭区")
    expect(sheet).not_to_contain_text("海淀区")


@pytest.mark.parametrize("mix", [DESK.param()])
def test_paper_carries_the_labels_and_nothing_else(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    people(person)
    desk.go("/m/contacts?s=name")
    choose_all(desk, "甲乙丙", "无地址者")
    sheet = page.get_by_role("list", name=t("print.sheet", n=1))
    expect(sheet).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("link", name="无地址者")).to_be_hidden()
    box = sheet.bounding_box()
    assert box
    # 210 mm at 96 dots an inch, from the edge of the paper.
    assert (round(box["x"]), round(box["y"])) == (0, 0)
    assert abs(box["width"] - 210 / 25.4 * 96) < 1
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("mix", [DESK.param()])
def test_every_page_of_paper_says_whose_it_is(desk: Desk, person: Person) -> None:
    page, t = desk.page, desk.t
    person.create(
        "contacts", *({"name": f"收件人{number:02}", "addresses": [BEIJING]} for number in range(20))
    )
    desk.go("/m/contacts?s=name")
    page.get_by_role("checkbox", name=t("list.selectLoaded")).click()
    desk.button("list.printAddresses", page.get_by_role("toolbar")).click()
    expect(page.get_by_role("list", name=t("print.sheet", n=2))).to_be_visible()
    mark = f"{person.name} ({person.username}) 20"
    expect(page.get_by_text(mark)).to_be_attached()
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert len(texts) == 2
    assert all(mark in text for text in texts)
