"""Fills an empty database for measurements, past the doors: rows as the doors would have stored them."""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from bench import names
from guanxi.access.accounts import create_user
from guanxi.access.models import Company, Department, User
from guanxi.kernel import bulk
from guanxi.kernel.money import Money
from guanxi.records import search_store, search_tokens
from guanxi.records.childkit import ChildType
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
CHUNK = 5000
USERS = 200
STAGES = ("new", "new", "contacted", "contacted", "qualified", "proposal", "negotiation", "won", "lost")


def fill(contacts: int) -> None:
    """Load `contacts` contacts, a fifth as many accounts and three times as many activities."""
    chance = random.Random(7)
    _people()
    accounts = contacts // 5
    _timed("accounts", lambda: _load(module("accounts"), _accounts(chance, accounts)))
    _timed("contacts", lambda: _load(module("contacts"), _contacts(chance, contacts, accounts)))
    _timed("activities", lambda: _load(module("activities"), _activities(chance, contacts * 3, contacts)))
    with connection.cursor() as cursor:
        # PostgreSQL does both by itself within minutes.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":
            records = [module(key).model._meta.db_table for key in ("accounts", "contacts", "activities")]
            for table in ("records_phoneentry", "records_emailentry", *records):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )  # safe sql: own table names


def forget_later(contacts: int) -> None:
    """Take away the contacts that a measurement made after the first so many."""
    model = module("contacts").model
    ids = list(model._default_manager.filter(pk__gt=contacts).values_list("pk", flat=True))
    search_store.remove("contacts", ids)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM contacts_contact WHERE id > %s", [contacts])


def _people() -> None:
    Company.objects.create(name="Bench")
    root = Department.objects.create(name="公司")
    root.path = f"/{root.pk}/"
    root.save()
    for number in range(10):
        made = Department.objects.create(name=f"销售{number + 1}部", parent=root)
        made.path = f"{root.path}{made.pk}/"
        made.save()
    leaves = list(Department.objects.exclude(pk=root.pk))
    create_user("director", "负责人", "bench-password-1", ["administrator", "director"])
    seller = create_user("seller", "销售一号", "bench-password-1", ["sales"])
    manager = create_user("manager", "经理一号", "bench-password-1", ["manager"])
    for user in (seller, manager):
        user.department = leaves[0]
        user.save()
    rows = [
        User(username=f"u{n}", name=f"员工{n}", password="!", department=leaves[n % 10]) for n in range(USERS)
    ]
    User.objects.bulk_create(rows)


def _owner(number: int) -> int:
    return number % (USERS + 2) + 2


def _moment(chance: random.Random, days: int) -> datetime:
    return NOW - timedelta(seconds=chance.randint(0, days * 86400))


