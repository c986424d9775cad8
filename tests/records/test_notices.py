"""Who is told when records change hands and when work ends."""

import pytest
from tests.people import person

from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.channels.inapp import inbox, mark_read
from guanxi.channels.models import Notification
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.records import bulk, export, service
from guanxi.records.notices import text_of, titles_now
from guanxi.records.read import Query

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def boss() -> Actor:
    return person("boss", "director")


@pytest.fixture
def seller() -> Actor:
    return person("seller", "sales")


def texts(actor: Actor, locale: str = "zh-CN") -> list[str]:
    found = inbox(actor.person_id, None, 100)
    titles = titles_now(actor, found)
    return [text_of(item, locale, titles) for item in found]


def test_a_new_owner_is_told_by_name(boss: Actor, seller: Actor) -> None:
    made = service.create(boss, "accounts", {"name": "测试公司"})
    service.edit(boss, "accounts", made.record_id, {"owner": str(seller.user_id)})
    assert texts(seller) == ["测试boss把“测试公司”交给了你"]
    assert texts(seller, "en") == ["测试boss assigned “测试公司” to you"]
    service.edit(boss, "accounts", made.record_id, {"name": "测试公司二"})
    service.create(seller, "accounts", {"name": "自己的"})
    service.write(
        SYSTEM,
        "accounts",
        [service.Change("create", values={"name": "系统的", "owner": str(seller.user_id)})],
    )
    assert texts(seller) == ["测试boss把“测试公司二”交给了你"]
    assert texts(boss) == []
    service.edit(boss, "accounts", made.record_id, {"owner": str(boss.user_id)})
    assert texts(seller) == ["测试boss曾把一条记录交给你，现在看不到了"]


def test_a_notice_of_a_module_that_is_closed_by_now_has_no_title(boss: Actor, seller: Actor) -> None:
    made = service.create(boss, "accounts", {"name": "测试公司"})
    service.edit(boss, "accounts", made.record_id, {"owner": str(seller.user_id)})
    Role.objects.filter(key="sales").update(rights={"contacts": {"view": "own"}})
    forget()
    assert texts(actor_of(seller.person_id, "test")) == ["测试boss曾把一条记录交给你，现在看不到了"]


def test_many_are_told_together(boss: Actor, seller: Actor) -> None:
    rows = [service.Change("create", values={"name": f"测试{number}"}) for number in range(30)]
    ids = [row.record_id for row in service.write(boss, "contacts", rows).saved]
    values = {"owner": str(seller.user_id)}
    bulk.start(boss, "contacts", "transfer", Query(), values, ids[:10])
    bulk.start(boss, "contacts", "transfer", Query(), values, ids[10:])
    run_until_idle()
    assert texts(seller) == ["测试boss把 30 条联系人交给了你"]
    assert texts(boss) == ["批量操作完成：20 条联系人", "批量操作完成：10 条联系人"]
    mark_read(seller.person_id, None)
    service.edit(boss, "contacts", ids[0], {"owner": str(boss.user_id)})
    bulk.start(boss, "contacts", "transfer", Query(), values, ids[:1])
    run_until_idle()
    assert texts(seller)[0] == "测试boss把 1 条联系人交给了你", "what was read is not counted up"


def test_an_export_tells_its_asker(
    boss: Actor, settings: object, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    service.create(boss, "accounts", {"name": "测试公司"})
    export.start(boss, "accounts", Query(), "csv")
    run_until_idle()
    assert texts(boss) == ["客户已导出 1 条，可以下载了"]
    assert texts(boss, "zh-TW") == ["客戶已匯出 1 筆，可以下載了"]


def test_a_failed_job_says_why_in_the_reader_s_language(boss: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from guanxi.access.models import User  # lazy: only here
    from guanxi.access.rights import forget  # lazy: only here

    export.start(boss, "accounts", Query(), "csv")
    User.objects.filter(pk=boss.user_id).update(is_active=False)
    forget()
    run_until_idle()
    assert texts(boss) == ["客户没有导出成功：请先登录。"]
    assert texts(boss, "en") == ["Accounts: the export did not finish: Sign in first."]
    assert Notification.objects.count() == 1
