"""Every operation × role × target answers what `tests/suites/authorisation.yaml` says."""

import pytest
from tests.api.authorisation import Things, call, cases, matrix, operations, split
from tests.api.company import MODULES, ROLES, TARGETS, Company

pytestmark = pytest.mark.both_databases


def test_the_matrix_is_complete() -> None:
    """A new operation without rows fails here, and so does a row of one that is gone."""
    named: dict[str, set[str]] = {}
    for title in matrix()["operations"]:
        operation, modules = split(title)
        named.setdefault(operation, set()).update(modules)
    assert set(named) == operations()
    for operation, modules in named.items():
        assert modules == (set(MODULES) if "/records/{module}" in operation else {""}), operation
    assert matrix()["roles"] == [*ROLES, "signed_out"]
    for title, rows in matrix()["operations"].items():
        assert "{record_id}" not in title or tuple(rows) == TARGETS, title


@pytest.mark.parametrize("role", [*ROLES, "signed_out"])
def test_everybody_gets_what_the_matrix_says(company: Company, role: str) -> None:
    things = Things(company)
    wrong = []
    for case in (one for one in cases() if one.role == role):
        response = call(company, things, case)
        if response.status_code != case.verdict:
            wrong.append(f"{case}: {response.status_code} {response.getvalue()[:200]!r}")
    assert wrong == []


def test_invisible_looks_like_absent(company: Company) -> None:
    """The same status, body and headers for a record of others and for none at all."""
    for module in MODULES:
        for rest in ("", "/timeline", "/related/contacts", "/related/activities"):
            hidden = company.call(
                "sales", "get", f"/records/{module}/{company.record('sales', module, 'other')}{rest}"
            )
            absent = company.call(
                "sales", "get", f"/records/{module}/{company.record('sales', module, 'unknown')}{rest}"
            )
            assert hidden.status_code == absent.status_code == 404
            assert hidden.content == absent.content
            assert dict(hidden.items()) == dict(absent.items())