def _accounts(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    industries = sorted(module("accounts").field("industry").option_values)
    for number in range(1, count + 1):
        yield {
            "id": number,
            "name": names.company(chance, number),
            "industry": chance.choice(industries),
            "stage": chance.choice(("potential", "customer", "lost")),
            "owner": _owner(number),
            "at": _moment(chance, 700),
        }


def _contacts(chance: random.Random, count: int, accounts: int) -> Iterator[dict[str, Any]]:
    sources = sorted(module("contacts").field("source").option_values)
    for number in range(1, count + 1):
        account = number % accounts + 1
        phone = f"+861{chance.choice('3578')}{chance.randint(0, 999999999):09d}"
        yield {
            "id": number,
            "name": names.person(chance),
            "account": account,
            "title": chance.choice(names.TITLES),
            "stage": chance.choice(STAGES),
            "source": chance.choice(sources),
            "expected_amount": Money(Decimal(chance.randint(1, 500) * 1000), "CNY"),
            "phones": ({"value": phone, "type": "mobile", "main": True},),
            "emails": ({"value": f"p{number}@c{account}.example.com", "type": "work", "main": True},),
            "last_contact_at": _moment(chance, 400),
            "owner": _owner(account),
            "at": _moment(chance, 700),
        }


def _activities(chance: random.Random, count: int, contacts: int) -> Iterator[dict[str, Any]]:
    texts = names.texts(chance, 3000)
    kinds = ("call", "call", "wechat", "email", "visit", "meeting", "note")
    for number in range(1, count + 1):
        contact = chance.randint(1, contacts)
        at = _moment(chance, 700)
        yield {
            "id": number,
            "kind": chance.choice(kinds),
            "content": chance.choice(texts),
            "contact": contact,
            "account": contact % (contacts // 5) + 1,
            "owner": _owner(contact % (contacts // 5) + 1),
            "at": at,
        }


class _Columns:
    """Turns canonical values into a row of the table; texts that recur are folded once."""

    def __init__(self, owner: ModuleDef) -> None:
        self.owner = owner
        self.plain = [item for item in owner.fields.values() if not item.kit.child]
        self.columns = ["id", "version"] + [
            column.removesuffix("_id") + "_id" if item.type in ("lookup", "user") else column
            for item in self.plain
            for column in item.kit.store(item, item.kit.clean(item, None))
        ]
        self._held: dict[tuple[str, Any], list[Any]] = {}

    def row(self, values: dict[str, Any]) -> list[Any]:
        found: list[Any] = [values["id"], 1]
        for item in self.plain:
            found += self._cells(item, values.get(item.key))
        return found

    def _cells(self, item: FieldDef, value: Any) -> list[Any]:
        if value is None or item.type in ("longtext", "choice"):
            key = (item.key, value)
            if key not in self._held:
                self._held[key] = self._store(item, value)
            return self._held[key]
        return self._store(item, value)

    def _store(self, item: FieldDef, value: Any) -> list[Any]:
        value = item.kit.clean(item, None) if value is None else value
        cells = list(item.kit.store(item, value).values())
        return ["{}" if item.type == "json" else cell for cell in cells]


def _load(owner: ModuleDef, rows: Iterator[dict[str, Any]]) -> None:
    columns = _Columns(owner)
    marks = ", ".join(["%s"] * len(columns.columns))
    quoted = ", ".join(f'"{column}"' for column in columns.columns)
    table = owner.model._meta.db_table
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # safe sql: own table and column names
    titles: dict[int, str] = {}
    if owner.key != "accounts":
        titles = dict(module("accounts").model._default_manager.values_list("pk", "name"))
    for chunk in bulk.chunks(rows, CHUNK):
        for values in chunk:
            values["created_at"] = values["updated_at"] = values["at"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, [_adapted(columns.row(values)) for values in chunk])
            _children(owner, chunk)
            documents = {values["id"]: _tokens(owner, values, titles) for values in chunk}
            search_store.put(owner.key, documents)


def _adapted(row: list[Any]) -> list[Any]:
    if connection.vendor == "sqlite":
        return [str(cell.replace(tzinfo=None)) if isinstance(cell, datetime) else cell for cell in row]
    return row


_KNOWN: dict[tuple[str, str], list[str]] = {}


def _tokens(owner: ModuleDef, values: dict[str, Any], titles: dict[int, str]) -> list[str]:
    """As the door's, with the tokens of recurring texts kept."""
    around = []
    if owner.key == "contacts":
        around = [("company", titles[values["account"]])]
    kept: list[str] = []
    for kind, text in around:
        if (kind, text) not in _KNOWN:
            _KNOWN[kind, text] = search_tokens.lookup_tokens(owner, "account", text)
        kept += _KNOWN[kind, text]
    if owner.key == "activities":
        if ("long", values["content"]) not in _KNOWN:
            _KNOWN["long", values["content"]] = search_tokens.own_tokens(
                owner, {"content": values["content"]}
            )
        return _KNOWN["long", values["content"]]
    return list(dict.fromkeys([*search_tokens.tokens_of(owner, values, {}), *kept]))


def _children(owner: ModuleDef, chunk: list[dict[str, Any]]) -> None:
    for key, item in owner.fields.items():
        if isinstance(item.kit, ChildType):
            entries = [
                item.kit.table(module=owner.key, record_id=values["id"], main=True, **item.kit.row_of(entry))
                for values in chunk
                for entry in values.get(key) or ()
            ]
            if entries:
                item.kit.table._default_manager.bulk_create(entries, batch_size=1000)


def _timed(what: str, step: Any) -> None:
    start = time.perf_counter()
    step()
    sys.stderr.write(f"bench: {what} loaded in {time.perf_counter() - start:.0f} s\n")
