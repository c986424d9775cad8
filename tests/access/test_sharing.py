"""Shares, collaborators, sharing rules: who sees what by them, how they end, and that the reasons told are true."""

import random
from datetime import timedelta

import pytest
from tests.people import House, make_house, person

from guanxi.access import groups, sharing_rules
from guanxi.access.models import Grant, Role, Team, User
from guanxi.access.rights import actor_of, forget
from guanxi.access.scopes import holder
from guanxi.access.sharing_rules import RuleShape
from guanxi.channels.models import Notification
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import lens, read
from guanxi.records.notices import text_of, titles_now
from guanxi.records.service import create, edit
from guanxi.records.sharing import Offer, share, shares, unshare
from guanxi.schema.modules import MODULES
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def seller(house: House) -> Actor:
    return person("seller", "sales", department=house.north)


@pytest.fixture
def rival(house: House) -> Actor:
    return person("rival", "sales", department=house.south)


def sees(actor: Actor, key: int, module: str = "contacts") -> bool:
    return bool(read.exists(actor_of(actor.user_id or 0, "test"), module, [key]))


def to(actor: Actor, level: str = "read", **more: object) -> Offer:
    return Offer(holder("user", actor.user_id or 0), level, **more)  # type: ignore[arg-type]


def test_a_share_opens_and_closes(seller: Actor, rival: Actor) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    assert not sees(rival, key)
    made = share(seller, "contacts", key, to(rival))
    assert sees(rival, key)
    assert not read.may(rival, "edit", "contacts", key)
    with pytest.raises(Forbidden):
        edit(rival, "contacts", key, {"title": "x"})
    made = share(seller, "contacts", key, to(rival, "write"))
    edit(rival, "contacts", key, {"title": "经理"})
    assert not read.may(rival, "delete", "contacts", key)
    unshare(seller, "contacts", key, made.pk)
    assert not sees(rival, key)
    assert [row.verb for row in AuditRow.objects.filter(record_id=key, verb__contains="share").order_by("pk")] == [
        "share", "share", "unshare",
    ]  # fmt: skip


def test_whoever_gains_a_record_is_told(seller: Actor, rival: Actor) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    share(seller, "contacts", key, to(rival))
    share(seller, "contacts", key, to(rival, "write"))
    told = Notification.objects.filter(user_id=rival.user_id)
    assert [(row.kind, row.record_id) for row in told] == [("shared", key)]
    titles = titles_now(rival, told)
    assert [text_of(row, "zh-CN", titles) for row in told] == ["测试seller把“张三”共享给了你"]
    unshare(seller, "contacts", key, shares(seller, "contacts", key)[0].pk)
    assert "张三" not in text_of(told[0], "zh-CN", titles_now(actor_of(rival.user_id or 0, "test"), told))
    nobody = person("nobody")
    share(seller, "contacts", key, to(nobody))
    assert not Notification.objects.filter(user_id=nobody.user_id).exists()


def test_a_share_ends_at_its_instant(seller: Actor, rival: Actor) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    made = share(seller, "contacts", key, to(rival, until=clock.now() + timedelta(days=1)))
    assert sees(rival, key)
    # The right is still known to be there; the database looks at its own clock.
    Grant.objects.filter(pk=made.pk).update(until=clock.now() - timedelta(seconds=2))
    assert not sees(rival, key)
    assert shares(seller, "contacts", key) == []
    with pytest.raises(Refusal) as caught:
        share(seller, "contacts", key, to(rival, until=clock.now()))
    assert caught.value.code == "share_over"


def test_a_team_and_a_department_hold_shares(house: House, seller: Actor, rival: Actor) -> None:
    boss = person("boss", "administrator")
    key = create(seller, "contacts", {"name": "张三"}).record_id
    team = groups.save_team(boss, None, "重点项目", [rival.user_id or 0])
    share(seller, "contacts", key, Offer(holder("team", team.pk), "read"))
    assert sees(rival, key)
    groups.save_team(boss, team.pk, None, [])
    assert not sees(rival, key)
    share(seller, "contacts", key, Offer(holder("department", house.head.pk), "read"))
    assert sees(rival, key)
    outside = person("outside", "sales")
    assert not sees(outside, key)
    groups.remove_team(boss, team.pk)
    assert not Team.objects.exists()
    assert not Grant.objects.filter(holder=holder("team", team.pk)).exists()
    closed = AuditRow.objects.get(verb="unshare", module="contacts", record_id=key)
    assert closed.actor_id == boss.user_id
    assert closed.changes[holder("team", team.pk)][0]["level"] == "read"


def test_nobody_gives_more_than_they_have(seller: Actor, rival: Actor) -> None:
    key = create(seller, "contacts", {"name": "张三"}).record_id
    with pytest.raises(NotFound):
        share(rival, "contacts", key, to(rival))
    share(seller, "contacts", key, to(rival))
    reader = person("reader", "readonly")
    for actor, offer in ((rival, to(reader)), (reader, to(reader, "write"))):
        with pytest.raises(Forbidden):
            share(actor, "contacts", key, offer)
    for text in ("user:999999", "moon:1", "user:", "everybody", "role:1"):
        with pytest.raises(Refusal) as caught:
            share(seller, "contacts", key, Offer(text, "read"))
        assert caught.value.code == "unknown_holder"


