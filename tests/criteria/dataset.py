"""A generated set of records: values near every edge that conditions look at."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from tests.people import department, person

from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.text import normal
from guanxi.records.children.files import form_of
from guanxi.records.models import StoredFile, Tag
from guanxi.records.service import Change, write
from guanxi.schema.modules import module

# Midnight of 1 March in Shanghai, on a Sunday: the ends of a day, a week and a month at once.
NOW = datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
MOMENTS = (NOW, NOW - timedelta(microseconds=1), datetime(2026, 3, 8, 6, 59, 59, tzinfo=UTC),
           datetime(2025, 12, 31, 23, 30, tzinfo=UTC))  # fmt: skip
ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "UTC")
WORDS = (
    "上海",
    "貿易",
    "贸易",
    "ACME",
    "acme",
    "Ａcme",
    "100%",
    "a_b",
    "ab",
    "é",
    "张三",
    "張三",
    "三",
    "\\",
    "O'Neil",
)
PHONES = ("+8613800138000", "+8613912348000", "+862112345678", "+8613912348000;ext=12")
EMAILS = ("Li@example.com", "li@example.com", "wang@example.org", "li@mail.example.com")
PLACES = ({"province": "上海市", "city": "上海市"}, {"province": "广东省", "city": "深圳市", "district": "南山区"},
          {"province": "广东省"}, {"street": "一路 1 号", "postcode": "200000"}, {"country": "DE"})  # fmt: skip
AMOUNTS = ("0", "1", "99.99", "100", "-5", "1200.50")


@dataclass(frozen=True)
class World:
    """The people who ask, and what there is to ask about."""

    director: Actor
    sales: Actor
    tags: list[int]
    ids: dict[str, list[int]]


def build(random: Random, patch: pytest.MonkeyPatch) -> World:
    """Fill the database through the write door."""
    home = department("一部")
    director = person("director", "director", department=home)
    sales = person("sales", "sales", department=home)
    other = person("other", "sales")
    users = [str(item.user_id) for item in (director, sales, other)]
    tags = _tags()
    world = World(director, sales, tags, {})
    sizes = {"accounts": 14, "contacts": 26, "activities": 44, "gadgets": 24}
    for key, size in sizes.items():
        world.ids[key] = []
        for _ in range(size):
            moment = _instant(random)
            patch.setattr(clock, "now", partial(_same, moment))
            values = _values(random, key, world, users)
            outcome = write(SYSTEM, key, [Change("create", values=values)])
            world.ids[key].append(outcome.only().record_id)
    for key, ids in world.ids.items():
        gone = random.sample(ids, 2)
        write(SYSTEM, key, [Change("delete", item) for item in gone])
    return world


def _same(moment: datetime) -> datetime:
    return moment


def _tags() -> list[int]:
    made: list[int] = []
    for label, above in (("地区", None), ("华东", 0), ("浦东", 1), ("来源", None)):
        parent = Tag.objects.get(pk=made[above]) if above is not None else None
        tag = Tag.objects.create(label=label, label_normal=normal(label), parent=parent)
        tag.path = f"{parent.path if parent else '/'}{tag.pk}/"
        tag.save()
        made.append(tag.pk)
    return made


def _values(random: Random, key: str, world: World, users: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, item in module(key).fields.items():
        # Both employments and the company that mirrors them would speak at once.
        mirrored = key == "contacts" and name in ("sub_types", "account")
        if item.readonly or item.kit.given or mirrored:
            continue
        if name == "external_id" or (not item.required and random.random() < 0.35):
            continue
        values[name] = value_of(random, item, world, users)
    if key == "contacts" and random.random() < 0.8:
        values["types"], values["sub_types"] = (
            ["partner"],
            random.choice([[], ["agent"], ["agent", "channel"]]),
        )
    if values.get("kind") == "task":
        values["subject"] = "任务"
    return values


def value_of(random: Random, item: Any, world: World, users: list[str]) -> Any:
    """A value that the field takes, in wire form."""
    options = [option.value for option in item.options]
    makers: dict[str, Any] = {
        "text": lambda: " ".join(random.sample(WORDS, random.randint(1, 2))),
        "longtext": lambda: "\n".join(random.sample(WORDS, 2)),
        "number": lambda: random.choice((0, 1, 5, 30)),
        "percent": lambda: random.choice((0, 12.5, 100)),
        "money": lambda: {"amount": random.choice(AMOUNTS), "currency": random.choice(("CNY", "CNY", "USD"))},
        "date": lambda: _instant(random).date().isoformat(),
        "datetime": lambda: _instant(random).isoformat(),
        "boolean": lambda: random.random() < 0.5,
        "choice": lambda: random.choice(options),
        "multichoice": lambda: random.sample(options, random.randint(0, min(3, len(options)))),
        "user": lambda: random.choice(users),
        "lookup": lambda: str(random.choice(world.ids.get(item.target) or [None])),
        "email": lambda: random.choice(EMAILS),
        "phone": lambda: random.choice(PHONES[:3]),
        "url": lambda: random.choice(("https://example.com", "example.org/a")),
        "address": lambda: random.choice(PLACES),
        "phones": lambda: [{"value": value} for value in random.sample(PHONES, random.randint(0, 2))],
        "emails": lambda: [{"value": value} for value in random.sample(EMAILS, random.randint(0, 2))],
        "socials": lambda: [{"kind": "wechat", "value": random.choice(WORDS)}],
        "addresses": lambda: random.sample(PLACES, random.randint(0, 2)),
        "tags": lambda: [str(tag) for tag in random.sample(world.tags, random.randint(0, 2))],
        "employments": lambda: _employments(random, world),
        "record": lambda: (
            f"accounts/{random.choice(world.ids['accounts'])}" if world.ids.get("accounts") else None
        ),
        "people": lambda: random.sample(users, random.randint(0, 2)),
        "file": lambda: [_file(random) for _ in range(random.randint(0, 2))],
    }
    value = makers[item.type]()
    return None if value == "None" else value


def _file(random: Random) -> str:
    """A file that nobody in particular has uploaded."""
    name = f"{random.choice(WORDS)}.{random.choice(('pdf', 'JPG'))}"
    parts = {"name": name, "name_normal": form_of(name), "size": 1, "kind": "text/plain", "digest": "0"}
    token = f"{random.getrandbits(128):032x}"
    StoredFile.objects.create(token=token, module="", record_id=0, created_at=clock.now(), **parts)
    return token


def _employments(random: Random, world: World) -> list[dict[str, Any]]:
    chosen = random.sample(world.ids["accounts"], random.randint(0, 2))
    return [{"account": str(account), "title": random.choice(WORDS)} for account in chosen]


def _instant(random: Random) -> datetime:
    """Mostly within seconds of a midnight somewhere, or just within or beyond a window of days."""
    base = random.choice(MOMENTS)
    days = random.choice((0, 0, 1, -1, 7, -7, 30, -30, -31, 90, -400))
    nudge = random.choice(
        (timedelta(0), timedelta(seconds=1), -timedelta(seconds=1), timedelta(hours=random.randint(-14, 14)))
    )
    return base + timedelta(days=days) + nudge
