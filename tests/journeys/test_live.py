"""What others do appears by itself; without the stream the page asks now and then."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.desk import DESK, MIXES, PHONE, Desk
from tests.journeys.people import Person

EVENTS = "**/api/v1/events"


def arrive(desk: Desk, path: str) -> None:
    """Open a screen and wait until its stream is open."""
    with desk.page.expect_response(EVENTS) as stream:
        desk.go(path)
    assert stream.value.status == 200


@pytest.mark.parametrize("mix", MIXES)
def test_what_others_do_appears_by_itself(desk: Desk, person: Person, admin: Person) -> None:
    page, t = desk.page, desk.t
    me = person.call("GET", "/me")["id"]
    arrive(desk, "/m/contacts")
    expect(page.get_by_text("李清照")).to_have_count(0)
    (record,) = admin.create("contacts", {"name": "李清照", "title": "词人", "owner": me})
    expect(page.get_by_text("李清照").first).to_be_visible()
    expect(page.get_by_role("button", name=t("shell.unread", n=1), exact=True)).to_be_visible()
    # An open record follows too.
    arrive(desk, f"/m/contacts/{record}")
    admin.change("contacts", record, {"title": "易安居士"})
    if desk.mix.phone:
        page.get_by_role("tab", name=t("record.tab_fields")).click()
    expect(page.get_by_text("易安居士").first).to_be_visible()


@pytest.mark.parametrize("mix", [DESK.param()])
def test_an_edit_keeps_the_version_that_it_began_with(desk: Desk, person: Person, admin: Person) -> None:
    page = desk.page
    (record,) = person.create("contacts", {"name": "辛弃疾", "title": "参议"})
    arrive(desk, f"/m/contacts/{record}")
    desk.button("common.edit").click()
    title = person.label("contacts", "title")
    box = desk.dialog().get_by_role("textbox", name=title, exact=True).first
    box.fill("安抚使")
    admin.change("contacts", record, {"title": "知府"})
    # The page behind the form has heard of it; the form must still meet the other edit.
    expect(page.locator("#main").get_by_text("知府").first).to_be_attached()
    desk.watch.expect(409)
    desk.button("common.save", desk.dialog()).click()
    expect(desk.dialog().get_by_role("radio", name=re.compile("知府"))).to_be_checked()


@pytest.mark.parametrize("mix", [PHONE.param()])
def test_without_the_stream_the_bell_is_asked(desk: Desk, person: Person, admin: Person) -> None:
    page, t = desk.page, desk.t
    me = person.call("GET", "/me")["id"]
    desk.watch.expect(503)
    desk.context.route(EVENTS, lambda route: route.fulfill(status=503))
    page.clock.install()
    desk.go("/today")
    page.clock.run_for(5_000)
    admin.create("contacts", {"name": "姜夔", "owner": me})
    # The background tells him in its own time; the page's clock does not wait for it.
    desk.eventually(lambda: person.call("GET", "/notifications")["unread"] == 1)
    page.clock.run_for(31_000)
    expect(page.get_by_role("button", name=t("shell.unread", n=1), exact=True)).to_be_visible()
