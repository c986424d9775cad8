"""What a colleague opened a moment ago is open at once, in every way of asking for it, whichever process is asked."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.api.authorisation import Case, Things, call, operations
from tests.api.company import Company

from guanxi.access.models import Grant
from guanxi.kernel import clock
from guanxi.kernel.recent import forget_everything

pytestmark = pytest.mark.both_databases
HIDDEN = Case("", "contacts", "other", "sales", 404)
ABSENT = replace(HIDDEN, target="unknown")
OPERATIONS = sorted(one for one in operations() if "{record_id}" in one or "{file_id}" in one)
# What a share opens to nobody, not even one that lets write; the file of the test is no PDF and has no pages.
NOT_BY_SHARES = {
    "DELETE /records/{module}/{record_id}",
    "DELETE /records/{module}/{record_id}/shares/{share_id}",
    "GET /files/{file_id}/pages/{page}",
    "GET /records/{module}/{record_id}/access",
    "GET /records/{module}/{record_id}/audit",
    "POST /records/{module}/{record_id}/restore",
    "POST /records/{module}/{record_id}/reveal",
    "POST /records/{module}/{record_id}/shares",
}


def opened_elsewhere(company: Company, level: str) -> None:
    """Another process opens the contact of somebody else: nobody tells this one."""
    held = {"module": "contacts", "record_id": company.record("sales", "contacts", "other")}
    held["holder"] = f"user:{company.people['sales'].user_id}"
    Grant.objects.update_or_create(**held, defaults={"level": level, "made_at": clock.now()})


def known_here(company: Company, level: str) -> None:
    """This process knows that the contact is open so far, or to nobody without a level."""
    Grant.objects.filter(holder=f"user:{company.people['sales'].user_id}").delete()
    if level:
        opened_elsewhere(company, level)
    forget_everything()


@pytest.mark.parametrize(("before", "after"), [("", "read"), ("", "write"), ("read", "write")])
def test_every_call_answers_by_what_holds_now(company: Company, before: str, after: str) -> None:
    """A record, what surrounds it, what is done to it, and its files."""
    things, late, refused = Things(company), [], set()
    for operation in OPERATIONS:
        case = replace(HIDDEN, operation=operation)
        known_here(company, before)
        first = call(company, things, case).status_code
        assert before or first == 404, operation
        opened_elsewhere(company, after)
        at_once = call(company, things, case).status_code
        forget_everything()
        later = call(company, things, case).status_code
        if at_once != later:
            late.append(f"{operation}: {at_once}, then {later}")
        if later >= 400:
            refused.add(operation)
    assert late == []
    assert refused == NOT_BY_SHARES | (set() if after == "write" else {"PATCH /records/{module}/{record_id}"})


def test_what_is_hidden_costs_what_the_absent_costs(company: Company) -> None:
    """The same queries are sent, before and after the rights are read anew. (Ids of files are not to be guessed.)"""
    things, different = Things(company), []
    for operation in (one for one in OPERATIONS if "{record_id}" in one):
        asked = []
        for case in (HIDDEN, ABSENT):
            known_here(company, "")
            call(company, things, replace(case, operation=operation))
            with CaptureQueriesContext(connection) as captured:
                assert call(company, things, replace(case, operation=operation)).status_code == 404, operation
            sent = [one["sql"].split(" WHERE ")[0] for one in captured.captured_queries]
            asked.append([one for one in sent if "SAVEPOINT" not in one])
        if asked[0] != asked[1]:
            different.append(operation)
    assert different == []
