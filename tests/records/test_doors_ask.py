"""What the doors ask of rights before they do anything: many records at once, files, paper, keys, saved lists, shares of work."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.people import person
from tests.records.conftest import held, make

from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.jobs.models import Job
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import bulk, export, printing, read, service, upserts, views
from guanxi.records.read import Query
from guanxi.records.reveal import reveal
from guanxi.records.service import Change

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ALL = dict.fromkeys(("view", "create", "edit", "delete", "export", "bulk", "assign"), "all")
NARROWED = {
    "contacts": {
        "description": "hidden",
        "next_follow_up": "hidden",
        "title": "masked",
        "phones": "covered",
        "stage": "readonly",
        "tags": "masked",
    }
}


def somebody(rights: dict[str, Any], fields: dict[str, Any] | None = None, *verbs: str) -> Actor:
    """A person whose one role allows this."""
    Role.objects.create(key="trial", rights=rights, fields=fields or {}, verbs=list(verbs))
    return person("trial", "trial")


def without(*verbs: str) -> dict[str, Any]:
    """Everything but these verbs."""
    return {"*": {verb: scope for verb, scope in ALL.items() if verb not in verbs}}


def code(call: Callable[[], Any]) -> str:
    """By which code a call is refused; nothing when it is not."""
    try:
        call()
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.fixture
def narrow() -> Actor:
    """Does everything, with fields that are narrowed in every way."""
    return somebody({"*": ALL}, NARROWED)


def many(actor: Actor, verb: str, **values: Any) -> Job:
    """Bulk work on all contacts."""
    return bulk.start(actor, "contacts", verb, Query(), values, None)


def test_many_at_once_are_for_who_may(house: Any) -> None:
    make(SYSTEM, "contacts", name="甲")
    actor = somebody(without("bulk"))
    with pytest.raises(Forbidden):
        many(actor, "edit", name="乙")
    assert Job.objects.filter(kind="records.bulk").count() == 0
    Role.objects.filter(key="trial").update(rights={"*": ALL})
    forget()
    assert many(actor_of(actor.person_id, "test"), "edit", name="乙").pk


def test_many_at_once_set_what_one_may_set(narrow: Actor) -> None:
    make(SYSTEM, "contacts", name="甲")
    asked = {"description": "x", "title": "x", "stage": "won", "tags": []}
    assert {key: code(lambda: many(narrow, "edit", **{key: value})) for key, value in asked.items()} == {  # noqa: B023
        "description": "unknown_field", "title": "readonly", "stage": "readonly", "tags": "readonly",
    }  # fmt: skip
    # What one is shown a mask of may be replaced, and tags that one does not see not be added to.
    assert code(lambda: many(narrow, "edit", phones=[{"value": "13800138000"}])) == ""
    assert code(lambda: many(narrow, "tag", tags=["1"])) == "unknown_field"


@pytest.mark.parametrize("take", [
    lambda actor, key: export.wanted(actor, "contacts", Query(), "csv"),
    lambda actor, key: printing.printed(actor, "contacts", [key], "list"),
])  # fmt: skip
def test_taking_along_is_for_who_may(take: Callable[[Actor, int], Any], house: Any) -> None:
    key = make(SYSTEM, "contacts", name="甲")
    actor = somebody(without("export"))
    with pytest.raises(Forbidden):
        take(actor, key)


def test_a_key_that_is_hidden_is_no_key() -> None:
    key = make(SYSTEM, "contacts", name="甲", external_id="E-1")
    actor = somebody({"*": ALL}, {"contacts": {"external_id": "hidden"}})
    for row in ({"external_id": "E-1", "name": "乙"}, {"name": "乙"}):
        assert code(lambda: upserts.upsert(actor, "contacts", "external_id", [row])) == "unknown_field"  # noqa: B023
    assert held(SYSTEM, "contacts", key)["name"] == "甲"


def test_a_saved_list_holds_no_column_and_no_order_that_is_hidden(narrow: Actor) -> None:
    named = {"name": "我的"}
    for wrong in ({"columns": ["description"]}, {"sort": ["next_follow_up"]}, {"columns": ["title"]}):
        assert code(lambda: views.save(narrow, "contacts", {**named, **wrong})) == "unknown_field"  # noqa: B023
    # Of one that was saved before, as much is told as may be read now.
    whole = {"columns": ["name", "description"], "sort": ["-next_follow_up", "name"], "shared": True}
    director = person("director", "director")
    row = views.save(director, "contacts", {**named, **whole})
    told = next(one for one in views.views(narrow, "contacts") if one["id"] == str(row.pk))
    assert (told["columns"], told["sort"]) == (["name"], ["name"])
    with pytest.raises(Forbidden):
        views.change(narrow, row.pk, {"name": "别人的"})
    Role.objects.filter(key="trial").update(verbs=["settings.manage"])
    forget()
    assert views.change(actor_of(narrow.person_id, "test"), row.pk, {"name": "改过"}).name == "改过"


def test_sums_order_and_columns_are_of_fields_that_one_reads(narrow: Actor) -> None:
    Role.objects.filter(key="trial").update(
        fields={"contacts": {"expected_amount": "masked", "birthday": "hidden"}}
    )
    forget()
    actor = actor_of(narrow.person_id, "test")
    calls = {
        "sum": lambda: read.sums(actor, "contacts", Query(), ["expected_amount"]),
        "order": lambda: read.page(actor, "contacts", Query(sort=["expected_amount"])),
        "column": lambda: read.page(actor, "contacts", Query(columns=["birthday"])),
    }
    assert {name: code(call) for name, call in calls.items()} == dict.fromkeys(calls, "unknown_field")
    assert code(lambda: read.page(actor, "contacts", Query(columns=["expected_amount"]))) == ""


def test_what_is_seen_in_part_is_changed_and_given_away_in_part(house: Any) -> None:
    """Own records are edited and given away, others' are seen and no more."""
    scopes = {"view": "all", "create": "own", "edit": "own", "delete": "own", "assign": "own"}
    actor, other = somebody({"contacts": scopes}), person("other", "sales")
    mine = make(actor, "contacts", name="甲")
    theirs = make(SYSTEM, "contacts", name="乙", owner=str(other.user_id))
    for change in (Change("edit", theirs, {"name": "丙"}), Change("delete", theirs)):
        outcome = service.write(actor, "contacts", [change])
        assert [one.status for one in outcome.refused[0].refusals] == [403]
    assert (read.may(actor, "edit", "contacts", mine), read.may(actor, "edit", "contacts", theirs)) == (
        True,
        False,
    )
    assert code(lambda: make(actor, "contacts", name="丁", owner=str(other.user_id))) == "owner_out_of_reach"
    assert code(lambda: make(actor, "contacts", name="丁", owner=None)) == "owner_out_of_reach"
    service.edit(actor, "contacts", mine, {"owner": str(other.user_id)})
    assert held(SYSTEM, "contacts", mine)["owner"] == str(other.user_id)


