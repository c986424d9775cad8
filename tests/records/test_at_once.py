"""Several writers at the same moment. SQLite has one writer at a time; PostgreSQL must be kept from mistakes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from tests.people import person

from guanxi.access import quotas
from guanxi.jobs.models import Job
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal
from guanxi.records import leaving
from guanxi.records.inside import live
from guanxi.records.leaving_models import Export
from guanxi.records.service import Change, Outcome, create, write
from guanxi.trail.models import AuditRow
from guanxi.trail.service import claim_events

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
WRITERS = 4


@pytest.fixture(autouse=True)
def _postgresql_only() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time")


def together(work: Callable[[int], Any]) -> list[Any]:
    """What each of several threads got that began at the same moment."""
    barrier = Barrier(WRITERS)

    def run(number: int) -> Any:
        barrier.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_automatic_numbers_are_given_once(gadgets: str) -> None:
    together(lambda _: [create(SYSTEM, gadgets, {"name": "a"}) for _ in range(10)])
    serials = list(live(gadgets).values_list("serial", flat=True))
    assert len(set(serials)) == len(serials) == WRITERS * 10


def test_a_unique_value_is_taken_once() -> None:
    def take(number: int) -> list[Outcome]:
        changes = (
            [Change("create", values={"name": f"n{number}", "external_id": f"X{turn}"})] for turn in range(5)
        )
        return [write(SYSTEM, "contacts", change) for change in changes]

    outcomes = [item for several in together(take) for item in several]
    assert sum(len(item.saved) for item in outcomes) == 5
    codes = {refusal.code for item in outcomes for row in item.refused for refusal in row.refusals}
    assert codes == {"not_unique"}


def test_edits_of_one_record_follow_each_other() -> None:
    key = create(SYSTEM, "contacts", {"name": "a"}).record_id
    together(
        lambda number: [
            write(SYSTEM, "contacts", [Change("edit", key, {"hobbies": f"{number}-{turn}"})])
            for turn in range(5)
        ]
    )
    assert live("contacts").get(pk=key).version == 1 + WRITERS * 5


def test_an_event_is_claimed_by_one_worker() -> None:
    for number in range(12):
        create(SYSTEM, "accounts", {"name": f"公司{number}"})
    claims = together(lambda _: [event.pk for event in claim_events(12)])
    ids = [pk for claim in claims for pk in claim]
    assert len(set(ids)) == len(ids)


def test_an_edit_knows_the_entries_that_it_waited_for() -> None:
    """Each change of several values says as its former ones what the change before it wrote."""
    key = create(SYSTEM, "contacts", {"name": "a"}).record_id

    def call(number: int, turn: int) -> dict[str, Any]:
        return {"phones": [{"value": f"1380013{number}{turn:03}", "type": "mobile"}]}

    together(
        lambda number: [
            write(SYSTEM, "contacts", [Change("edit", key, call(number, turn))]) for turn in range(8)
        ]
    )
    rows = AuditRow.objects.filter(module="contacts", record_id=key, version__gt=1).order_by("version")
    changes = [row.changes["phones"] for row in rows]
    assert len(changes) == WRITERS * 8
    assert [before for before, _ in changes] == [[], *(after for _, after in changes[:-1])]


def test_the_last_rows_of_a_day_leave_once() -> None:
    actor, codes = person("wang", "sales"), set[str]()

    def take(_: int) -> int:
        taken = 0
        for _ in range(10):
            try:
                with transaction.atomic():
                    quotas.take(actor, "export", 3, 20)
                taken += 1
            except Refusal as refusal:
                codes.add(refusal.code)
        return taken

    assert (sum(together(take)), codes) == (6, {"export_quota"})
    assert quotas.used(actor, "export") == 18


def test_of_two_who_decide_at_once_one_does() -> None:
    asker, bosses = person("wang", "sales"), [person(f"boss{n}", "director") for n in range(WRITERS)]
    payload = {"module": "contacts", "columns": ["name"], "format": "csv", "file": "x.csv"}
    row = Export.objects.create(
        asker_id=asker.person_id, kind="records.export", module="contacts", payload=payload, rows=5,
        state=Export.WAITING, asked_at=clock.now(), until=clock.now() + timedelta(days=1),
    )  # fmt: skip

    def decide(number: int) -> str:
        try:
            return leaving.decide(bosses[number], row.pk, number % 2 == 0, "x").state
        except Refusal as refusal:
            return refusal.code

    found = together(decide)
    assert sorted(found)[: WRITERS - 1] == ["export_decided"] * (WRITERS - 1)
    assert Job.objects.count() == (1 if "released" in found else 0)
    assert quotas.used(asker, "export") == (5 if "released" in found else 0)
