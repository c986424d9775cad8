"""Documents: versions, names, search; and that a file of one is seen by exactly those who see its record."""

from pathlib import Path
from typing import Any

import pytest
from tests.people import person

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.modules.documents.guards import named
from guanxi.records import files, finder, read, service
from guanxi.records.read import Query
from guanxi.records.timeline import timeline

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))


@pytest.fixture
def seller(db: None) -> Actor:
    """Who has a contact."""
    return person("sun", "sales")


@pytest.fixture
def parent(seller: Actor) -> str:
    """The contact beside which documents are put."""
    return f"contacts/{service.create(seller, 'contacts', {'name': '张三'}).record_id}"


def put(actor: Actor, name: str = "武汉框架合同.pdf", content: bytes = b"%PDF-1.4 one") -> str:
    return files.upload(actor, name, [content]).token


def add(actor: Actor, parent: str, *tokens: str, **values: Any) -> int:
    return service.create(
        actor, "documents", {"parent": parent, "versions": list(tokens), **values}
    ).record_id


def held(actor: Actor, record_id: int) -> dict[str, Any]:
    return read.get(actor, "documents", record_id).wire()["records"][0]


def test_a_document_is_named_and_sorted_by_its_file(seller: Actor, parent: str) -> None:
    token = put(seller)
    shown = held(seller, add(seller, parent, token))
    values = shown["values"]
    assert (values["name"], values["kind"], values["size"]) == ("武汉框架合同.pdf", "pdf", 12)
    assert values["versions"] == [token]
    [version] = shown["titles"]["versions"]
    assert version["id"] == token
    assert version["by"] == {"id": str(seller.user_id), "name": seller.name}
    assert version["at"]


def test_versions_are_kept_and_the_first_counts(seller: Actor, parent: str) -> None:
    first, second = put(seller), put(seller, "武汉框架合同-终稿.docx", b"PK\x03\x04 two")
    made = add(seller, parent, first)
    service.edit(seller, "documents", made, {"versions": [second, first]})
    values = held(seller, made)["values"]
    # The document keeps its name, with the ending of what it now is.
    assert (values["name"], values["kind"], values["size"]) == ("武汉框架合同.docx", "writing", 8)
    assert files.opened(seller, second).name == "武汉框架合同.docx"
    assert files.opened(seller, first).name == "武汉框架合同.pdf"
    service.edit(seller, "documents", made, {"versions": [first, second]})
    values = held(seller, made)["values"]
    assert (values["name"], values["kind"], values["versions"]) == (
        "武汉框架合同.pdf",
        "pdf",
        [first, second],
    )


def test_two_new_versions_at_once_are_a_conflict(seller: Actor, parent: str) -> None:
    made = add(seller, parent, first := put(seller))
    service.edit(seller, "documents", made, {"versions": [put(seller), first]}, version=1)
    with pytest.raises(Refusal, match="conflict"):
        service.edit(seller, "documents", made, {"versions": [put(seller), first]}, version=1)


def test_a_new_name_goes_with_the_file_and_keeps_its_ending(seller: Actor, parent: str) -> None:
    token = put(seller)
    made = add(seller, parent, token)
    service.edit(seller, "documents", made, {"name": "../2026/框架\u202efdp.exe"})
    assert held(seller, made)["values"]["name"] == "框架fdp.pdf"
    assert files.opened(seller, token).name == "框架fdp.pdf"
    assert held(seller, made)["values"]["versions"] == [token]


@pytest.mark.parametrize(
    ("wanted", "file_name", "name"),
    [("合同", "a.docx", "合同.docx"), ("合同.docx", "a.docx", "合同.docx"), ("合同.pdf", "a.docx", "合同.docx"),
     ("方案 2.0", "a.pdf", "方案 2.0.pdf"), ("说明", "LIESMICH", "说明"), ("x" * 300, "a.pdf", "x" * 196 + ".pdf"),
     (".docx", "a.docx", "docx.docx"), ("a\u202eb\u2066c", "a.png", "abc.png")],
)  # fmt: skip
def test_names(wanted: str, file_name: str, name: str) -> None:
    assert named(wanted, file_name) == name


def test_a_document_has_a_file_and_a_record(seller: Actor, parent: str) -> None:
    for values in ({"parent": parent}, {"versions": [put(seller)]}, {"parent": parent, "versions": []}):
        with pytest.raises(Refusal, match="required"):
            service.create(seller, "documents", values)


@pytest.mark.parametrize(
    "typed", ["框架", "合同", "武汉框架合同", "kuangjia", "hetong", "kjht", "pdf", "武漢"]
)
def test_it_is_found_by_its_name(seller: Actor, parent: str, typed: str) -> None:
    made = add(seller, parent, put(seller))
    other = person("li", "sales")
    groups = {owner.key: [hit.record_id for hit in hits] for owner, hits in finder.search(seller, typed, 8)}
    assert groups.get("documents") == [made]
    assert [row["id"] for row in read.page(seller, "documents", Query(search=typed)).rows] == [made]
    assert "documents" not in {owner.key for owner, _ in finder.search(other, typed, 8)}


def test_the_file_is_seen_by_who_sees_the_record(seller: Actor, parent: str) -> None:
    old, token = put(seller), put(seller)
    made = add(seller, parent, token, old)
    other, boss = person("li", "sales"), person("boss", "director")
    for one in (old, token):
        assert files.opened(boss, one).token == one
        with pytest.raises(NotFound):
            files.opened(other, one)
    with pytest.raises(Refusal, match="unknown_file"):
        add(other, f"contacts/{service.create(other, 'contacts', {'name': '李四'}).record_id}", token)
    service.write(seller, "documents", [service.Change("delete", made)]).only()
    with pytest.raises(NotFound):
        files.opened(seller, token)


def test_it_stands_in_the_timeline_of_its_record(seller: Actor, parent: str) -> None:
    made = add(seller, parent, put(seller))
    items, _ = timeline(seller, "contacts", int(parent.partition("/")[2]), None, 30, frozenset())
    assert [(item.kind, item.title) for item in items if item.module == "documents"] == [
        ("document", "武汉框架合同.pdf")
    ]
    only, _ = timeline(seller, "contacts", int(parent.partition("/")[2]), None, 30, frozenset({"document"}))
    assert [item.record_id for item in only] == [made]
    # A document has no documents, and its own timeline tells what became of it.
    own, _ = timeline(seller, "documents", made, None, 30, frozenset())
    assert {item.kind for item in own} == {"created"}
