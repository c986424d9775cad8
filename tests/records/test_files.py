"""Files on records: what is kept, who may put which file where, what is forgotten when."""

import errno
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.people import person

from guanxi.jobs.handlers import KINDS
from guanxi.jobs.queue import enqueue
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import blobs as blob_room
from guanxi.records import files, read, service
from guanxi.records.blobs import blobs
from guanxi.records.file_kinds import clean_name, kind_of
from guanxi.records.models import StoredFile
from guanxi.records.read import Query

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Contents lie in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def seller(db: None) -> Actor:
    """Who uploads."""
    return person("sun", "sales")


def put(actor: Actor, name: str = "名片.png", content: bytes = PNG) -> str:
    return files.upload(actor, name, [content]).token


def contact(actor: Actor, *tokens: str) -> int:
    return service.create(actor, "contacts", {"name": "张三", "card": list(tokens)}).record_id


def values(actor: Actor, record_id: int) -> Any:
    page = read.get(actor, "contacts", record_id).wire()["records"][0]
    return page["values"]["card"], page["titles"].get("card")


def test_a_file_comes_onto_a_record_and_back(seller: Actor) -> None:
    first, second = put(seller), put(seller, "背面.png")
    record = contact(seller, first, second)
    tokens, titles = values(seller, record)
    assert tokens == [first, second]
    assert titles == [{"id": first, "name": "名片.png", "size": len(PNG), "type": "image/png"},
                      {"id": second, "name": "背面.png", "size": len(PNG), "type": "image/png"}]  # fmt: skip
    service.edit(seller, "contacts", record, {"card": [second]})
    assert values(seller, record)[0] == [second]
    service.edit(seller, "contacts", record, {"card": [second, first]})
    assert values(seller, record)[0] == [second, first]
    service.edit(seller, "contacts", record, {"card": None})
    assert values(seller, record) == ([], None)
    assert StoredFile.objects.filter(module="").count() == 2


def test_nothing_sent_is_no_change(seller: Actor) -> None:
    token = put(seller)
    record = contact(seller, token)
    assert service.edit(seller, "contacts", record, {"card": [token]}).version == 1


def test_a_file_is_on_one_record(seller: Actor) -> None:
    token = put(seller)
    contact(seller, token)
    for changes in ({"name": "李四", "card": [token]}, {"name": "李四", "card": ["0" * 32]}):
        with pytest.raises(Refusal) as caught:
            service.create(seller, "contacts", changes)
        assert caught.value.code == "unknown_file"
    other = put(seller)
    outcome = service.write(
        seller,
        "contacts",
        [service.Change("create", values={"name": name, "card": [other]}) for name in "甲乙"],
    )
    assert [len(outcome.saved), len(outcome.refused)] == [1, 1]


def test_files_of_others_cannot_be_taken(seller: Actor) -> None:
    stranger = person("li", "sales")
    token = put(stranger)
    with pytest.raises(Refusal) as caught:
        contact(seller, token)
    assert caught.value.code == "unknown_file"
    assert StoredFile.objects.get(token=token).module == ""


def test_who_sees_the_record_sees_the_file(seller: Actor) -> None:
    stranger, director = person("li", "sales"), person("qian", "director")
    token = put(seller)
    assert files.opened(seller, token).name == "名片.png"
    for actor in (stranger, director):
        with pytest.raises(NotFound):
            files.opened(actor, token)
    record = contact(seller, token)
    assert files.opened(director, token)
    assert files.opened(seller, token)
    with pytest.raises(NotFound):
        files.opened(stranger, token)
    service.write(seller, "contacts", [service.Change("delete", record)]).only()
    with pytest.raises(NotFound):
        files.opened(seller, token)
    with pytest.raises(NotFound):
        files.opened(seller, "zz")


