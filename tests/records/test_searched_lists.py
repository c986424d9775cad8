"""A list that is searched shows the same records however many the text finds and whoever looks."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records.conftest import found, make

from guanxi.access import sharing_rules
from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.access.scopes import holder
from guanxi.access.sharing_rules import RuleShape
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.recent import forget_everything
from guanxi.records import hits, service, statements
from guanxi.records.models import SearchModule
from guanxi.records.read import Query, count, page
from guanxi.records.reindex import reindex
from guanxi.records.search_store import number_modules
from guanxi.records.sharing import Offer, share, unshare
from guanxi.schema.modules import MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_record_that_changes_hands_is_found_by_the_one_who_has_it(
    director: Actor, seller: Actor, rival: Actor
) -> None:
    key = make(director, "contacts", name="慕容交接", owner=str(seller.user_id))
    assert (found(seller, "contacts", "慕容"), found(rival, "contacts", "慕容")) == ({key}, set())
    service.edit(director, "contacts", key, {"owner": str(rival.user_id)}, 1)
    assert (found(seller, "contacts", "慕容"), found(rival, "contacts", "慕容")) == (set(), {key})
    assert found(director, "contacts", "murong") == {key}


@pytest.mark.parametrize("hidden", [("contacts", "account"), ("accounts", "name")])
def test_a_company_that_one_may_not_read_finds_nobody(seller: Actor, hidden: tuple[str, str]) -> None:
    company = make(seller, "accounts", name="上海霁月仪器有限公司")
    key = make(seller, "contacts", name="慕容交接", account=str(company))
    assert found(seller, "contacts", "霁月") == {key}
    Role.objects.filter(key="sales").update(fields={hidden[0]: {hidden[1]: "hidden"}})
    forget_everything()
    assert (found(seller, "contacts", "霁月"), found(seller, "contacts", "慕容")) == (set(), {key})


def test_what_is_nobody_s_is_found_by_who_sees_everything(director: Actor, seller: Actor) -> None:
    key = make(SYSTEM, "contacts", name="慕容无主")
    assert (found(director, "contacts", "慕容"), found(seller, "contacts", "慕容")) == ({key}, set())


@pytest.mark.parametrize("few", [0, 4000])
def test_a_company_that_one_does_not_see_finds_nobody_however_many_it_has(
    seller: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Up to `few` hits are looked at one by one; of more it is asked the other way round."""
    for name in ("FEW_HITS", "MANY_HITS", "VERY_MANY_HITS"):
        monkeypatch.setattr(hits, name, few)
    theirs, own = (make(one, "accounts", name="上海霁月仪器有限公司") for one in (rival, seller))
    make(SYSTEM, "contacts", name="慕容甲", owner=str(seller.user_id), account=str(theirs))
    key = make(seller, "contacts", name="慕容乙", account=str(own))
    assert found(seller, "contacts", "霁月") == {key}
    assert count(seller, "contacts", Query(search="霁月"), exact=True) == (1, True)


