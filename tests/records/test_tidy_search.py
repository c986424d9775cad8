"""The index of searches is one piece again after a night, and finds what it found."""

import pytest
from django.db import connection
from tests.people import person

from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.records import read
from guanxi.records.service import Change, create, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
# Where the marks of deleted documents stand among the pages of the index.
_MARKS = "SELECT count(*) FROM search_fts_data WHERE id >= 9007199254740992"


def marks() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_MARKS)
        return int(cursor.fetchone()[0])


def test_a_night_takes_the_marks_of_changes_away() -> None:
    seller = person("seller", "sales")
    keys = [create(seller, "contacts", {"name": f"章楚然{number}"}).record_id for number in range(30)]
    for key in keys[:10]:
        write(seller, "contacts", [Change("edit", key, {"name": "欧阳改"})])
    write(seller, "contacts", [Change("delete", key) for key in keys[10:20]])

    def found(typed: str) -> set[int]:
        return {row["id"] for row in read.page(seller, "contacts", read.Query(search=typed, limit=100)).rows}

    before = {typed: found(typed) for typed in ("zcr", "章楚", "ouyang")}
    if connection.vendor == "sqlite":
        assert marks() > 0
    for _ in range(2):
        job = enqueue("records.tidy_search", {}, None)
        run_until_idle()
        job.refresh_from_db()
        assert job.state == "done", job.error
    if connection.vendor == "sqlite":
        assert marks() == 0
        assert job.result == {"steps": 0}
    assert {typed: found(typed) for typed in before} == before
    assert len(before["zcr"]) == 10
    assert len(before["ouyang"]) == 10