def test_a_hidden_field_hides_its_files(seller: Actor) -> None:
    from guanxi.access.models import Role
    from guanxi.access.rights import forget

    token = put(seller)
    contact(seller, token)
    Role.objects.filter(key="sales").update(fields={"contacts": {"card": "hidden"}})
    forget()
    with pytest.raises(NotFound):
        files.opened(seller, token)
    page = read.page(seller, "contacts", Query()).wire()
    assert "card" not in page["records"][0]["values"]
    assert "名片" not in str(page)


def test_conditions_and_search(seller: Actor) -> None:
    record = contact(seller, put(seller, "Vertrag 合同.PDF"))
    other = service.create(seller, "contacts", {"name": "李四"}).record_id

    def found(**asked: Any) -> list[int]:
        return [int(row["id"]) for row in read.page(seller, "contacts", Query(**asked)).rows]

    assert found(criteria={"field": "card", "op": "not_empty"}) == [record]
    assert found(criteria={"field": "card", "op": "empty"}) == [other]
    assert found(criteria={"field": "card", "op": "contains", "value": "合同.pdf"}) == [record]
    assert found(criteria={"field": "card", "op": "not_contains", "value": "合同"}) == [other]
    assert found(search="合同") == found(search="vertrag") == [record]


def test_loose_files_are_forgotten_after_a_day(seller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, twin = put(seller, content=b"kept"), put(seller, content=b"kept")
    loose = put(seller, content=b"loose")
    contact(seller, kept)
    digest = StoredFile.objects.get(token=loose).digest
    now = clock.now()
    monkeypatch.setattr(blob_room, "YOUNG_SECONDS", -1.0)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=25))
    assert KINDS.get("records.tidy_files")
    enqueue("records.tidy_files", {})
    run_until_idle()
    assert list(StoredFile.objects.values_list("token", flat=True)) == [kept]
    assert twin != kept
    with pytest.raises(FileNotFoundError):
        blobs().open(digest)
    with blobs().open(StoredFile.objects.get(token=kept).digest) as content:
        assert content.read() == b"kept"


def test_limits(seller: Actor, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(files, "MOST_MB", 1)
    with pytest.raises(Refusal) as caught:
        files.upload(seller, "big", [b"x" * 1024 * 700] * 2)
    assert (caught.value.code, caught.value.status) == ("file_too_large", 413)
    monkeypatch.setattr(blob_room.os, "fsync", _full)
    with pytest.raises(Refusal) as caught:
        put(seller)
    assert (caught.value.code, caught.value.status) == ("no_space", 507)
    assert not [path for path in (home / "files").rglob("*") if path.is_file()]
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    monkeypatch.setenv("GUANXI_HOME", str(home))
    monkeypatch.setattr(files, "MOST_LOOSE", 1)
    put(seller)
    with pytest.raises(Refusal) as caught:
        put(seller)
    assert caught.value.code == "too_many_loose_files"


def test_people_without_any_field_for_files_upload_none(db: None) -> None:
    with pytest.raises(Refusal) as caught:
        put(person("nobody"))
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a.png", "a.png"), ("../../etc/passwd", "passwd"), ("C:\\temp\\b.txt", "b.txt"), ("a\r\nb\0.txt", "ab.txt"),
        ("名\u202egnp.exe", "名gnp.exe"), ("", "file"), (None, "file"), ("...", "file"), (".htaccess", "htaccess"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"), ("e\u0301.txt", "é.txt"),
    ],
)  # fmt: skip
def test_names(raw: str | None, clean: str) -> None:
    assert clean_name(raw) == clean


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (PNG, "a.html", "image/png"), (b"<html><script>", "a.png", "text/plain"), (b"%PDF-1.7", "a", "application/pdf"),
        (b"PK\x03\x04..", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04..", "a.png", "application/zip"), (b"\0\1", "a.txt", "application/octet-stream"),
        ("汉".encode()[:2], "a.txt", "text/plain"), (b"", "a", "application/octet-stream"),
        (b"RIFF0000WEBPVP8 ", "a", "image/webp"), (b"<svg xmlns=", "a.svg", "text/plain"),
    ],
)  # fmt: skip
def test_kinds(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


def _full(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "full")
