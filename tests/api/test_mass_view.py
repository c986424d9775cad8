"""What the API tells of lists: records with personal fields, whatever a program reads, each once; and no write for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.api.browser import employed
from tests.api.company import Company

from guanxi.access.models import Role, User
from guanxi.api import seen
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.recent import forget_everything
from guanxi.records import service
from guanxi.trail.models import AuditRow
from guanxi.trail.notes import flush

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    seen._listed.clear()


def listed() -> list[tuple[str, int]]:
    """What was told: module and how many records."""
    flush()
    rows = AuditRow.objects.filter(verb="list").order_by("pk")
    return [(row.module, len(row.changes["ids"][1])) for row in rows]


def test_a_person_s_lists_count_with_personal_fields_alone() -> None:
    wang = employed("wang", "sales")
    owner = str(User.objects.get(username="wang").pk)
    for number in range(3):
        service.create(
            SYSTEM,
            "contacts",
            {"name": f"客户{number}", "owner": owner, "phones": [{"value": "13800138000"}]},
        )
    wang.api("post", "/records/contacts/query", {"columns": ["stage"]})
    path, body = "/records/contacts/query", {"columns": ["name", "phones"]}
    named = listed()
    seen._listed.clear()
    with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
        assert len(wang.api("post", path, body).json()["records"]) == 3
    assert not [query for query in captured.captured_queries if "INSERT" in query["sql"]]
    wang.api("post", path, body)
    assert listed()[len(named) :] == [("contacts", 3)]
    Role.objects.filter(key="sales").update(fields={"contacts": {"phones": "masked", "name": "masked"}})
    forget_everything()
    seen._listed.clear()
    wang.api("post", path, body)
    assert len(listed()) == len(named) + 1


def test_whatever_a_program_reads_counts(company: Company) -> None:
    def query(**more: str) -> str:
        body = {"columns": ["stage"], "limit": 5, **more}
        return str(company.call("director", "post", "/records/contacts/query", body).json()["next_cursor"])

    cursor = query()
    assert listed() == [("contacts", 5)]
    query()
    assert listed() == [("contacts", 5)]
    query(cursor=cursor)
    assert listed() == [("contacts", 5)] * 2
    company.call("director", "get", "/pick/accounts?limit=4")
    company.call(
        "director",
        "get",
        f"/records/accounts/{company.record('director', 'accounts', 'own')}/related/contacts",
    )
    company.call("director", "get", "/search?q=own")
    assert {key for key, _ in listed()} >= {"contacts", "accounts", "activities"}
