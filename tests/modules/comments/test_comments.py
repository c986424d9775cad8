"""Comments: what they keep, and that a mention tells only whom the record is open to."""

from pathlib import Path
from typing import Any

import pytest
from tests.api.canaries import canary_file
from tests.people import person

from guanxi.access.models import User
from guanxi.access.rights import forget
from guanxi.channels.inapp import inbox
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.modules.comments.sight import candidates
from guanxi.records import finder, notices, read, service
from guanxi.records.timeline import timeline
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TITLE = "金丝雀公司"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))


@pytest.fixture
def seller(db: None) -> Actor:
    """Who has an account."""
    return person("sun", "sales")


@pytest.fixture
def boss(db: None) -> Actor:
    """Who sees it."""
    return person("boss", "director")


@pytest.fixture
def stranger(db: None) -> Actor:
    """Who does not."""
    return person("li", "sales")


@pytest.fixture
def account(seller: Actor) -> int:
    return service.create(seller, "accounts", {"name": TITLE}).record_id


def say(actor: Actor, account: int, text: str, *people: Actor) -> int:
    values = {
        "parent": f"accounts/{account}",
        "text": text,
        "mentions": [str(item.user_id) for item in people],
    }
    return service.create(actor, "comments", values).record_id


def held(actor: Actor, record_id: int) -> dict[str, Any]:
    return read.get(actor, "comments", record_id).wire()["records"][0]


def bell(actor: Actor) -> list[str]:
    rows = inbox(actor.user_id or 0, None, 20)
    titles = notices.titles_now(actor, rows)
    return [notices.text_of(row, "zh-CN", titles) for row in rows]


def test_a_comment_keeps_its_words(seller: Actor, account: int) -> None:
    made = say(seller, account, "<b>报价</b>  请看\n第二行" + "长" * 100)
    values = held(seller, made)["values"]
    assert values["text"].startswith("<b>报价</b>  请看\n第二行")
    assert values["excerpt"] == "<b>报价</b> 请看 第二行" + "长" * 63 + "…"
    assert (values["mentions"], values["edited_at"]) == ([], None)


def test_only_a_change_of_words_is_an_edit(seller: Actor, boss: Actor, account: int) -> None:
    made = say(seller, account, "请看")
    service.edit(seller, "comments", made, {"mentions": [str(boss.user_id)]})
    assert held(seller, made)["values"]["edited_at"] is None
    service.edit(seller, "comments", made, {"text": "请再看"})
    assert held(seller, made)["values"]["edited_at"] is not None


def test_who_sees_the_record_is_told_once(seller: Actor, boss: Actor, account: int) -> None:
    made = say(seller, account, "@测试boss 请看", boss, seller)
    assert bell(boss) == [f"测试sun在“{TITLE}”的评论里提到了你"]
    assert bell(seller) == []
    service.edit(seller, "comments", made, {"text": "@测试boss 请再看"})
    service.edit(seller, "comments", made, {"mentions": []})
    service.edit(seller, "comments", made, {"mentions": [str(boss.user_id)]})
    assert len(bell(boss)) == 1
    [notice] = inbox(boss.user_id or 0, None, 5)
    assert (notice.module, notice.record_id) == ("accounts", account)


def test_a_mention_gives_no_right_and_tells_nothing(
    seller: Actor, boss: Actor, stranger: Actor, account: int
) -> None:
    made = say(seller, account, "@测试li 请看", stranger, boss)
    assert inbox(stranger.user_id or 0, None, 5) == []
    for key, record_id in (("accounts", account), ("comments", made)):
        with pytest.raises(NotFound):
            read.get(stranger, key, record_id)
    assert finder.search(stranger, "请看", 8) == []
    assert len(bell(boss)) == 1


def test_the_title_is_told_only_as_long_as_the_record_is_open(
    seller: Actor, boss: Actor, account: int
) -> None:
    say(seller, account, "@测试boss", boss)
    user = User.objects.get(pk=boss.user_id)
    user.roles.clear()
    forget()
    [text] = bell(boss)
    assert TITLE not in text
    assert "看不到" in text


def test_people_who_left_are_not_told(seller: Actor, boss: Actor, account: int) -> None:
    User.objects.filter(pk=boss.user_id).update(is_active=False, password="x")
    forget()
    with pytest.raises(Refusal, match="unknown_record"):
        say(seller, account, "@测试boss", boss)


def test_the_picker_says_who_does_not_see_it(
    seller: Actor, boss: Actor, stranger: Actor, account: int
) -> None:
    found = candidates(seller, "accounts", account, "测试")
    assert [(item.user_id, item.sees) for item in found] == [(boss.user_id, True), (stranger.user_id, False)]
    with pytest.raises(NotFound):
        candidates(stranger, "accounts", account, "")


def test_it_stands_in_the_timeline(seller: Actor, boss: Actor, account: int) -> None:
    made = [say(seller, account, f"第 {number} 条", boss) for number in range(5)]
    seen, cursor = [], None
    while True:
        items, cursor = timeline(boss, "accounts", account, cursor, 2, frozenset({"comment"}))
        seen += [item.record_id for item in items]
        if cursor is None:
            break
    assert seen == made[::-1]
    items, _ = timeline(boss, "accounts", account, None, 1, frozenset({"comment"}))
    assert items[0].values["mentioned"] == [{"id": str(boss.user_id), "name": boss.name}]
    assert (items[0].actor_id, items[0].text) == (seller.user_id, "第 4 条")


def test_its_excerpt_is_not_set_by_hand(seller: Actor, account: int) -> None:
    with pytest.raises(Refusal, match="readonly"):
        service.create(seller, "comments", {"parent": f"accounts/{account}", "text": "a", "excerpt": "b"})
    assert module("comments").follows is not None


def test_a_file_beside_a_comment_is_seen_by_who_sees_its_record(
    seller: Actor, boss: Actor, stranger: Actor, account: int
) -> None:
    picture = canary_file("裂纹.png", seller.user_id)
    values = {"parent": f"accounts/{account}", "text": "请看", "attachments": [picture]}
    key = service.create(seller, "comments", values).record_id
    for actor in (seller, boss):
        [item] = [
            one
            for one in timeline(actor, "accounts", account, None, 9, frozenset())[0]
            if one.kind == "comment"
        ]
        assert [one["name"] for one in item.values["files"]] == ["裂纹.png"]
    with pytest.raises(NotFound):
        read.get(stranger, "comments", key)
    with pytest.raises(Refusal):
        service.edit(boss, "comments", key, {"attachments": []})
    service.edit(seller, "comments", key, {"attachments": []})
    [record] = read.get(boss, "comments", key).wire()["records"]
    assert record["values"]["attachments"] == []
