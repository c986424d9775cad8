"""What was copied from a record is shown with that record alone: to whom it is hidden, the copy is, too."""

import pytest
from tests.people import person
from tests.records.conftest import held, make

from guanxi.access.models import Role
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records.audit_entries import entries
from guanxi.records.read import Query, page
from guanxi.records.reader import ActorReader
from guanxi.records.reveal import reveal
from guanxi.records.service import edit
from guanxi.records.timeline import timeline
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TITLE = "采购总监"


@pytest.fixture
def talk(seller: Actor, rival: Actor) -> int:
    """A talk of the seller's with a contact that somebody else owns since."""
    people = (("张三", "销售员"), ("李四", TITLE))
    first, contact = (make(seller, "contacts", name=name, title=title) for name, title in people)
    made = make(seller, "activities", kind="call", subject="报价", contact=str(first))
    edit(seller, "activities", made, {"contact": str(contact)})
    for one in (first, contact):
        edit(SYSTEM, "contacts", one, {"owner": str(rival.user_id)})
    return made


def test_a_copy_is_shown_with_what_it_was_copied_from(seller: Actor, director: Actor, talk: int) -> None:
    assert held(director, "activities", talk)["contact_title"] == TITLE
    assert held(seller, "activities", talk)["contact_title"] is None
    for columns in (["contact_title"], ["contact", "contact_title"]):
        for actor, told in ((director, TITLE), (seller, None)):
            [row] = page(actor, "activities", Query(columns=columns)).rows
            assert row["contact_title"] == told


def test_it_is_shown_again_when_the_record_is(seller: Actor, talk: int) -> None:
    edit(SYSTEM, "contacts", int(held(seller, "activities", talk)["contact"]), {"owner": str(seller.user_id)})
    assert held(seller, "activities", talk)["contact_title"] == TITLE


def test_nobody_asks_for_it_by_conditions_or_order(seller: Actor, director: Actor, talk: int) -> None:
    for actor in (seller, director):
        for query in (
            Query(criteria={"field": "contact_title", "op": "equals", "value": TITLE}),
            Query(criteria={"field": "contact_title", "op": "not_empty"}),
            Query(sort=["contact_title"]),
        ):
            with pytest.raises(Refusal) as caught:
                page(actor, "activities", query)
            assert caught.value.code in ("bad_operator", "not_sortable")


def test_its_history_tells_it_only_to_who_sees_all(seller: Actor, director: Actor, talk: int) -> None:
    rows = list(AuditRow.objects.filter(module="activities", record_id=talk))
    for actor, told in ((director, True), (seller, False)):
        history = timeline(actor, "activities", talk, None, 50, frozenset())[0]
        audit = entries(ActorReader(actor), rows)
        assert (TITLE in str([item.changes for item in history])) is told
        assert (TITLE in str([entry.lines for entry in audit])) is told
        assert "报价" in str([entry.lines for entry in audit])


def test_a_covered_copy_is_not_revealed_either(rival: Actor, talk: int) -> None:
    fields = {"activities": {"contact_title": "covered"}}
    Role.objects.create(key="veiled", rights={"*": {"view": "own"}}, fields=fields)
    reader = person("veiled", "veiled")
    edit(SYSTEM, "activities", talk, {"owner": str(reader.user_id)})
    contact = int(held(SYSTEM, "activities", talk)["contact"])
    assert reveal(reader, "activities", talk, "contact_title") in (None, "")
    edit(SYSTEM, "contacts", contact, {"owner": str(reader.user_id)})
    assert reveal(reader, "activities", talk, "contact_title") == TITLE
