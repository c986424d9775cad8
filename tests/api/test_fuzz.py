"""schemathesis as three roles and as nobody: no 5xx, no undocumented status, problem documents throughout."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.api.company import Company, make_company
from tests.api.fuzzing import CALLERS, attack, operations, room

from guanxi.api import exports

pytestmark = pytest.mark.both_in_full

EXAMPLES = 2
# Of an operation with a body or a query: see `room`.
MANY = 10


@pytest.fixture
def company(db: None, own_home: Path) -> Company:
    """The company without the fake module, whose calls are no others than those of the standard ones."""
    return make_company()


@pytest.mark.parametrize("valid", [True, False], ids=["valid", "broken"])
def test_random_calls(company: Company, valid: bool) -> None:
    assert _run(company, EXAMPLES, valid) == []


@pytest.mark.slow
@pytest.mark.parametrize("valid", [True, False], ids=["valid", "broken"])
def test_many_random_calls(company: Company, valid: bool) -> None:
    """Some 1,700 examples, few enough for every full run on both databases: sixty of every operation, 14,000, took more
    than eleven minutes, and over half of them repeated an earlier one. The seed is the same at every run."""
    assert _run(company, MANY, valid) == []


def test_what_only_reads_is_sent_once_by_each(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    own, asked = exports.leaving.own, []

    def counted(actor: Any) -> Any:
        asked.append(actor.user_id)
        return own(actor)

    monkeypatch.setattr(exports.leaving, "own", counted)
    assert attack(company, _operation(company, "GET /api/v1/exports"), 6, valid=True) == []
    assert asked == [company.people[role].user_id for role in CALLERS if role in company.people]


def test_an_answer_that_breaks_is_a_fault(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.leaving, "own", lambda actor: 1 / 0)
    faults = attack(company, _operation(company, "GET /api/v1/exports"), 2, valid=True)
    assert {fault.split(":")[0] for fault in faults if "ServerError" in fault} == {*CALLERS} - {"signed_out"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals by the hundred are not worth a line each."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def _operation(company: Company, label: str) -> Any:
    return next(one for one in operations(company) if one.label == label)


def _run(company: Company, examples: int, valid: bool) -> list[str]:
    faults: list[str] = []
    for operation in operations(company):
        faults.extend(attack(company, operation, room(operation, examples), valid))
    return sorted(set(faults))[:40]
