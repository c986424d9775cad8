"""Strings and numbers that stand in whatever is hidden, and every channel in which they must not be found."""

import io
import logging
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.api.company import BASE, Company

from guanxi.access.signins import SignIn
from guanxi.api import hub
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal
from guanxi.records import outbox, service
from guanxi.records.blobs import blobs
from guanxi.records.children.files import form_of
from guanxi.records.live import missed
from guanxi.records.models import StoredFile
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module
from guanxi.trail.notes import flush

CANARY = "金丝雀QZX"
PHONE = "13987650412"
EMAIL = "kanarienvogel@qzx-hidden.example"
FORBIDDEN = ("QZX", "qzx", "kanarienvogel", PHONE, "金丝雀", "测试zhao_stranger 的", "987654", "1987-06-0")
ADDRESS = {
    "country": "CN",
    "province": "广东省",
    "city": "",
    "district": "",
    "street": CANARY,
    "postcode": "",
}
# What tells the canary of each type; choices, references and switches have none.
VALUES: dict[str, Any] = {
    "text": CANARY, "longtext": f"{CANARY} 备注", "number": 987654, "money": {"amount": "987654.32", "currency": "CNY"},
    "date": "1987-06-05", "datetime": "1987-06-05T04:03:02Z", "email": EMAIL, "phone": PHONE,
    "url": "https://qzx-hidden.example/", "address": ADDRESS, "phones": [{"value": PHONE}], "emails": [{"value": EMAIL}],
    "socials": [{"kind": "wechat", "value": "qzx_wechat"}], "addresses": [{**ADDRESS, "kind": "office"}],
    "json": {CANARY: CANARY},
}  # fmt: skip
_EVERYBODYS = {"created_at", "updated_at", "created_by", "updated_by", "owner"}


def sung(module_key: str) -> dict[str, FieldDef]:
    """The fields of a module into which a canary fits."""
    fields = module(module_key).fields.items()
    return {key: item for key, item in fields if item.type in VALUES and key not in _EVERYBODYS}


def song(module_key: str, **values: Any) -> int:
    """A record with a canary in every field that can hold one; its id."""
    found = {**{key: VALUES[item.type] for key, item in sung(module_key).items()}, **values}
    while True:
        try:
            return service.create(SYSTEM, module_key, found).record_id
        except Refusal as refusal:
            # A code, a percentage or a name in parts has rules of its own.
            if refusal.field not in found:
                raise
            del found[refusal.field]


def canary_file(name: str = f"{CANARY}.pdf", holder: int | None = None) -> str:
    """A file that the program itself has sent; its token."""
    blob = blobs().put([b"%PDF-1.4 " + CANARY.encode()], 100)
    parts = {"name": name, "name_normal": form_of(name), "size": blob.size, "kind": "application/pdf"}
    token = secrets.token_hex(16)
    StoredFile.objects.create(
        token=token, module="", record_id=0, digest=blob.digest, created_at=clock.now(), holder_id=holder, **parts
    )  # fmt: skip
    return token


def text_of(body: bytes) -> str:
    """A body as text; of a workbook, its parts."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


def silent(text: str, what: str, forbidden: tuple[str, ...] = FORBIDDEN) -> None:
    """Asserts that no canary is in a text, written plainly or escaped."""
    for word in forbidden:
        for form in (word, word.encode("unicode_escape").decode()):
            at = text.find(form)
            assert at < 0, f"{what}: {word} in …{text[max(at - 200, 0) : at + 60]}…"


@contextmanager
def overheard(what: str, forbidden: tuple[str, ...] = FORBIDDEN) -> Iterator[None]:
    """Everything that anybody logs meanwhile, however chatty the logs are set, holds no canary."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # Statements are logged by nobody: a database's log is a copy of the database.
    quiet = logging.getLogger("django.db.backends")
    quiet.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        silent(stream.getvalue(), f"{what}: log", forbidden)


def told_live(company: Company, role: str) -> str:
    """All that happened since the beginning, as an open page of the person is told it."""
    stream = hub.Stream(SignIn(company.people[role].user_id or 0, ""))
    hub._deliver(missed(0, 0) or [], [stream])
    stream.end()
    parts = []
    while (part := stream._waiting.get()) is not None:
        parts.append(part)
    return b"".join(parts).decode()


def taken_along(company: Company, role: str, module_key: str) -> Iterator[str]:
    """What the person takes along as files, and what the jobs of that say."""
    for file_format in ("csv", "xlsx"):
        body = {"module": module_key, "all": True, "format": file_format}
        for columns in ({}, {"columns": readable_of(company, role, module_key)}):
            started = company.call(role, "post", "/exports", {**body, **columns})
            yield text_of(started.getvalue())
            if started.status_code != 202:
                continue
            run_until_idle()
            told = company.call(role, "get", f"/exports/{started.json()['id']}")
            yield text_of(told.getvalue())
            assert told.json()["state"] == "done", told.json()
            yield text_of(company.call(role, "get", told.json()["url"].removeprefix(BASE)).getvalue())


def readable_of(company: Company, role: str, module_key: str) -> list[str]:
    """The fields of a module of which the person's schema tells."""
    modules = company.call(role, "get", "/schema").json()["modules"]
    return next(
        ([field["key"] for field in one["fields"]] for one in modules if one["key"] == module_key), []
    )


def aftermath(company: Company, role: str) -> Iterator[tuple[str, str]]:
    """What is left for the person when everything has happened: reactions, notices, jobs, events, the audit."""
    outbox.react_to_all()
    run_until_idle()
    flush()
    yield "events", told_live(company, role)
    for path in (
        "/notifications",
        "/jobs",
        "/audit?limit=200",
        "/today",
        "/tags",
        "/views?module=contacts",
        "/imports",
    ):
        yield path, text_of(company.call(role, "get", path).getvalue())
    started = company.call(role, "post", "/audit/export", {"format": "csv"})
    if started.status_code == 202:
        run_until_idle()
        told = company.call(role, "get", f"/exports/{started.json()['id']}").json()
        yield "audit file", text_of(company.call(role, "get", told["url"].removeprefix(BASE)).getvalue())
