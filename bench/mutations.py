"""`./guanxi bench prove mutations`: answers each call of the access questions too kindly, one at a time, and sees a test turn red.

The tests run once, to learn which of them come by which call and how long they take. Then every call gets a process of its own, a
fork of the one in which all is loaded and the database is made; it runs the tests that come by its call, the quickest first, until
one fails. What only PostgreSQL's form of a statement asks is tried again there. Calls that no test notices are listed;
`mutations_explained.yaml` says why some cannot be noticed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import yaml

from bench import mutants
from bench.mutants import INQUIRY
from bench.mutation_runs import Mutations

EXPLAINED = Path(__file__).with_name("mutations_explained.yaml")
SHARE, MINUTES = 0.95, 90
# The matrix and the canaries, and what else holds rights to their word.
TESTS = (
    "tests/api/test_authorisation.py", "tests/api/test_no_trace.py", "tests/api/test_hidden_fields.py", "tests/twins",
    "tests/access", "tests/exchange/projects/test_rights.py", "tests/modules/accounts", "tests/modules/activities",
    "tests/modules/comments", "tests/modules/documents", "tests/records/test_changes.py", "tests/records/test_doors_ask.py",
    "tests/records/test_duplicates.py", "tests/records/test_files.py", "tests/records/test_finder.py",
    "tests/records/test_handover.py", "tests/records/test_handover_team.py", "tests/records/test_joined_lists.py",
    "tests/records/test_kept_lists.py",
    "tests/records/test_notices.py", "tests/records/test_searched_lists.py", "tests/api/test_audit.py",
    "tests/api/test_files.py", "tests/api/test_identifiers.py", "tests/api/test_leaving.py", "tests/api/test_mass_view.py",
    "tests/api/test_openapi.py", "tests/api/test_questions.py", "tests/api/test_roles.py", "tests/api/test_small_answers.py",
    "tests/api/test_workspace.py",
)  # fmt: skip
# What comes by the forms of statements that PostgreSQL alone is given.
ON_POSTGRES = (
    "tests/records/test_searched_lists.py", "tests/records/test_kept_lists.py",
    "tests/records/test_joined_lists.py::test_counts_are_those_of_one_question",
    "tests/records/test_joined_lists.py::test_a_walk_over_all_reasons_shows_what_is_seen",
)  # fmt: skip
SETTINGS = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", "not slow")


def main(words: list[str]) -> int:
    """Run and print; 1 when less than 95 % of the calls are noticed, or an unnoticed one is not explained."""
    parser = argparse.ArgumentParser(prog="./guanxi bench prove mutations")
    parser.add_argument("--only", action="append", default=[], help="calls whose place and text contain this")
    parser.add_argument("--patience", type=float, default=180, help="seconds of tests for each call")
    parser.add_argument("--list", action="store_true", help="only say which calls there are")
    parser.add_argument(
        "--here", action="store_true", help="on this database alone, SQLite unless DATABASE_URL says another"
    )
    parser.add_argument("--again", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("tests", nargs="*", default=list(TESTS))
    args = parser.parse_args(words)
    began = time.monotonic()
    if args.list:
        for path in mutants.everywhere():
            mutants.routed(path)
        print("\n".join(f"{site.name}  [{site.question}]" for site in INQUIRY.sites))
        return 0
    found = _tried(args)
    if args.again:
        args.again.write_text(json.dumps(found.noticed))
        return 0
    if not found.sound:
        print("the tests are not green by themselves")
        return 1
    there = {} if "DATABASE_URL" in os.environ or args.here else _on_postgres(found.left, args.patience)
    noticed = {**found.noticed, **there}
    left = [name for name in found.left if name not in there]
    return _report(noticed, left, args.only, (time.monotonic() - began) / 60)


def _tried(args: argparse.Namespace) -> Mutations:
    mutants.install()
    import pytest  # lazy: the program must not have been read before

    again = set(json.loads(args.again.read_text())) if args.again else None

    def wanted(name: str) -> bool:
        return name in again if again is not None else any(part in name for part in args.only or [""])

    plugin = Mutations(wanted, args.patience)
    there = [name for name in args.tests if Path(name.partition("::")[0]).exists()]
    pytest.main([*SETTINGS, *there], plugins=[plugin])
    return plugin


def _on_postgres(names: list[str], patience: float) -> dict[str, str]:
    """Which of these calls the tests notice on a private PostgreSQL server, and by which test."""
    from tests.runner.machine import Missing  # lazy: only a run of its own needs them
    from tests.runner.postgres import private_server  # lazy: as above

    if not names:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        told.write_text(json.dumps(names))
        again = [
            sys.executable,
            "-m",
            "bench",
            "prove",
            "mutations",
            "--again",
            str(told),
            "--patience",
            str(patience),
        ]
        try:
            with private_server() as url:
                subprocess.run([*again, *ON_POSTGRES], env={**os.environ, "DATABASE_URL": url}, check=False)
        except Missing as missing:
            print(f"not tried on PostgreSQL: {missing}")
            return {}
        found = json.loads(told.read_text())
    return found if isinstance(found, dict) else {}


def _report(noticed: Mapping[str, str], left: list[str], only: list[str], minutes: float) -> int:
    explained: dict[str, str] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    total = len(noticed) + len(left)
    print(f"\n{total} calls, {len(noticed)} noticed, {len(left)} not; {minutes:.0f} minutes")
    for name in left:
        print(f"  {name}\n    {explained.get(name, 'NOT EXPLAINED')}")
    if stale := [name for name in explained if not only and name not in left]:
        print("explained, but noticed or gone:", *stale, sep="\n  ")
    held = len(noticed) >= SHARE * total and minutes <= MINUTES
    return 0 if held and all(name in explained for name in left) else 1
