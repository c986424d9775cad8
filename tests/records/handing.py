"""Somebody with five hundred records and all that belongs to them, and a handover of these, for tests."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from guanxi.access.rights import forget
from guanxi.jobs.models import Job
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records import files
from guanxi.records.handover import service
from guanxi.records.handover.rules import Rule
from guanxi.records.handover_models import Handover
from guanxi.records.models import StoredFile, Tag
from guanxi.records.service import Change, write
from guanxi.records.sharing import Offer, share
from guanxi.schema.modules import module

CITIES = ("上海", "北京")


def many(actor: Actor, key: str, rows: Sequence[dict[str, Any]]) -> list[int]:
    """New records; their ids."""
    outcome = write(actor, key, [Change("create", values=row, kept=row.pop("kept", {})) for row in rows])
    assert not outcome.refused, outcome.refused[0].refusals[0].code
    return [saved.record_id for saved in outcome.saved]


def upload(actor: Actor, name: str, content: bytes) -> str:
    """A file of the actor's on no record."""
    return files.upload(actor, name, [content]).token


def belongings(seller: Actor, accounts: int, contacts: int, tasks: int) -> dict[str, list[int]]:
    """Records of somebody with entries, tags, other columns, files in versions, comments, talks, shares."""
    tag = Tag.objects.create(label="重点", label_normal="重点", color="ochre", path="/1/")
    firms = many(seller, "accounts", [
        {"name": f"甲公司{n}", "phones": [{"value": f"0512 6666 {n:04}", "type": "work"}], "tags": [str(tag.pk)],
         "addresses": [{"kind": "office", "city": CITIES[n % 2], "street": f"{n} 号"}],
         "kept": {"other_columns": {"原系统编号": f"A-{n}", "等级": "甲"}}}
        for n in range(accounts)
    ])  # fmt: skip
    people = many(seller, "contacts", [
        {"name": f"张{n}", "account": str(firms[n % accounts]) if accounts and n % 5 else None, "title": "经理",
         "phones": [{"value": f"138{n:08}", "type": "mobile", "main": True}, {"value": f"139{n:08}", "type": "work"}],
         "emails": [{"value": f"zhang{n}@firm{n % 7}.example"}], "socials": [{"kind": "wechat", "value": f"wx_{n}"}],
         "tags": [str(tag.pk)], "kept": {"other_columns": {"爱好": "围棋", "行": n}}}
        for n in range(contacts)
    ])  # fmt: skip
    talks = many(seller, "activities", [
        {"kind": "call", "subject": f"谈{n}", "content": "长谈", "contact": str(people[n % contacts])}
        for n in range(contacts)
    ])  # fmt: skip
    todo = many(seller, "activities", [
        {"kind": "task", "subject": f"办{n}", "contact": str(people[n % contacts])} for n in range(tasks)
    ])  # fmt: skip
    for n in range(0, contacts, 10):
        parent = f"contacts/{people[n]}"
        many(seller, "comments", [{"parent": parent, "text": f"说明{n}"}])
        versions = [upload(seller, f"方案{n}.txt", f"第{v}版{n}".encode()) for v in (2, 1)]
        many(seller, "documents", [{"parent": parent, "versions": versions}])
    edit = Change("edit", people[1], {"card": [upload(seller, "名片.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20)]})
    assert not write(seller, "contacts", [edit]).refused
    return {"accounts": firms, "contacts": people, "talks": talks, "tasks": todo}


def opened_to(seller: Actor, record_id: int, holder: str) -> None:
    """Let somebody work on a contact."""
    share(seller, "contacts", record_id, Offer(holder, "write", "collaborator", "售前"))


def all_to(person: int) -> dict[str, Rule]:
    """Everything to one, what lies below with what is above."""
    return {
        "accounts": Rule("one", (person,)),
        "contacts": Rule("follow", rest=person),
        "activities": Rule("follow", rest=person),
    }


def run(row: Handover) -> Handover:
    """Let the worker work; the handover as it is then."""
    Job.objects.filter(pk=row.job_id).update(run_after=clock.now())
    run_until_idle()
    row.refresh_from_db()
    forget()
    return row


def pages(actor: Actor, row: Handover) -> list[str]:
    """The text of each page of the certificate."""
    stream, _ = service.certificate(actor, row.pk)
    with stream:
        paper = pypdfium2.PdfDocument(stream.read())
    return [paper[n].get_textpage().get_text_range() for n in range(len(paper))]


def state_of(key: str) -> dict[int, dict[str, Any]]:
    """All columns of all records of a module."""
    return {row["id"]: row for row in module(key).model._default_manager.values()}


def spoil(token: str, home: Path) -> None:
    """Write something else where a file lies."""
    digest = StoredFile.objects.get(token=token).digest
    (home / "files" / digest[:2] / digest).write_bytes(b"something else")
