"""Lists: every order visits every record once; counts, sums and cursors keep their word."""

import base64
from itertools import product
from random import Random

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.gadgets.module import GADGETS
from tests.records.conftest import make

from guanxi.kernel import recent
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import listing, statements
from guanxi.records.read import Query, count, page, sums
from guanxi.records.service import Change, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SORTABLE = [key for key, item in GADGETS.fields.items() if item.sortable]
ORDERS = [[f"{sign}{key}"] for key in SORTABLE for sign in ("", "-")] + [
    [f"{a}amount", f"{b}name", f"{c}day"] for a, b, c in product(("", "-"), repeat=3)
]


@pytest.fixture
def many(gadgets: str) -> set[int]:
    """Records with many equal and many empty values."""
    random = Random(3)
    changes = []
    for _ in range(37):
        values = {
            "name": random.choice(("张三", "单于", "曾国", "a", "B", "!")),
            "amount": random.choice((None, 1, 2.5, -3)),
            "share": random.choice((None, 10)),
            "price": random.choice(
                (None, {"amount": "5", "currency": "CNY"}, {"amount": "7", "currency": "USD"})
            ),
            "day": random.choice((None, "2026-01-01", "2026-02-01")),
            "at": random.choice((None, "2026-01-01T00:00:00Z")),
        }
        changes.append(Change("create", values=values))
    return {item.record_id for item in write(SYSTEM, gadgets, changes).saved}


def walk(order: list[str], limit: int) -> list[dict[str, object]]:
    """All pages of an order."""
    rows: list[dict[str, object]] = []
    cursor = None
    while True:
        found = page(SYSTEM, "gadgets", Query(sort=order, limit=limit, cursor=cursor))
        rows += found.rows
        assert len(found.rows) == limit or found.next_cursor is None
        if found.next_cursor is None:
            return rows
        cursor = found.next_cursor


@pytest.mark.parametrize("reach", [1, 5, 6000])
@pytest.mark.parametrize("order", [["-updated_at"], ["name"], ["-amount"], ["day"]])
def test_a_filtered_list_is_whole_however_far_the_walk_looks(
    many: set[int], monkeypatch: pytest.MonkeyPatch, reach: int, order: list[str]
) -> None:
    monkeypatch.setattr(statements, "WALK", reach)
    criteria = {"field": "name", "op": "in", "value": ["张三", "单于", "a"]}
    matching = {row["id"] for row in walk([], 50) if row["name"] in ("张三", "单于", "a")}
    plain = [row["id"] for row in walk(order, 50) if row["id"] in matching]
    for limit in (1, 4, 50):
        recent.forget_everything()
        seen, cursor = [], None
        for _ in range(len(many) + 1):
            asked = Query(criteria=criteria, sort=order, limit=limit, cursor=cursor)
            found = page(SYSTEM, "gadgets", asked)
            seen += [row["id"] for row in found.rows]
            cursor = found.next_cursor
            if cursor is None:
                break
        assert seen == plain


def test_every_order_visits_every_record_once(many: set[int]) -> None:
    for order, limit in product(ORDERS, (1, 5, 37)):
        ids = [row["id"] for row in walk(order, limit)]
        assert len(ids) == len(many), (order, limit)
        assert set(ids) == many, (order, limit)
        assert ids == [row["id"] for row in walk(order, 100)], (order, limit)


def test_empty_values_come_last_and_values_in_their_order(many: set[int]) -> None:
    for key, sign in product(("amount", "day", "at", "share"), ("", "-")):
        values = [row[key] for row in walk([f"{sign}{key}"], 100)]
        held = [value for value in values if value is not None]
        assert values == sorted(held, reverse=bool(sign)) + [None] * (len(values) - len(held)), (key, sign)


def test_chinese_sorts_by_pinyin_and_surnames_as_they_are_read(seller: Actor) -> None:
    for name in ("张三", "曾国", "Bob", "单雄信", "李四"):
        make(seller, "contacts", name=name)
    names = [row["name"] for row in page(seller, "contacts", Query(sort=["name"])).rows]
    assert names == ["Bob", "李四", "单雄信", "曾国", "张三"]


def test_orders_that_are_refused(many: set[int]) -> None:
    bad = (
        ["nope"],
        ["note"],
        ["-"],
        ["owner__password"],
        ["name", "amount", "day", "at"],
        ["id"],
        ["?"],
        [None],
        [[]],
    )
    for order in bad:
        with pytest.raises(Refusal) as caught:
            page(SYSTEM, "gadgets", Query(sort=order))  # type: ignore[arg-type]
        assert caught.value.field == "sort", order


