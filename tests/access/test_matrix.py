"""Who may do what: every shipped role × module × whose record, against a policy written down here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from tests.people import House, make_house, person
from tests.records.snapshots import snapshot
from tests.standing import standing

from guanxi.access import questions
from guanxi.access.scopes import VERBS
from guanxi.access.shipped import SHIPPED_ROLES
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import duplicates, finder, read
from guanxi.records.read import Query
from guanxi.records.service import Change, create, write
from guanxi.schema.modules import MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
# What follows others has their rights: test_following.py.
MODULE_KEYS = [item.key for item in MODULES if item.follows is None]
TITLE = {"accounts": "name", "contacts": "name", "activities": "subject"}

# Read from DESIGN.md, not from the code: the scope of each verb by role.
EVERYTHING = dict.fromkeys(VERBS, "all")
OWN_WORK = {"view": "all", "create": "own", "edit": "own", "assign": "own", "share": "own"}
POLICY: dict[str, dict[str, str]] = {
    "administrator": {},
    "director": EVERYTHING,
    "manager": dict.fromkeys(VERBS, "subtree"),
    "sales": dict.fromkeys(VERBS, "own"),
    "service": OWN_WORK,
    "marketing": {**OWN_WORK, "import": "own", "bulk": "own"},
    "readonly": {"view": "all"},
}
WHOSE = ("own", "mate", "below", "other", "nobody")
COVERS = {
    None: set(),
    "own": {"own"},
    "department": {"own", "mate"},
    "subtree": {"own", "mate", "below"},
    "all": set(WHOSE),
}


@dataclass
class Scene:
    """An actor of a role, and one record of each owner in each module, with a canary in its title."""

    actor: Actor
    records: dict[str, dict[str, int]]
    deleted: dict[str, int]

    def allowed(self, role: str, verb: str, whose: str) -> bool:
        """What the policy says."""
        return whose in COVERS[POLICY[role].get(verb)]


@pytest.fixture(scope="module", params=POLICY)
def role(request: pytest.FixtureRequest) -> str:
    """Each shipped role."""
    return str(request.param)


@pytest.fixture(scope="module")
def scene(role: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The records: made once for all tests of a role, each of which leaves them as they were."""
    with standing(django_db_blocker):
        yield make_scene(role)


def make_scene(role: str) -> Scene:
    """The records, by their owners."""
    house: House = make_house()
    actor = person("actor", role, department=house.north)
    owners = {
        "own": actor.user_id,
        "mate": person("mate", "sales", department=house.north).user_id,
        "below": person("below", "sales", department=house.north_team).user_id,
        "other": person("other", "sales", department=house.south).user_id,
        "nobody": None,
    }
    made: dict[str, dict[str, int]] = {key: {} for key in MODULE_KEYS}
    deleted: dict[str, int] = {}
    for key in MODULE_KEYS:
        for whose, owner in owners.items():
            made[key][whose] = new(key, f"canary{whose}", owner)
        deleted[key] = new(key, "canarydeleted", actor.user_id)
        write(SYSTEM, key, [Change("delete", deleted[key])])
    return Scene(actor, made, deleted)


def new(key: str, title: str, owner: int | None, **more: Any) -> int:
    """A record with a title."""
    values = {TITLE[key]: title, "owner": owner and str(owner), **more}
    return create(SYSTEM, key, values).record_id


def told(call: Callable[[], Any]) -> tuple[str, int, str | None, str]:
    """How a call is refused."""
    with pytest.raises(Refusal) as caught:
        call()
    error = caught.value
    return error.code, error.status, error.field, error.message("zh-CN")


def test_the_policy_names_every_role_and_verb() -> None:
    assert set(POLICY) == {item.key for item in SHIPPED_ROLES}
    for item in SHIPPED_ROLES:
        assert item.rights == POLICY[item.key]


