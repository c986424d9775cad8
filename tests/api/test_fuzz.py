"""schemathesis as three roles and as nobody: no 5xx, no undocumented status, problem documents throughout."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.api.company import Company, make_company
from tests.api.fuzzing import attack, operations

pytestmark = pytest.mark.both_in_full

EXAMPLES = 2
MANY = 60


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
    assert _run(company, MANY, valid) == []


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals by the hundred are not worth a line each."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def _run(company: Company, examples: int, valid: bool) -> list[str]:
    faults: list[str] = []
    for operation in operations(company):
        faults.extend(attack(company, operation, examples, valid))
    return sorted(set(faults))[:40]
