"""A text search tells nothing of fields that the one who searches may not read."""

from typing import Any

import pytest
from tests.people import person

from guanxi.access.models import Role
from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import finder, read
from guanxi.records.models import SearchModule
from guanxi.records.read import Query
from guanxi.records.search_store import field_marks, put
from guanxi.records.service import create, edit
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORDS = {
    "name": "王五",
    "title": "采购总监",
    "phones": "13812345678",
    "emails": "canary@example.cn",
    "socials": "wxcanary",
    "description": "秘密并购",
    "external_id": "ERP9917",
}
VALUES: dict[str, Any] = {
    **WORDS,
    "phones": [{"value": "+8613812345678"}],
    "emails": [{"value": "canary@example.cn"}],
    "socials": [{"kind": "wechat", "value": "wxcanary"}],
}


def veiled(fields: dict[str, str]) -> Actor:
    """Sees every contact, and of these fields what the level leaves."""
    Role.objects.create(
        key="veiled", rights={"*": {"view": "all", "edit": "all"}}, fields={"contacts": fields}
    )
    return person("veiled", "veiled")


def finds(actor: Actor, typed: str) -> set[str]:
    """In which ways a contact is found."""
    ways = {
        "list": bool(read.page(actor, "contacts", Query(search=typed)).rows),
        "count": bool(read.count(actor, "contacts", Query(search=typed), exact=True)[0]),
        "capped": bool(read.count(actor, "contacts", Query(search=typed), exact=False)[0]),
        "pick": bool(finder.pick(actor, "contacts", typed, 5)),
        "all": any(owner.key == "contacts" for owner, _ in finder.search(actor, typed, 5)),
    }
    return {way for way, found in ways.items() if found}


ALL = {"list", "count", "capped", "pick", "all"}


@pytest.mark.parametrize("level", ["hidden", "masked"])
@pytest.mark.parametrize("field", sorted(WORDS))
def test_a_word_of_a_hidden_field_finds_nothing(field: str, level: str) -> None:
    create(SYSTEM, "contacts", VALUES)
    actor = veiled({field: level})
    everybody = person("director", "director")
    for key, word in WORDS.items():
        assert finds(actor, word) == (set() if key == field else ALL), (key, word)
        assert finds(everybody, word) == ALL


def test_a_covered_field_is_found_by_what_one_knows() -> None:
    create(SYSTEM, "contacts", VALUES)
    assert finds(veiled({"phones": "covered"}), "13812345678") == ALL


def test_words_of_two_fields_find_what_both_are_open_for() -> None:
    create(SYSTEM, "contacts", VALUES)
    actor = veiled({"description": "hidden"})
    assert finds(actor, "王五 采购") == ALL
    assert finds(actor, "王五 并购") == set()


def test_an_edit_moves_words_from_field_to_field() -> None:
    key = create(SYSTEM, "contacts", {"name": "王五", "description": "并购"}).record_id
    actor = veiled({"description": "hidden"})
    assert finds(actor, "并购") == set()
    edit(SYSTEM, "contacts", key, {"description": None, "title": "并购"})
    assert finds(actor, "并购") == ALL


def test_documents_from_before_an_update_are_made_again() -> None:
    """Until they are, who may not read a field does not search: its words stand among the others."""
    key = create(SYSTEM, "contacts", VALUES).record_id
    actor, everybody = veiled({"description": "hidden"}), person("director", "director")
    put("contacts", {key: ["王五", "并购"]})
    SearchModule.objects.filter(key="contacts").update(marked=False)
    with pytest.raises(Refusal) as refusal:
        read.page(actor, "contacts", Query(search="并购"))
    assert (refusal.value.code, refusal.value.status) == ("search_in_making", 503)
    assert finds(everybody, "并购") == ALL
    enqueue("records.reindex", {})
    run_until_idle()
    assert finds(actor, "并购") == set()
    assert finds(actor, "王五") == finds(everybody, "并购") == ALL


def test_marks_are_never_given_twice() -> None:
    owner = module("contacts")
    before = dict(field_marks(owner, ["title", "description"]))
    after = field_marks(owner, ["title", "description", "made_up"])
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