@pytest.mark.parametrize("key", MODULE_KEYS)
def test_what_is_seen(scene: Scene, role: str, key: str) -> None:
    actor, records = scene.actor, scene.records[key]
    seen = {whose for whose in WHOSE if scene.allowed(role, "view", whose)}
    absent = told(lambda: read.get(actor, key, 999_999))
    assert absent[:2] == ("not_found", 404)
    for whose in WHOSE:
        if whose in seen:
            assert read.get(actor, key, records[whose]).rows[0]["id"] == records[whose]
        else:
            assert told(lambda: read.get(actor, key, records[whose])) == absent  # noqa: B023 - called at once
    assert told(lambda: read.get(actor, key, scene.deleted[key])) == absent
    assert read.exists(actor, key, [*records.values(), scene.deleted[key], 999_999]) == {
        records[w] for w in seen
    }
    if not seen:
        # As if the module did not exist.
        unknown = told(lambda: read.page(actor, "nothing", Query()))
        for call in (lambda: read.page(actor, key, Query()), lambda: read.count(actor, key, Query(), exact=True),
                     lambda: read.sums(actor, key, Query(), []), lambda: finder.pick(actor, key, "canary", 9)):  # fmt: skip
            assert told(call)[:2] == unknown[:2]
        assert finder.search(actor, "canary", 50) == []
        assert duplicates.find(actor, key, {TITLE[key]: "canaryown"}) == []
        assert questions.readable(actor, key) == questions.writable(actor, key) == frozenset()
        return
    expected = {records[whose] for whose in seen}
    title = TITLE[key]
    for query in (Query(), Query(search="canary"), Query(criteria={"field": title, "op": "contains", "value": "canary"}),
                  Query(criteria={"not": {"field": title, "op": "empty"}}), Query(sort=[title]),
                  Query(ids=[*records.values(), scene.deleted[key]])):  # fmt: skip
        assert {row["id"] for row in read.page(actor, key, query).rows} == expected
        assert read.count(actor, key, query, exact=True) == (len(expected), True)
        assert read.count(actor, key, query, exact=False) == (len(expected), True)
    assert {hit.record_id for hit in finder.pick(actor, key, "canary", 50)} == expected
    groups = {
        owner.key: {hit.record_id for hit in hits} for owner, hits in finder.search(actor, "canary", 50)
    }
    assert groups[key] == expected
    body = orjson.dumps(read.page(actor, key, Query()).wire()).decode()
    assert {whose for whose in (*WHOSE, "deleted") if f"canary{whose}" in body} == seen


@pytest.mark.parametrize("verb", ["edit", "delete"])
@pytest.mark.parametrize("key", MODULE_KEYS)
def test_what_is_written(scene: Scene, role: str, key: str, verb: str) -> None:
    actor, records = scene.actor, scene.records[key]
    values = {TITLE[key]: "changed"} if verb == "edit" else {}
    changes = {whose: Change(verb, records[whose], values) for whose in WHOSE}
    changes |= {"deleted": Change(verb, scene.deleted[key], values), "unknown": Change(verb, 999_999, values)}
    if verb not in POLICY[role]:
        before = snapshot()
        error = NotFound if "view" not in POLICY[role] else Forbidden
        for change in changes.values():
            with pytest.raises(error):
                write(actor, key, [change])
        assert snapshot() == before
        return
    before = snapshot()
    for whose, change in changes.items():
        outcome = write(actor, key, [change])
        may = whose in WHOSE and scene.allowed(role, verb, whose)
        assert bool(outcome.saved) == may, whose
        if may:
            before = snapshot()
        else:
            seen = whose in WHOSE and scene.allowed(role, "view", whose)
            assert [item.status for item in outcome.refused[0].refusals] == [403 if seen else 404], whose
            assert snapshot() == before