def test_without_the_right_to_assign_an_owner_stays(house: Any) -> None:
    actor, other = somebody(without("assign")), person("other", "sales")
    key = make(actor, "contacts", name="甲")
    assert (
        code(lambda: service.edit(actor, "contacts", key, {"owner": str(other.user_id)})) == "may_not_assign"
    )
    # Who sees everything makes records of anybody, and of nobody.
    assert make(actor, "contacts", name="乙", owner=str(other.user_id))
    assert held(actor, "contacts", make(actor, "contacts", name="丙", owner=None))["owner"] is None


@pytest.mark.parametrize("rights", [{"contacts": ALL, "accounts": {"view": "own"}}, {"contacts": ALL}])
def test_what_is_pointed_at_is_seen(rights: dict[str, Any], house: Any) -> None:
    """A record of a module that is hidden, or of somebody else's, is as unknown as none."""
    account = make(SYSTEM, "accounts", name="甲公司", owner=str(person("other", "sales").user_id))
    actor = somebody(rights)
    assert code(lambda: make(actor, "contacts", name="乙", account=str(account))) == "unknown_record"
    assert read.exists(actor, "accounts", [account]) == set()
    assert not read.may(actor, "view", "accounts", account)


def test_nothing_is_revealed_that_is_not_covered_or_not_seen(narrow: Actor) -> None:
    key = make(SYSTEM, "contacts", name="甲", title="密", description="密", phones=[{"value": "13800138000"}])
    for field in ("title", "description", "name"):
        assert code(lambda: reveal(narrow, "contacts", key, field)) == "unknown_field"  # noqa: B023
    assert reveal(narrow, "contacts", key, "phones")
    Role.objects.filter(key="trial").update(rights={"*": {"view": "own"}})
    forget()
    with pytest.raises(NotFound):
        reveal(actor_of(narrow.person_id, "test"), "contacts", key, "phones")


def test_a_module_that_is_hidden_has_no_door() -> None:
    key = make(SYSTEM, "accounts", name="甲公司")
    actor = somebody({"contacts": ALL})
    doors: list[Callable[[], Any]] = [
        lambda: read.page(actor, "accounts", Query()),
        lambda: read.count(actor, "accounts", Query(), True),
        lambda: read.sums(actor, "accounts", Query(), []),
        lambda: read.get(actor, "accounts", key),
        lambda: views.views(actor, "accounts"),
        lambda: bulk.start(actor, "accounts", "delete", Query(), {}, [key]),
        lambda: export.wanted(actor, "accounts", Query(), "csv"),
        lambda: printing.printed(actor, "accounts", [key], "list"),
        lambda: make(actor, "accounts", name="乙公司"),
    ]
    for door in doors:
        with pytest.raises(NotFound):
            door()


def test_a_record_that_is_hidden_is_as_absent(house: Any) -> None:
    """Whatever one may do to those that one sees."""
    actor = somebody({"contacts": {**ALL, "view": "own"}})
    key = make(SYSTEM, "contacts", name="甲", owner=str(person("other", "sales").user_id))
    for change in (Change("edit", key, {"name": "乙"}), Change("delete", key)):
        outcome = service.write(actor, "contacts", [change])
        assert [one.status for one in outcome.refused[0].refusals] == [404]
    assert held(SYSTEM, "contacts", key)["name"] == "甲"
