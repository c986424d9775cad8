"""The outbox: reactions after commit, at least once, and what they mend."""

from datetime import timedelta

import pytest
from tests.records.conftest import found, make

from guanxi.jobs.queue import enqueue
from guanxi.jobs.schedules import TICKERS
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records import outbox, reindex
from guanxi.records.plugs import REACTIONS, Reaction
from guanxi.records.service import Change, edit, write
from guanxi.trail.models import Event
from guanxi.trail.service import claim_events, open_events

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Listener:
    """A reaction that notes what it hears, and fails as often as it is told to."""

    def __init__(self, key: str, failures: int = 0) -> None:
        self.key = key
        self.failures = failures
        self.heard: list[tuple[str, str, list[int], list[str]]] = []

    def __call__(self, module: str, verb: str, ids: list[int], changed: list[str]) -> None:
        """Hear of one event."""
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not yet")
        self.heard.append((module, verb, ids, changed))


def listen(monkeypatch: pytest.MonkeyPatch, *listeners: Listener, modules: tuple[str, ...] = ()) -> None:
    """Only these reactions stand on the shelf."""
    kits = {item.key: Reaction(item.key, item, modules) for item in listeners}
    monkeypatch.setattr(REACTIONS, "_kits", kits)


def test_the_worker_reacts() -> None:
    assert any(item.step is outbox.react for item in TICKERS)


def test_each_event_is_heard_once_and_closed(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener("a")
    listen(monkeypatch, listener)
    key = make(seller, "accounts", name="甲公司")
    edit(seller, "accounts", key, {"name": "乙公司"})
    outbox.react_to_all()
    outbox.react_to_all()
    assert [(verb, ids) for _, verb, ids, _ in listener.heard] == [("create", [key]), ("edit", [key])]
    assert "name" in listener.heard[1][3]
    assert open_events() == []


def test_a_reaction_hears_of_its_modules_only(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener("a")
    listen(monkeypatch, listener, modules=("contacts",))
    make(seller, "accounts", name="甲公司")
    make(seller, "contacts", name="张三")
    outbox.react_to_all()
    assert [module for module, *_ in listener.heard] == ["contacts"]


def test_a_failing_reaction_is_tried_again_and_holds_nobody_up(
    seller: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = Listener("good"), Listener("bad", failures=2)
    listen(monkeypatch, bad, good)
    make(seller, "accounts", name="甲公司")
    outbox.react_to_all()
    assert len(good.heard) == 1
    assert Event.objects.get().failure == "bad: RuntimeError: not yet"
    start = clock.now()
    for minutes in (10, 20):
        monkeypatch.setattr(clock, "now", lambda at=start + timedelta(minutes=minutes): at)
        outbox.react_to_all()
    assert (len(good.heard), len(bad.heard)) == (1, 1)
    assert open_events() == []


def test_a_reaction_that_never_works_ends_with_its_failure_kept(
    seller: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen(monkeypatch, Listener("bad", failures=10**6))
    make(seller, "accounts", name="甲公司")
    start = clock.now()
    for days in range(outbox.MAX_ATTEMPTS + 3):
        monkeypatch.setattr(clock, "now", lambda at=start + timedelta(days=days): at)
        outbox.react_to_all()
    event = Event.objects.get()
    assert event.done
    assert event.attempts == outbox.MAX_ATTEMPTS
    assert event.failure


def test_old_events_are_deleted_and_failed_or_open_ones_stay(
    seller: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        make(seller, "accounts", name=f"公司{number}")
    done, failed, still_open, fresh = Event.objects.order_by("id")
    Event.objects.filter(pk__in=[done.pk, failed.pk, fresh.pk]).update(done=True)
    Event.objects.filter(pk=failed.pk).update(failure="bad: no")
    Event.objects.exclude(pk=fresh.pk).update(at=clock.now() - timedelta(days=8))
    enqueue("records.tidy_outbox", {}, None)
    run_until_idle()
    assert set(Event.objects.values_list("pk", flat=True)) == {failed.pk, still_open.pk, fresh.pk}


def test_two_workers_share_the_events(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        make(seller, "accounts", name=f"公司{number}")
    first, second = claim_events(3), claim_events(10)
    assert len(first) == 3
    assert len(second) == 2
    assert not {item.pk for item in first} & {item.pk for item in second}
    assert claim_events(10) == []
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert len(claim_events(10)) == 5, "a worker that died gives its events back"


def test_a_refused_change_is_no_event(seller: Actor) -> None:
    write(seller, "accounts", [Change("create", values={})])
    assert open_events() == []


def test_renaming_a_company_refreshes_what_points_at_it(
    seller: Actor, director: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "BATCH", 2)
    account, other = make(seller, "accounts", name="海天味业"), make(seller, "accounts", name="青岛啤酒")
    people = {make(seller, "contacts", name=f"人{n}", account=str(account)) for n in range(5)}
    gone = make(seller, "contacts", name="走了", account=str(account))
    write(seller, "contacts", [Change("delete", gone)])
    apart = make(seller, "contacts", name="别人", account=str(other))
    talk = make(seller, "activities", kind="call", subject="电话", contact=str(min(people)))
    edit(seller, "accounts", account, {"name": "珠江电器"})
    outbox.react_to_all()
    assert found(seller, "contacts", "珠江") == people
    assert found(seller, "activities", "珠江") == {talk}
    assert found(seller, "contacts", "海天") == set()
    assert found(seller, "contacts", "青岛") == {apart}


def test_renaming_a_person_refreshes_the_talks(seller: Actor) -> None:
    contact = make(seller, "contacts", name="张三")
    talk = make(seller, "activities", kind="call", subject="电话", contact=str(contact))
    edit(seller, "contacts", contact, {"name": "欧阳修"})
    outbox.react_to_all()
    assert found(seller, "activities", "欧阳修") == {talk}
    assert found(seller, "activities", "张三") == set()