@pytest.mark.parametrize("key", MODULE_KEYS)
def test_what_is_made_and_for_whom(scene: Scene, role: str, key: str) -> None:
    owners = dict(zip(WHOSE, (row["owner"] for row in owners_of(key, scene.records[key])), strict=True))
    for whose, owner in owners.items():
        change = Change("create", values={TITLE[key]: "new", "owner": owner and str(owner)})
        before = snapshot()
        if "create" not in POLICY[role]:
            with pytest.raises(NotFound if not POLICY[role] else Forbidden):
                write(scene.actor, key, [change])
            assert snapshot() == before
            continue
        outcome = write(scene.actor, key, [change])
        assert bool(outcome.saved) == scene.allowed(role, "create", whose), whose
        if outcome.refused:
            assert [item.code for item in outcome.refused[0].refusals] == ["owner_out_of_reach"]
            assert snapshot() == before


def owners_of(key: str, records: dict[str, int]) -> list[dict[str, Any]]:
    """The records in the order of WHOSE."""
    rows = {row["id"]: row for row in read.page(SYSTEM, key, Query(ids=records.values())).rows}
    return [rows[records[whose]] for whose in WHOSE]


def test_hidden_records_leave_no_trace_around_a_seen_one(scene: Scene, role: str) -> None:
    """A contact of mine at a company that I may not see; people of mine and others at a company of mine."""
    actor = scene.actor
    if "view" not in POLICY[role]:
        return
    hidden = scene.records["accounts"]["other"]
    sees = scene.allowed(role, "view", "other")
    mine = new("contacts", "mycontact", actor.user_id, account=str(hidden), reports_to=str(scene.records["contacts"]["other"]),
               employments=[{"account": str(hidden), "main": True}])  # fmt: skip
    company = new("accounts", "mycompany", actor.user_id)
    other = owners_of("contacts", scene.records["contacts"])[WHOSE.index("other")]["owner"]
    new("contacts", "canaryperson", other, account=str(company))

    def holds(key: str, record: int, tree: dict[str, Any]) -> bool:
        return bool(read.page(actor, key, Query(criteria=tree, ids=[record])).rows)

    body = orjson.dumps(read.get(actor, "contacts", mine).wire()).decode()
    assert ("canaryother" in body) == sees
    assert holds("contacts", mine, {"field": "account.name", "op": "contains", "value": "canary"}) == sees
    assert holds("contacts", mine, {"field": "account.name", "op": "not_equals", "value": "x"}) == sees
    assert holds("contacts", mine, {"field": "reports_to.name", "op": "not_empty"}) == sees
    # What is below one's own company is seen, whoever owns it.
    assert holds("accounts", company, {"relation": "contacts", "op": "any"})
    assert not holds("accounts", company, {"relation": "contacts", "op": "none"})
    assert holds("accounts", company, {"relation": "contacts", "op": "at_most", "count": 1})
    assert (
        mine in {row["id"] for row in read.page(actor, "contacts", Query(search="canaryother")).rows}
    ) == sees
    assert mine in {row["id"] for row in read.page(actor, "contacts", Query(search="mycontact")).rows}
    assert [hit for _, found in finder.search(actor, "canaryperson", 50) for hit in found]
    for match in duplicates.find(actor, "accounts", {"name": "canaryother"}):
        assert match.visible == sees
        assert sees or (match.record_id, match.title) == (None, "")


def test_talks_are_seen_with_the_records_that_they_are_about(scene: Scene, role: str) -> None:
    actor = scene.actor
    if "view" not in POLICY[role]:
        return
    other = owners_of("contacts", scene.records["contacts"])[WHOSE.index("other")]["owner"]
    for whose in WHOSE:
        for lookup, key in (("contact", "contacts"), ("account", "accounts")):
            talk = new("activities", "talk", other, **{lookup: str(scene.records[key][whose])})
            sees = scene.allowed(role, "view", whose) or scene.allowed(role, "view", "other")
            assert bool(read.exists(actor, "activities", [talk])) == sees, (whose, lookup)
            if sees and not scene.allowed(role, "edit", "other") and "edit" in POLICY[role]:
                refused = write(actor, "activities", [Change("edit", talk, {"subject": "x"})]).refused
                assert refused[0].refusals[0].status == 403
