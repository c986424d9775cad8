"""Fields that a role does not let its people read: their values are in no byte of any channel, and cannot be asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.api.authorisation import Case, Things, call, operations
from tests.api.canaries import (
    CANARY,
    EMAIL,
    PHONE,
    VALUES,
    aftermath,
    canary_file,
    overheard,
    silent,
    song,
    sung,
    taken_along,
    text_of,
)
from tests.api.company import MODULES, make_company
from tests.people import person

from guanxi.access.accounts import new_token
from guanxi.access.models import Department, Role, User
from guanxi.access.scopes import VERBS
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service
from guanxi.records.service import Change
from guanxi.schema.modules import module

pytestmark = pytest.mark.both_in_full
NARROW = "narrow"
# What a child of several values may be left with is no canary of the record's own.
KINDS = [
    ("hidden", True, "all"),
    ("masked", True, "own"),
    pytest.param(("hidden", False, "own"), marks=pytest.mark.slow),
    pytest.param(("masked", False, "all"), marks=pytest.mark.slow),
]
# References and files have no canary of their own, but what they point at has.
_ALSO = {"contacts": ("employments", "card"), "activities": ("attachments",), "gadgets": ("files",)}


class Narrowed:
    """A company with somebody who reads no field that holds a canary; the records are that person's own."""

    def __init__(self, level: str, titles: bool, scope: str) -> None:
        self.company = make_company()
        self.level = level
        self.fields = {
            key: [
                name
                for name in (*sung(key), *_ALSO.get(key, ()))
                if titles or name != module(key).title_field
            ]
            for key in MODULES
        }
        fields = {key: dict.fromkeys(names, level) for key, names in self.fields.items()}
        rights = {"*": dict.fromkeys(VERBS, scope)}
        Role.objects.create(
            key=NARROW, name="窄", rights=rights, fields=fields, verbs=["audit.read", "people.manage"]
        )
        me = person("wang_narrow", NARROW, department=Department.objects.get(name="北区一组"))
        self.company.people[NARROW] = me
        self.company.tokens[NARROW] = new_token(User.objects.get(pk=me.user_id), "test")
        self.owner = str(me.user_id)
        self.records = self._records(titles)
        for key, record in self.records.items():
            self.company.records[key, "own", NARROW] = record
            self.company.records[key, "below", NARROW] = record
            self.company.records[key, "deleted", NARROW] = record

    def _records(self, titles: bool) -> dict[str, int]:
        named = {} if titles else {"name": "老王"}
        account = song("accounts", owner=self.owner, **named)
        contact = song("contacts", owner=self.owner, account=str(account), birthday="1987-06-05", card=[canary_file()],
                       **({"surname": "王", "given_name": "老", **named} if named else {}))  # fmt: skip
        subject = {} if titles else {"subject": "拜访"}
        activity = song("activities", owner=self.owner, kind="task", contact=str(contact), attachments=[canary_file()],
                        **subject)  # fmt: skip
        gadget = song("gadgets", owner=self.owner, account=str(account), files=[canary_file()], **named)
        return {"accounts": account, "contacts": contact, "activities": activity, "gadgets": gadget}


@pytest.fixture(params=KINDS, ids=str)
def narrowed(request: pytest.FixtureRequest, db: None, own_home: Path, gadgets: str) -> Narrowed:
    """Each level, with titles that may be read and without, among own records and among all."""
    return Narrowed(*request.param)


def _stir(narrowed: Narrowed) -> None:
    """Others change what is hidden, so that trails, timelines, notices and the search tell of it if they can."""
    director = str(narrowed.company.people["director"].user_id)
    for key, record in narrowed.records.items():
        fresh = {name: f"{CANARY} 新" for name, item in sung(key).items()
                 if name in narrowed.fields[key] and item.type in ("text", "longtext") and not item.readonly}  # fmt: skip
        done = service.write(SYSTEM, key, [Change("edit", record, {**fresh, "owner": director})])
        assert done.saved or {one.field for one in done.refused[0].refusals} <= set(fresh)
        values = {"owner": narrowed.owner}
        version = narrowed.company.call("director", "get", f"/records/{key}/{record}").json()["version"]
        changed = narrowed.company.call("director", "patch", f"/records/{key}/{record}", {"values": values},
                                        If_Match=f'"{version}"')  # fmt: skip
        assert changed.status_code == 200
        typed = {
            "criteria": {"field": "external_id", "op": "equals", "value": f"{CANARY}-x"},
            "search": CANARY,
        }
        narrowed.company.call("director", "post", f"/records/{key}/query", typed)
        narrowed.company.call("director", "get", f"/search?q={CANARY}")
        told = narrowed.company.call("director", "get", f"/records/{key}/{record}").json()["values"]
        for token in (one for name in ("card", "files", "attachments") for one in told.get(name) or ()):
            narrowed.company.call("director", "get", f"/files/{token}")


