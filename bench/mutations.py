"""`./guanxi bench prove mutations`: answers each call of the access questions too kindly, one at a time, and sees a test turn red.

The tests run once, to learn which of them come by which call and how long they take. Then every call gets a process of its own, a
fork of the one in which all is loaded and the database is made; it runs the tests that come by its call, the quickest first, until
one fails. Calls that no test notices are listed; `mutations_explained.yaml` says why some cannot be noticed.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from bench import mutants
from bench.mutants import INQUIRY, Site

EXPLAINED = Path(__file__).with_name("mutations_explained.yaml")
SHARE, MINUTES = 0.95, 90
# The matrix and the canaries, and what else holds rights to their word.
TESTS = (
    "tests/access", "tests/api/test_authorisation.py", "tests/api/test_no_trace.py", "tests/api/test_hidden_fields.py",
    "tests/api/test_identifiers.py", "tests/api/test_audit.py", "tests/api/test_files.py", "tests/api/test_openapi.py",
    "tests/api/test_workspace.py", "tests/api/test_roles.py", "tests/api/test_questions.py", "tests/api/test_small_answers.py",
    "tests/twins",
    "tests/modules/comments", "tests/modules/documents", "tests/records/test_notices.py", "tests/records/test_files.py",
    "tests/records/test_finder.py", "tests/records/test_duplicates.py", "tests/records/test_handover.py",
)  # fmt: skip
# Whatever else comes by a question seldom minds the answer.
KEEN = (
    "tests/access/", "tests/api/test_no_trace", "tests/api/test_hidden", "tests/api/test_questions", "tests/api/test_small",
    "tests/records/test_handover",
)  # fmt: skip
SETTINGS = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", "not slow")


class Mutations:
    """A pytest plugin that runs the tests in its own order, again and again."""

    def __init__(self, only: list[str], patience: float) -> None:
        self.only, self.patience = only, patience
        self.survivors: list[Site] = []
        self.unvisited: list[Site] = []
        self.killed: dict[str, str] = {}
        self.sound = False
        self._seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Tests that empty the whole database would leave none to the next."""
        items[:] = [item for item in items if not _empties(item)]

    def pytest_runtestloop(self, session: Any) -> bool:
        """All tests once, then those of each call."""
        if session.testsfailed or not self._learn(session):
            return True
        self.sound = True
        items = {item.nodeid: item for item in session.items}
        chosen = [site for site in INQUIRY.sites if any(part in site.name for part in self.only or [""])]
        for done, site in enumerate(chosen, 1):
            near = sorted(INQUIRY.visits.get(site.number, ()), key=self._rank)
            near = list(self._within(near))
            if not near:
                self.unvisited.append(site)
                _say(done, chosen, site, "no test comes by")
                continue
            began = time.monotonic()
            limit = 60 + 9 * sum(self._seconds[name] for name in near)
            red = _forked(session, site, [items[name] for name in near], limit)
            if red:
                self.killed[site.name] = red
            else:
                self.survivors.append(site)
            _say(done, chosen, site, f"{red or 'NOT NOTICED'} ({time.monotonic() - began:.1f} s)")
        return True

    def _rank(self, name: str) -> tuple[bool, float]:
        """Those that are about rights first, each kind the quickest first."""
        return not name.startswith(KEEN), self._seconds[name]

    def _within(self, names: list[str]) -> Iterator[str]:
        """The quickest tests, as many as patience lasts."""
        spent = 0.0
        for name in names:
            spent += self._seconds[name]
            if spent > self.patience:
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


def main(words: list[str]) -> int:
    """Run and print; 1 when less than 95 % of the calls are noticed, or an unnoticed one is not explained."""
    parser = argparse.ArgumentParser(prog="./guanxi bench prove mutations")
    parser.add_argument("--only", action="append", default=[], help="calls whose place and text contain this")
    parser.add_argument("--patience", type=float, default=600, help="seconds of tests for each call")
    parser.add_argument("--list", action="store_true", help="only say which calls there are")
    parser.add_argument("tests", nargs="*", default=list(TESTS))
    args = parser.parse_args(words)
    began = time.monotonic()
    if args.list:
        for path in mutants.everywhere():
            mutants.routed(path)
        print("\n".join(f"{site.name}  [{site.question}]" for site in INQUIRY.sites))
        return 0
    mutants.install()
    import pytest  # lazy: the program must not have been read before

    plugin = Mutations(args.only, args.patience)
    there = [name for name in args.tests if Path(name.partition("::")[0]).exists()]
    pytest.main([*SETTINGS, *there], plugins=[plugin])
    return _report(plugin, args.only, (time.monotonic() - began) / 60)


def _report(plugin: Mutations, only: list[str], minutes: float) -> int:
    if not plugin.sound:
        print("the tests are not green by themselves")
        return 1
    explained: dict[str, str] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    left = [*plugin.survivors, *plugin.unvisited]
    total = len(plugin.killed) + len(left)
    print(f"\n{total} calls, {len(plugin.killed)} noticed, {len(left)} not; {minutes:.0f} minutes")
    for site in left:
        print(f"  {site.name}\n    {explained.get(site.name, 'NOT EXPLAINED')}")
    if stale := [name for name in explained if not only and name not in {site.name for site in left}]:
        print("explained, but noticed or gone:", *stale, sep="\n  ")
    held = len(plugin.killed) >= SHARE * total and minutes <= MINUTES
    return 0 if held and all(site.name in explained for site in left) else 1


def _forked(session: Any, site: Site, items: list[Any], limit: float) -> str:
    """The test that notices, told by a process of its own; empty when none does. One that hangs was noticed too."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        signal.alarm(int(limit))
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
