"""Lists of people who see records for several reasons: the same rows in the same order as one question gives."""

from itertools import product
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import House, person
from tests.records.conftest import make

from guanxi.access import sharing_rules
from guanxi.access.rights import actor_of, forget
from guanxi.access.scopes import holder
from guanxi.access.sharing_rules import RuleShape
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import recent
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.records import hits, listing, paging, selecting, statements
from guanxi.records.read import Query, count, page
from guanxi.records.reader import ActorReader
from guanxi.records.selecting import parts, selection
from guanxi.records.service import Change, write
from guanxi.records.sharing import Offer, share
from guanxi.records.statements import Listing
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ORDERS = [
    ["-updated_at"],
    ["name"],
    ["-name"],
    ["-expected_amount"],
    ["-created_at", "name"],
    ["next_follow_up"],
]
ASKED: list[dict[str, object]] = [
    {},
    {"criteria": {"field": "stage", "op": "equals", "value": "won"}},
    {"criteria": {"field": "owner", "op": "is_me"}},
    {"search": "张三"},
    {"search": "zs"},
    {"search": "甲"},
]


@pytest.fixture
def partner(house: House, seller: Actor, rival: Actor) -> Actor:
    """Sees own contacts, those below own companies, shared ones and those that a rule opens."""
    found = person("partner", "sales", department=house.north)
    random = Random(7)
    owners = [str(one.user_id) for one in (found, seller, rival)]
    companies = [make(SYSTEM, "accounts", name=name, owner=owner) for name, owner in product("甲乙", owners)]
    values = [
        {
            "name": random.choice(("张三", "曾国", "a", "李四")),
            "stage": random.choice(("new", "won")),
            "expected_amount": random.choice((None, {"amount": "5", "currency": "CNY"})),
            "next_follow_up": random.choice((None, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")),
            "owner": random.choice(owners),
            "account": str(random.choice(companies)),
            "source": random.choice(("exhibition", "referral")),
        }
        for _ in range(60)
    ]
    ids = [
        one.record_id
        for one in write(SYSTEM, "contacts", [Change("create", values=one) for one in values]).saved
    ]
    for key in random.sample(ids, 8):
        share(SYSTEM, "contacts", key, Offer(holder("user", found.user_id or 0), "read"))
    rule = {"field": "source", "op": "equals", "value": "exhibition"}
    sharing_rules.save(
        SYSTEM, None, RuleShape("展会", "contacts", rule, holder("user", found.user_id or 0), "read")
    )
    forget()
    return actor_of(found.user_id or 0, "test")


def plain(actor: Actor, order: list[str], asked: dict[str, object]) -> list[int]:
    """The ids of all pages by one question."""
    reader = ActorReader(actor)
    keys = paging.sort_keys(module("contacts"), reader.readable("contacts"), order)
    rows = selection(reader, "contacts", Query(**asked))  # type: ignore[arg-type]
    return list(rows.order_by(*paging.order_by(keys)).values_list("pk", flat=True))


def paged(actor: Actor, order: list[str], asked: dict[str, object], limit: int) -> list[int]:
    found: list[int] = []
    cursor = None
    while True:
        one = page(actor, "contacts", Query(sort=order, limit=limit, cursor=cursor, **asked))  # type: ignore[arg-type]
        found += [row["id"] for row in one.rows]
        if one.next_cursor is None:
            return found
        cursor = one.next_cursor


@pytest.mark.parametrize(
    ("walk", "few", "hit", "wide"),
    [
        (5, 0, 3, 5),
        (30, 1000, 4000, 0),
        pytest.param(30, 0, 3, 0, marks=pytest.mark.slow),
        (5, 1000, 4000, 5),
    ],
)
def test_pages_are_those_of_one_question(
    partner: Actor, monkeypatch: pytest.MonkeyPatch, few: int, walk: int, hit: int, wide: int
) -> None:
    """Up to `few` kept ids are looked up at once in a walk, and more row by row; up to `hit` hits are named; who sees the
    records of more than `wide` people walks over all at once."""
    monkeypatch.setattr(selecting, "WIDE", wide)
    monkeypatch.setattr(selecting, "FEW", few)
    monkeypatch.setattr(selecting, "SOME", few * 20)
    monkeypatch.setattr(statements, "WALK", walk)
    for name in ("FEW_HITS", "MANY_HITS", "VERY_MANY_HITS", "SOME_HITS"):
        monkeypatch.setattr(hits, name, hit)
    reader = ActorReader(partner)
    assert len(parts(reader, "contacts", Query())) > 1
    everything = module("contacts").model._default_manager.count()
    assert 20 < len(plain(partner, ORDERS[0], {})) < everything
    for order, asked, limit in product(ORDERS, ASKED, (3, 50)):
        recent.forget_everything()
        assert paged(partner, order, asked, limit) == plain(partner, order, asked), (order, asked, limit)


@pytest.mark.parametrize(("hit", "some"), [(3, 20_000), (4000, 20_000), (3, 0)])
def test_the_first_of_few_records_are_one_statement(
    partner: Actor, monkeypatch: pytest.MonkeyPatch, hit: int, some: int
) -> None:
    """Up to `hit` hits are few; more are looked for among what is seen, where that is up to `some`."""
    monkeypatch.setattr(selecting, "SOME", some)
    for name in ("FEW_HITS", "MANY_HITS", "VERY_MANY_HITS", "SOME_HITS"):
        monkeypatch.setattr(hits, name, hit)
    # What the rule opens is kept then.
    run_until_idle()
    for order, asked, limit in product(ORDERS, ASKED, (3, 50)):
        recent.forget_everything()
        assert paged(partner, order, asked, limit) == plain(partner, order, asked), (order, asked, limit)
    page(partner, "contacts", Query(limit=3))
    with CaptureQueriesContext(connection) as asked_again:
        page(partner, "contacts", Query(limit=3))
    assert len([one for one in asked_again if "contacts_contact" in one["sql"]]) == 1


@pytest.mark.parametrize("very_many", [3, 4000])
def test_a_walk_over_all_reasons_shows_what_is_seen(
    partner: Actor, monkeypatch: pytest.MonkeyPatch, very_many: int
) -> None:
    """Its statement gives the rows themselves, so the condition in it is the only one. Up to `very_many` hits are read one
    by one."""
    monkeypatch.setattr(selecting, "WIDE", 0)
    # There is a walk only where the list goes on behind it.
    monkeypatch.setattr(statements, "WALK", 30)
    for name in ("FEW_HITS", "MANY_HITS", "SOME_HITS"):
        monkeypatch.setattr(hits, name, 3)
    monkeypatch.setattr(hits, "VERY_MANY_HITS", very_many)
    for asked in ASKED[:2] + ASKED[3:5]:
        assert paged(partner, ORDERS[0], asked, 3) == plain(partner, ORDERS[0], asked), asked


def test_counts_are_those_of_one_question(partner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ASKED:
        number = len(plain(partner, ORDERS[0], asked))
        assert count(partner, "contacts", Query(**asked), exact=False) == (number, True)  # type: ignore[arg-type]
    monkeypatch.setattr(listing, "COUNT_CAP", 10)
    assert count(partner, "contacts", Query(), exact=False) == (10, False)


MINE: dict[str, Any] = {"field": "owner", "op": "is_me"}
WON: dict[str, Any] = {"field": "stage", "op": "equals", "value": "won"}


@pytest.mark.parametrize("mine", [MINE, {"all": [MINE, WON]}, {"all": [WON, {"all": [WON, MINE]}]}])
def test_own_records_are_asked_for_alone(partner: Actor, mine: dict[str, Any]) -> None:
    [part] = parts(ActorReader(partner), "contacts", Query(criteria=mine))
    assert part.way is not None
    assert part.way.people == frozenset({partner.user_id})


def test_a_record_that_changes_hands_while_a_page_is_read_is_not_on_it(
    partner: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reasons are read one after the other; what they found is asked again before it is shown."""
    key = make(SYSTEM, "contacts", name="交出去的", owner=str(partner.user_id))
    newest = Query(sort=["-created_at"], limit=5)
    assert page(partner, "contacts", newest).rows[0]["id"] == key

    def late(listing: Listing, floor: Any = None) -> Any:
        found = rows(listing, floor)
        module("contacts").model._default_manager.filter(pk=key).update(owner_id=rival.user_id)
        return found

    rows = Listing.rows
    monkeypatch.setattr(Listing, "rows", late)
    assert key not in {row["id"] for row in page(partner, "contacts", newest).rows}


@pytest.mark.parametrize(
    "others", [{"any": [MINE, WON]}, {"not": MINE}, {"field": "created_by", "op": "is_me"}, {"all": [WON]}]
)
def test_what_others_records_may_meet_is_asked_of_all(partner: Actor, others: dict[str, Any]) -> None:
    ways = {part.way for part in parts(ActorReader(partner), "contacts", Query(criteria=others))}
    assert len(ways) > 1
