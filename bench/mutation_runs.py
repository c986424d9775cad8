"""The tests, run for one call of the access questions after the other that answers too kindly."""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from bench.mutants import INQUIRY, Site

# About rights, and quick; whatever else comes by a question seldom minds the answer.
KEEN = (
    "tests/access/", "tests/api/test_no_trace", "tests/api/test_hidden", "tests/api/test_questions", "tests/api/test_small",
    "tests/records/test_doors", "tests/records/test_handover", "tests/exchange/projects/test_rights",
    "tests/modules/activities/test_narrowed", "tests/records/test_searched", "tests/modules/accounts",
)  # fmt: skip
# How much sooner a test is run for each call that it noticed.
ZEAL = 3


class Mutations:
    """A pytest plugin that runs the tests in its own order, again and again."""

    def __init__(self, wanted: Callable[[str], bool], patience: float) -> None:
        self._wanted, self._patience = wanted, patience
        self.left: list[str] = []
        self.noticed: dict[str, str] = {}
        self.sound = False
        self._seconds: dict[str, float] = {}
        self._red: Counter[str] = Counter()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Tests that empty the whole database would leave none to the next."""
        items[:] = [item for item in items if not _empties(item)]

    def pytest_runtestloop(self, session: Any) -> bool:
        """All tests once, then those of each call."""
        if session.testsfailed or not self._learn(session):
            return True
        self.sound = True
        items = {item.nodeid: item for item in session.items}
        chosen = [site for site in INQUIRY.sites if self._wanted(site.name)]
        for done, site in enumerate(chosen, 1):
            near = sorted(INQUIRY.visits.get(site.number, ()), key=self._rank)
            near = list(self._within(near))
            began = time.monotonic()
            limit = 60 + 9 * sum(self._seconds[name] for name in near)
            red = _forked(session, site, [items[name] for name in near], limit) if near else ""
            if red:
                self.noticed[site.name] = red
                self._red[red] += 1
            else:
                self.left.append(site.name)
            what = red or ("NOT NOTICED" if near else "no test comes by")
            _say(done, chosen, site, f"{what} ({time.monotonic() - began:.1f} s)")
        return True

    def _rank(self, name: str) -> tuple[bool, float]:
        """Those that are about rights first; of each kind the quickest, and those that noticed something before."""
        return not name.startswith(KEEN), self._seconds[name] / (1 + ZEAL * self._red[name])

    def _within(self, names: list[str]) -> Iterator[str]:
        """The quickest tests, as many as patience lasts."""
        spent = 0.0
        for name in names:
            spent += self._seconds[name]
            if spent > self._patience:
                return
            yield name

    def _learn(self, session: Any) -> bool:
        """Run every test as it is; False when one fails."""
        for place, item in enumerate(session.items):
            INQUIRY.test, began = item.nodeid, time.process_time()
            following = session.items[place + 1] if place + 1 < len(session.items) else _nothing(session)
            if _red(item, following):
                print(f"fails without a mutation: {item.nodeid}", flush=True)
                return False
            self._seconds[item.nodeid] = time.process_time() - began
        INQUIRY.test = ""
        print(f"{len(session.items)} tests, {sum(self._seconds.values()):.0f} s", flush=True)
        return True


def _forked(session: Any, site: Site, items: list[Any], limit: float) -> str:
    """The test that notices, told by a process of its own; empty when none does. One that hangs was noticed too."""
    from django.db import connections  # lazy: the program must not have been read before

    # A connection to a server serves one process; the database in memory is the fork's own.
    connections.close_all()
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        # Of the processor's time: beside other work everything takes longer. Asleep it may wait for what never comes.
        signal.setitimer(signal.ITIMER_PROF, limit)
        signal.alarm(int(limit * 20))
        INQUIRY.wrong = site.number
        for place, item in enumerate(items):
            following = items[place + 1] if place + 1 < len(items) else _nothing(session)
            if _red(item, following):
                os.write(sink, item.nodeid.encode())
                break
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as told:
        red = told.read().decode()
    _, status = os.waitpid(child, 0)
    return red or ("it does not end well" if status else "")


def _red(item: Any, following: Any) -> bool:
    from _pytest.runner import runtestprotocol  # lazy: as above

    return any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))


def _nothing(session: Any) -> Any:
    """What follows when everything but the session is to be put away."""
    return SimpleNamespace(listchain=lambda: [session])


def _empties(item: Any) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in item.fixturenames


def _say(done: int, chosen: list[Site], site: Site, what: str) -> None:
    print(f"{done}/{len(chosen)} {site.name}: {what}", flush=True)
    sys.stdout.flush()
