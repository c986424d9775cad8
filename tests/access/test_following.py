"""Documents and comments have the rights of the records that they belong to, and none of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.people import House, make_house, person

from guanxi.access import questions
from guanxi.access.models import User
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import files, read, service
from guanxi.records.read import Query
from guanxi.records.service import Change
from guanxi.schema.modules import MODULES, module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FOLLOWING = ("documents", "comments")
ROLES = ("director", "manager", "sales", "service", "marketing", "readonly", "administrator", "nobody")


@pytest.fixture
def house(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return make_house()


def contact(owner: Actor) -> int:
    return service.create(SYSTEM, "contacts", {"name": "张三", "owner": str(owner.user_id)}).record_id


def document(actor: Actor, parent: str, name: str = "合同.pdf") -> int:
    token = files.upload(actor, name, [b"%PDF-1.4 x"]).token
    return service.create(actor, "documents", {"parent": parent, "versions": [token]}).record_id


def comment(actor: Actor, parent: str, text: str = "请看报价") -> int:
    return service.create(actor, "comments", {"parent": parent, "text": text}).record_id


MAKERS: dict[str, Callable[[Actor, str], int]] = {"documents": document, "comments": comment}


def status(run: Callable[[], object]) -> int:
    """200, or the status of the refusal."""
    try:
        run()
    except Refusal as refusal:
        return refusal.status
    return 200


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", FOLLOWING)
@pytest.mark.parametrize("whose", ["own", "team", "other"])
def test_rights_are_those_of_the_parent(house: House, role: str, key: str, whose: str) -> None:
    me = person("me", *(() if role == "nobody" else (role,)), department=house.north)
    others = {"own": me, "team": person("li", "sales", department=house.north_team),
              "other": person("zhao", "sales", department=house.south)}  # fmt: skip
    parent = contact(others[whose])
    boss = person("boss", "director")
    theirs = MAKERS[key](boss, f"contacts/{parent}")
    sees = status(lambda: read.get(me, "contacts", parent)) == 200
    edits = sees and read.may(me, "edit", "contacts", parent)

    assert (status(lambda: read.get(me, key, theirs)) == 200) == sees
    found = [row["id"] for row in read.page(me, key, Query()).rows] if questions.can(me, "view", key) else []
    assert (theirs in found) == sees
    assert read.exists(me, key, [theirs]) == ({theirs} if sees else set())
    # To add: comments for who sees the record, documents for who may edit it.
    adds = edits if key == "documents" else sees
    assert (status(lambda: MAKERS[key](me, f"contacts/{parent}")) == 200) == adds
    # To change another's: of a document who may edit the record, of a comment nobody.
    change = {"documents": {"name": "改名"}, "comments": {"text": "改"}}[key]
    assert (status(lambda: service.edit(me, key, theirs, change)) == 200) == (edits and key == "documents")
    assert (status(lambda: service.write(me, key, [Change("delete", theirs)]).only()) == 200) == edits
    if adds:
        mine = MAKERS[key](me, f"contacts/{parent}")
        assert status(lambda: service.edit(me, key, mine, change)) == 200
        assert status(lambda: service.write(me, key, [Change("delete", mine)]).only()) == 200
        assert status(lambda: service.write(me, key, [Change("restore", mine)]).only()) == 200


@pytest.mark.parametrize("key", FOLLOWING)
def test_invisible_is_as_unknown(house: House, key: str) -> None:
    me, other = person("me", "sales", department=house.north), person("li", "sales", department=house.south)
    theirs = MAKERS[key](other, f"contacts/{contact(other)}")
    for record_id in (theirs, 999_999_999):
        assert status(lambda one=record_id: read.get(me, key, one)) == 404  # type: ignore[misc]
        assert status(lambda one=record_id: service.edit(me, key, one, {})) == 404  # type: ignore[misc]
        assert status(lambda one=record_id: service.write(me, key, [Change("delete", one)]).only()) == 404  # type: ignore[misc]
    for parent in (f"contacts/{contact(other)}", "contacts/999999999", "moons/1", "comments/1"):
        with pytest.raises(Refusal) as caught:
            MAKERS[key](me, parent)
        assert (caught.value.code, caught.value.field) == ("unknown_record", "parent")


@pytest.mark.parametrize("key", FOLLOWING)
def test_it_goes_into_the_bin_with_its_parent_and_comes_back(house: House, key: str) -> None:
    me = person("me", "sales", department=house.north)
    parent = contact(me)
    mine = MAKERS[key](me, f"contacts/{parent}")
    service.write(me, "contacts", [Change("delete", parent)]).only()
    assert status(lambda: read.get(me, key, mine)) == 404
    assert read.page(me, key, Query()).rows == []
    assert read.page(me, key, Query(search="合同" if key == "documents" else "报价")).rows == []
    assert status(lambda: service.edit(me, key, mine, {})) == 404
    service.write(me, "contacts", [Change("restore", parent)]).only()
    assert [row["id"] for row in read.page(me, key, Query()).rows] == [mine]


@pytest.mark.parametrize("key", FOLLOWING)
def test_it_follows_its_parent_to_another_owner_and_nowhere_else(house: House, key: str) -> None:
    me, other = person("me", "sales", department=house.north), person("li", "sales", department=house.south)
    parent, second = contact(me), contact(me)
    mine = MAKERS[key](me, f"contacts/{parent}")
    for values in ({"parent": f"contacts/{second}"}, {"owner": str(other.user_id)}):
        with pytest.raises(Refusal, match="readonly"):
            service.edit(me, key, mine, values)
    service.edit(me, "contacts", parent, {"owner": str(other.user_id)})
    # Its author does not see the record any more, and so not what was said and put there.
    assert status(lambda: read.get(me, key, mine)) == 404
    assert status(lambda: read.get(other, key, mine)) == 200


@pytest.mark.parametrize("key", FOLLOWING)
def test_it_stands_beside_records_of_every_module(house: House, key: str) -> None:
    me, other = person("me", "sales", department=house.north), person("li", "sales", department=house.south)
    values = {"accounts": {"name": "金桥"}, "contacts": {"name": "张三"}, "activities": {"subject": "拜访"}}
    for parent in (item.key for item in MODULES if item.follows is None):
        record = service.create(me, parent, values[parent]).record_id
        made = MAKERS[key](me, f"{parent}/{record}")
        page = read.get(me, key, made).wire()["records"][0]
        assert page["values"]["parent"] == f"{parent}/{record}"
        assert page["titles"]["parent"] == next(iter(values[parent].values()))
        assert status(lambda one=made: read.get(other, key, one)) == 404  # type: ignore[misc]


def test_roles_give_no_rights_on_what_follows(house: House) -> None:
    """A grid that names the module is not asked: a role with nothing but that sees and does nothing."""
    me, other = person("me", "sales", department=house.north), person("li", "sales", department=house.south)
    role = User.objects.get(pk=me.user_id).roles.get()
    every = dict.fromkeys(("view", "create", "edit", "delete", "import"), "all")
    role.rights = {"documents": every, "comments": every}
    role.save()
    made = document(other, f"contacts/{contact(other)}")
    from guanxi.access.rights import actor_of, forget  # lazy: beside its only use

    forget()
    me = actor_of(me.user_id or 0, "test")
    for verb in ("view", "create", "edit", "delete", "import"):
        assert not questions.can(me, verb, "documents"), verb
    assert not module("documents").model._default_manager.filter(questions.visible(me, "documents")).exists()
    assert status(lambda: read.get(me, "documents", made)) == 404
    role.delete()