@pytest.mark.parametrize("few", [0, 4000])
def test_whatever_opens_a_record_has_it_found(
    seller: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Own ones, what lies below an own company, what a rule opens and what is shared; each until it ends."""
    for name in ("FEW_HITS", "MANY_HITS", "VERY_MANY_HITS"):
        monkeypatch.setattr(hits, name, few)
    theirs, me = str(rival.user_id), holder("user", seller.user_id or 0)
    company = make(seller, "accounts", name="上海霁月仪器有限公司")
    own = make(seller, "contacts", name="慕容甲")
    below = make(SYSTEM, "contacts", name="慕容乙", owner=theirs, account=str(company))
    shown = make(SYSTEM, "contacts", name="慕容丙", owner=theirs)
    opened, late = (make(SYSTEM, "contacts", name=f"慕容{n}", owner=theirs, source=source)
                    for n, source in (("丁", "exhibition"), ("戊", None)))  # fmt: skip
    offer = share(SYSTEM, "contacts", shown, Offer(me, "read"))
    shape = RuleShape(
        "展会", "contacts", {"field": "source", "op": "equals", "value": "exhibition"}, me, "read"
    )
    rule = sharing_rules.save(SYSTEM, None, shape)

    def seen() -> set[int]:
        forget()
        keys = found(actor_of(seller.user_id or 0, "test"), "contacts", "murong")
        assert count(actor_of(seller.user_id or 0, "test"), "contacts", Query(search="慕容"), exact=False)[
            0
        ] == len(keys)
        return keys

    assert seen() == {own, below, shown, opened}
    run_until_idle()
    assert seen() == {own, below, shown, opened}
    service.edit(SYSTEM, "contacts", late, {"source": "exhibition"})
    service.edit(SYSTEM, "contacts", opened, {"source": None})
    assert seen() == {own, below, shown, late}
    service.edit(SYSTEM, "accounts", company, {"owner": theirs})
    unshare(SYSTEM, "contacts", shown, offer.pk)
    assert seen() == {own, late}
    service.edit(SYSTEM, "accounts", company, {"owner": str(seller.user_id)})
    won = replace(shape, criteria={"field": "stage", "op": "equals", "value": "won"})
    sharing_rules.save(SYSTEM, rule.pk, won)
    service.edit(SYSTEM, "contacts", opened, {"stage": "won"})
    assert seen() == {own, below, opened}
    run_until_idle()
    assert seen() == {own, below, opened}
    # Indexed again for another reason, a document still says who sees its record.
    service.edit(SYSTEM, "contacts", below, {"title": "总监"})
    reindex("contacts", [opened])
    assert seen() == {own, below, opened}
    sharing_rules.remove(SYSTEM, rule.pk)
    assert seen() == {own, below}


@pytest.mark.parametrize("some", [3, 20])
@pytest.mark.parametrize("near", [2, 100])
def test_a_text_that_most_records_hold_finds_them_all_in_order(
    director: Actor, seller: Actor, rival: Actor, monkeypatch: pytest.MonkeyPatch, near: int, some: int
) -> None:
    """`near` rows are looked through before the planner's way is taken; up to `some` hits are kept as a set."""
    for name, most in (("FEW_HITS", 3), ("MANY_HITS", 3), ("SOME_HITS", some)):
        monkeypatch.setattr(hits, name, most)
    monkeypatch.setattr(statements, "WALK", near)
    owners = (seller, rival, director)
    made = [make(director, "contacts", name=f"常见{n}", owner=str(owners[n % 3].user_id)) for n in range(12)]
    for n in range(4):
        make(director, "contacts", name=f"别的{n}", owner=str(seller.user_id))
    for actor, wanted in ((director, made), (seller, made[::3]), (rival, made[1::3])):
        seen: list[int] = []
        cursor = None
        while True:
            shown = page(actor, "contacts", Query(search="常见", columns=["name"], limit=2, cursor=cursor))
            seen += [row["id"] for row in shown.rows]
            cursor = shown.next_cursor
            if cursor is None:
                break
        assert seen == wanted[::-1]


def test_the_documents_of_a_module_have_an_index_of_their_own() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one table for all modules")
    numbers = SearchModule.objects.filter(key__in=[item.key for item in MODULES]).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = 'search_doc' AND indexdef LIKE '%gin%'"
        )
        assert {row[0] for row in cursor.fetchall()} >= {f"search_doc_{number}" for number in numbers}


def test_a_start_makes_no_index_that_is_there() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one table for all modules")
    with CaptureQueriesContext(connection) as asked:
        number_modules()
    assert not [query["sql"] for query in asked if "CREATE INDEX" in query["sql"]]
    number = SearchModule.objects.values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX search_doc_{number}")
    with CaptureQueriesContext(connection) as asked:
        number_modules()
    assert [f"search_doc_{number} " in query["sql"] for query in asked if "CREATE" in query["sql"]] == [True]