def _channels(narrowed: Narrowed) -> Iterator[tuple[str, str]]:
    """Everything that the person can call, what it exports, and what is left afterwards."""
    company, things = narrowed.company, Things(narrowed.company)
    for operation in sorted(operations()):
        for key in MODULES if "{module}" in operation else ("",):
            for target in ("own", "any"):
                case = Case(operation, key, target, NARROW, 0)
                try:
                    things.path(case)
                except KeyError:
                    continue
                answer = call(company, things, case)
                headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
                yield str(case), f"{text_of(answer.getvalue())}\n{headers}"
                assert answer.status_code < (422 if operation.startswith("GET") else 500), (
                    case,
                    answer.content,
                )
    for key in MODULES:
        # As others see them: by a colleague who reads everything.
        for colleague in ("director", NARROW):
            path = f"/people/{company.people[colleague].user_id}/sight/{key}"
            yield path, text_of(company.call(NARROW, "get", path).getvalue())
        for text in taken_along(company, NARROW, key):
            yield f"export of {key}", text
    yield from aftermath(company, NARROW)


def test_no_canary_in_any_channel(narrowed: Narrowed) -> None:
    wrong = []
    with overheard(narrowed.level):
        _stir(narrowed)
        for what, text in _channels(narrowed):
            try:
                silent(text, what)
            except AssertionError as found:
                wrong.append(str(found))
    assert wrong == []


def _asked(narrowed: Narrowed) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every way to ask for a field by its name: module, address, body."""
    for key in MODULES:
        module_key, fields = key, module(key).fields
        for name in narrowed.fields[key]:
            shape: dict[str, Any] = {"module": module_key, "name": "x"}
            for op in fields[name].kit.operators:
                told = {"field": name, "op": op, "value": VALUES.get(fields[name].type, "x")}
                yield key, f"/records/{key}/query", {"criteria": told}
                yield key, f"/records/{key}/query", {"criteria": {"not": told}, "count": "exact"}
            empty = {"field": name, "op": "empty"}
            yield key, f"/records/{key}/query", {"sort": [f"-{name}"]}
            yield key, f"/records/{key}/query", {"sums": [name]}
            yield key, f"/records/{key}/upsert", {"key": name, "records": [{"values": {}}]}
            yield key, f"/records/{key}/bulk", {"criteria": empty, "verb": "delete"}
            yield key, f"/records/{key}/bulk", {"all": True, "verb": "edit", "values": {name: None}}
            yield key, "/exports", {"module": key, "criteria": empty}
            yield key, "/exports", {"module": key, "all": True, "sort": [name]}
            yield key, "/views", {**shape, "criteria": empty}
            yield key, "/views", {**shape, "sort": [name]}
            yield key, "/views", {**shape, "columns": [name]}
            if narrowed.level == "hidden":
                yield key, f"/records/{key}/query", {"columns": [name]}
                yield key, "/exports", {"module": key, "all": True, "columns": [name]}
            for other in MODULES:
                for hop in (one.key for one in module(other).lookups.values() if one.target == key):
                    yield other, f"/records/{other}/query", {"criteria": {**empty, "field": f"{hop}.{name}"}}
                for one in (one for one in module(other).related if one.module == key):
                    tree = {"relation": one.key, "op": "at_least", "count": 1, "where": empty}
                    yield other, f"/records/{other}/query", {"criteria": tree}


def test_nothing_can_be_asked_of_it(narrowed: Narrowed) -> None:
    """Neither conditions nor order, sums, keys, saved lists, bulk work and files: as if there were no such field."""
    wrong = []
    with transaction.atomic():
        for key, path, body in _asked(narrowed):
            answer = narrowed.company.call(NARROW, "post", path, body)
            codes = {one["code"] for one in answer.json().get("errors", ())}
            if answer.status_code != 422 or not codes <= {"unknown_field", "readonly"}:
                wrong.append(f"{key} {path} {body}: {answer.status_code} {answer.content[:200]!r}")
    assert wrong == []


def test_it_is_not_guessed(narrowed: Narrowed) -> None:
    """Neither the hint of duplicates nor what a record may be changed to tells whether a guess is right."""
    company = narrowed.company
    for key, record in narrowed.records.items():
        right = {name: VALUES[item.type] for name, item in sung(key).items() if name in narrowed.fields[key]}
        answer = company.call(NARROW, "post", f"/records/{key}/duplicates", {"values": right})
        assert answer.json() == {"matches": []}, key
        for name, value in right.items():
            told = [company.call(NARROW, "patch", f"/records/{key}/{record}", {"values": {name: one}}, If_Match='"1"')
                    for one in (value, None)]  # fmt: skip
            assert [one.status_code for one in told] == [422, 422], name
            assert told[0].content == told[1].content, name


SEARCHES = (
    CANARY,
    "qzx",
    PHONE,
    "0412",
    EMAIL,
    "qzx-hidden.example",
    "kanarienvogel",
    "金丝",
    "备注",
    "广东",
)


def test_it_is_not_searched(narrowed: Narrowed) -> None:
    """A text finds no record by what its reader may not read."""
    company = narrowed.company
    for typed in SEARCHES:
        found = company.call(NARROW, "get", f"/search?q={typed}")
        assert found.json().get("groups") == [], found.content
        for key in MODULES:
            assert company.call(NARROW, "get", f"/pick/{key}?q={typed}").json()["items"] == [], typed
            body = {"search": typed, "count": "exact"}
            found = company.call(NARROW, "post", f"/records/{key}/query", body).json()
            assert (found["records"], found["count"]["value"]) == ([], 0), typed
