"""Importers are told how their imports ended."""

import pytest
from tests.people import person

from guanxi.channels.inapp import inbox
from guanxi.exchange.notices import tell_importer
from guanxi.jobs.models import Job, State
from guanxi.kernel import clock
from guanxi.records.notices import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "state", "texts"),
    [
        ("exchange.run", State.DONE, ["导入完成：新建 3 条，更新 1 条，2 行待处理"]),
        ("exchange.run", State.FAILED, ["导入没有完成：找不到，或你没有权限查看。"]),
        ("exchange.check", State.FAILED, ["导入没有完成：找不到，或你没有权限查看。"]),
        ("exchange.check", State.DONE, []),
        ("exchange.run", State.CANCELLED, []),
    ],
)
def test_an_ended_import(kind: str, state: State, texts: list[str]) -> None:
    seller = person("seller", "sales")
    moment = clock.now()
    row = Job(
        kind=kind, state=state, owner_id=seller.user_id, run_after=moment, created_at=moment, finished_at=moment,
        payload={"project": 1}, result={"created": 3, "updated": 1, "waiting": 2, "failed": 0},
        error={"code": "not_found", "params": {}},
    )  # fmt: skip
    row.save()
    tell_importer(row)
    tell_importer(row)
    assert [text_of(item, "zh-CN") for item in inbox(seller.person_id, None, 9)] == texts
