"""Tags of many records at once lose none that somebody else sets meanwhile."""

from typing import Any

import pytest
from tests.people import person

from guanxi.jobs.worker import run_until_idle
from guanxi.records import bulk, read, tagging
from guanxi.records.service import Change, create, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_tag_set_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    seller = person("seller", "sales")
    own, theirs = (str(tagging.add(seller, label, None, "ink").pk) for label in ("批量甲", "别人的乙"))
    key = create(seller, "contacts", {"name": "章楚然"}).record_id
    assert key is not None

    def late(*given: Any) -> Any:
        monkeypatch.setattr(bulk, "write", write)
        write(seller, "contacts", [Change("edit", key, {"tags": [theirs]})])
        return write(*given)

    monkeypatch.setattr(bulk, "write", late)
    job = bulk.start(seller, "contacts", "tag", read.Query(), {"tags": [own]}, [key])
    run_until_idle()
    tags = read.get(seller, "contacts", key).rows[0]["tags"]
    job.refresh_from_db()
    assert theirs in map(str, tags)
    assert own in map(str, tags) or job.result["refused"]
