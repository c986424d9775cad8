"""A query compiled once answers as the framework does, each time for what it is given."""

from datetime import timedelta

import pytest
from tests.people import make_house, person

from guanxi.access import rights
from guanxi.access.models import Grant, Post, Role, Team, User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.statement import among, as_list, fields_of, given, statement

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHO, NAMES = object(), object()


def test_each_value_finds_its_own_rows() -> None:
    people = [person(name, "sales") for name in ("wang", "li")]
    asked = statement(User.objects.filter(pk=given(WHO)).values("username", "is_active", "last_login"))
    for actor, name in zip(people, ("wang", "li"), strict=True):
        found = asked.with_params(WHO, actor.user_id).rows()
        assert found == [{"username": name, "is_active": True, "last_login": None}]
    assert asked.with_params(WHO, None).rows() == asked.with_params(WHO, 0).rows() == []


def test_rows_are_the_models_that_the_framework_gives() -> None:
    Role.objects.create(
        key="角色", name="a 'b' \"c\" %s", rights={"*": {"view": "own"}}, verbs=["x"], shipped=True
    )
    rows = Role.objects.filter(key__in=among(NAMES, "text")).order_by("pk")
    asked = statement(rows.values(*fields_of(Role)))
    for names in (["角色", "sales"], ["sales"], []):
        found = asked.with_params(NAMES, as_list(names)).of(Role)
        plain = list(Role.objects.filter(key__in=names).order_by("pk"))
        assert found == plain
        assert [_columns(one) for one in found] == [_columns(one) for one in plain]
        assert not any(one._state.adding for one in found)


def test_rights_are_of_whoever_is_asked_about() -> None:
    """The same statements serve those with and without a department, a post, a team or a share."""
    house = make_house()
    Role.objects.create(key="clerk", verbs=["clerk.work"])
    post = Post.objects.create(name="文员")
    post.roles.set([Role.objects.get(key="clerk")])
    placed = person("placed", "sales", department=house.north)
    User.objects.filter(pk=placed.user_id).update(post=post)
    team = Team.objects.create(name="一组")
    team.members.add(placed.user_id or 0)
    loose = person("loose")
    now = clock.now()
    for module, until in (("contacts", None), ("accounts", now + timedelta(hours=1)), ("tasks", now)):
        Grant.objects.create(
            module=module, record_id=1, holder=f"team:{team.pk}", level="read", until=until, made_at=now
        )
    for _ in range(2):
        rights.forget()
        here, there = _now(placed), _now(loose)
        assert "clerk.work" in rights.rights_of(here).verbs
        assert "clerk.work" not in rights.rights_of(there).verbs
        assert (here.department_id, there.department_id) == (house.north.pk, None)
        assert rights.rights_of(here).granted == {("contacts", "read"), ("accounts", "read")}
        assert rights.rights_of(there).granted == frozenset()
        holders = rights.rights_of(here).place.holders
        assert {f"team:{team.pk}", f"post:{post.pk}", f"department:{house.head.pk}"} <= holders
        assert rights.rights_of(there).place.holders == {"everybody", f"user:{there.user_id}"}


def _now(actor: Actor) -> Actor:
    return rights.actor_of(actor.user_id or 0, "test")


def _columns(one: Role) -> list[object]:
    return [getattr(one, name) for name in fields_of(Role)]