def test_collaborators_of_a_company_see_what_is_below_it(seller: Actor, rival: Actor) -> None:
    company = create(seller, "accounts", {"name": "甲公司"}).record_id
    below = create(seller, "contacts", {"name": "张三", "account": str(company)}).record_id
    talk = create(seller, "activities", {"kind": "call", "subject": "电话", "contact": str(below)}).record_id
    assert not sees(rival, below)
    share(seller, "accounts", company, to(rival, "write", kind="collaborator", part="技术支持"))
    assert sees(rival, company, "accounts")
    assert sees(rival, below)
    assert sees(rival, talk, "activities")
    assert read.may(rival, "edit", "accounts", company)
    assert not read.may(rival, "edit", "contacts", below)


def test_a_rule_opens_what_meets_it(house: House, seller: Actor, rival: Actor) -> None:
    boss = person("boss", "administrator")
    won = create(seller, "contacts", {"name": "张三", "title": "总经理"}).record_id
    other = create(seller, "contacts", {"name": "李四", "title": "助理"}).record_id
    tree = {"field": "title", "op": "equals", "value": "总经理"}
    south = holder("department", house.south.pk)
    rule = sharing_rules.save(boss, None, RuleShape("总经理们", "contacts", tree, south, "read"))
    assert sees(rival, won)
    assert not sees(rival, other)
    assert not read.may(rival, "edit", "contacts", won)
    sharing_rules.save(boss, rule.pk, RuleShape("总经理们", "contacts", tree, south, "write"))
    edit(rival, "contacts", won, {"hobbies": "围棋"})
    edit(seller, "contacts", won, {"title": "董事"})
    assert not sees(rival, won)
    sharing_rules.save(boss, rule.pk, RuleShape("全部", "contacts", None, south, "write"))
    assert sees(rival, other)
    sharing_rules.save(boss, rule.pk, RuleShape("总经理们", "contacts", None, south, "write", active=False))
    assert not sees(rival, other)
    sharing_rules.remove(boss, rule.pk)
    with pytest.raises(Forbidden):
        sharing_rules.save(seller, None, RuleShape("x", "contacts", tree, south, "read"))
    with pytest.raises(Refusal):
        sharing_rules.save(
            boss, None, RuleShape("x", "contacts", {"field": "moon", "op": "empty"}, south, "read")
        )


def test_what_is_told_of_everybody_is_what_the_doors_do(house: House) -> None:
    """In small random companies, for every person and record: seen by the read door = told by the lens."""
    boss = person("boss", "administrator", "director")
    for seed in range(3):
        world = random.Random(seed)
        people = _company(house, world, seed)
        keys = _records(world, people, boss)
        for module, ids in keys.items():
            for key in ids:
                told = {sight.user.pk for sight in lens.everybody(boss, module, key)}
                found = {one.user_id for one in [*people, boss] if sees(one, key, module)}
                assert told & {one.user_id for one in [*people, boss]} == found, (seed, module, key)
                for one in people[:4]:
                    may = one.user_id in found and read.may(
                        actor_of(one.user_id or 0, "t"), "edit", module, key
                    )
                    assert bool(lens.one(boss, "edit", module, key, one.user_id or 0).reasons) == may


def _company(house: House, world: random.Random, seed: int) -> list[Actor]:
    """People of random roles, places, managers, posts and teams."""
    tree = {"field": "title", "op": "equals", "value": "经理"}
    scopes = ("own", "reports", "team", "department", "subtree", "criteria")
    roles = [
        Role.objects.create(
            key=f"r{seed}{scope}", name=f"r{seed}{scope}", rights={"contacts": {"view": scope, "edit": "own"}, "*": {"view": "own"}},
            criteria={"contacts": tree},
        )
        for scope in scopes
    ]  # fmt: skip
    places = [house.head, house.north, house.north_team, house.south, None]
    people = []
    for number in range(9):
        made = person(f"p{seed}{number}", department=world.choice(places))
        user = User.objects.get(pk=made.user_id)
        user.roles.set(world.sample(roles, world.choice((0, 1, 1, 2))))
        if people:
            user.manager_id = world.choice([None, *(one.user_id for one in people)])
        user.save()
        people.append(made)
    for number in range(2):
        team = Team.objects.create(name=f"t{seed}{number}")
        team.members.set([one.user_id for one in world.sample(people, 3) if one.user_id])
    forget()
    return people


def _records(world: random.Random, people: list[Actor], boss: Actor) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {key: [] for key in ("accounts", "contacts")}
    for number in range(4):
        owner = str(world.choice(people).user_id)
        found["accounts"].append(
            create(SYSTEM, "accounts", {"name": f"公司{number}", "owner": owner}).record_id
        )
    for number in range(8):
        values = {"name": f"人{number}", "owner": str(world.choice(people).user_id), "title": world.choice(["经理", "助理"]),
                  "account": world.choice([None, *map(str, found["accounts"])])}  # fmt: skip
        found["contacts"].append(create(SYSTEM, "contacts", values).record_id)
    for module, ids in found.items():
        for key in world.sample(ids, 2):
            share(boss, module, key, to(world.choice(people)))
    tree = {"field": "owner", "op": "is_me"}
    hold = holder("user", world.choice(people).user_id or 0)
    sharing_rules.save(boss, None, RuleShape("自己的", "contacts", tree, hold, "read"))
    whole = {"field": "title", "op": "equals", "value": "助理"}
    sharing_rules.save(
        boss,
        None,
        RuleShape("助理", "contacts", whole, holder("user", world.choice(people).user_id or 0), "write"),
    )
    assert {"accounts", "contacts"} <= {item.key for item in MODULES}
    return found