def test_a_cursor_of_another_order_is_refused(many: set[int]) -> None:
    cursor = page(SYSTEM, "gadgets", Query(sort=["name"], limit=1)).next_cursor
    for order in (["-name"], ["amount"], None):
        with pytest.raises(Refusal):
            page(SYSTEM, "gadgets", Query(sort=order, cursor=cursor))


ANY = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.just([])
    | st.sampled_from(["2026-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "\0"])
)


@given(
    raw=st.text(max_size=40) | st.binary(max_size=30).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_cursors_are_refused(gadgets: str, raw: str) -> None:
    if raw:
        with pytest.raises(Refusal) as caught:
            page(SYSTEM, gadgets, Query(cursor=raw))
        assert caught.value.code == "bad_cursor"


@given(values=st.lists(ANY, min_size=4, max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forged_cursors_are_refused_or_read_as_a_place(gadgets: str, values: list[object]) -> None:
    signature = ["amount:False", "name_s:False", "at:True", "id:True"]
    raw = base64.urlsafe_b64encode(orjson.dumps([signature, values])).decode().rstrip("=")
    try:
        page(SYSTEM, gadgets, Query(sort=["amount", "name", "-at"], cursor=raw))
    except Refusal as refusal:
        assert refusal.code == "bad_cursor"  # noqa: PT017 - some are places


def test_counts_are_capped_unless_exact(many: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert count(SYSTEM, "gadgets", Query(), exact=False) == (37, True)
    monkeypatch.setattr(listing, "COUNT_CAP", 10)
    assert count(SYSTEM, "gadgets", Query(), exact=False) == (10, False)
    assert count(SYSTEM, "gadgets", Query(), exact=True) == (37, True)
    monkeypatch.setattr(listing, "COUNT_CAP", 37)
    assert count(SYSTEM, "gadgets", Query(), exact=False) == (37, True)
    assert count(SYSTEM, "gadgets", Query(criteria={"any": []}), exact=False) == (0, True)


def test_sums_are_exact_and_by_currency(gadgets: str) -> None:
    for amount, price in (
        (-1.1, ("-3000000000.10", "CNY")),
        (1.1, ("3000000000.10", "CNY")),
        (0.1, ("0.10", "CNY")),
        (0.2, ("0.20", "CNY")),
        (None, ("5", "JPY")),
        (7, None),
    ):
        money = price and {"amount": price[0], "currency": price[1]}
        make(SYSTEM, gadgets, name="a", amount=amount, price=money)
    found = sums(SYSTEM, gadgets, Query(), ["amount", "price"])
    assert found["amount"] == 7.3
    assert sorted(found["price"], key=lambda item: item["currency"]) == [
        {"amount": "0.30", "currency": "CNY"}, {"amount": "5", "currency": "JPY"},
    ]  # fmt: skip
    assert sums(SYSTEM, gadgets, Query(criteria={"any": []}), ["amount", "price"]) == {
        "amount": None,
        "price": [],
    }
    for key in ("name", "nope", "day"):
        with pytest.raises(Refusal):
            sums(SYSTEM, gadgets, Query(), [key])


def test_sums_of_the_largest_amounts(gadgets: str) -> None:
    changes = [Change("create", values={"name": "a", "price": 10**15 - 1}) for _ in range(100)]
    assert len(write(SYSTEM, gadgets, changes).saved) == 100
    (total,) = sums(SYSTEM, gadgets, Query(), ["price"])["price"]
    assert total == {"amount": f"{(10**15 - 1) * 100}.00", "currency": "CNY"}


def test_a_list_gives_no_more_than_it_may(many: set[int]) -> None:
    assert len(page(SYSTEM, "gadgets", Query(limit=10**9)).rows) == 37
    assert len(page(SYSTEM, "gadgets", Query(limit=-5)).rows) == 1
    for columns in (["nope"], ["owner__password"], [None], [[]]):
        with pytest.raises(Refusal):
            page(SYSTEM, "gadgets", Query(columns=columns))  # type: ignore[arg-type]
    (row,) = page(SYSTEM, "gadgets", Query(columns=["amount"], limit=1)).wire()["records"]
    assert set(row["values"]) == {"amount", "name"}
