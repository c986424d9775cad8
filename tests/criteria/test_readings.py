"""Every reading of a condition gives the same records: SQL, memory, and a plain one written here."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from tests.criteria.dataset import MOMENTS, ZONES, World, build
from tests.criteria.plain import Plain
from tests.criteria.trees import Trees
from tests.fakes.gadgets.module import GADGETS

from guanxi.access.models import User
from guanxi.criteria.describe import describe
from guanxi.criteria.memory import Values, holds
from guanxi.criteria.nodes import parse
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import LOCALES
from guanxi.records import load
from guanxi.records.inside import rows
from guanxi.records.models import StoredFile, Tag
from guanxi.records.read import Query, selection
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, module

KEYS = ("accounts", "contacts", "activities", "gadgets")
TREES = 40 if not os.environ.get("GUANXI_FULL") else 400
ASKERS = ("director", "sales")
# The mark `django_db` makes the test database; the records themselves are made once for the file.
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """The generated records, there for all tests of this file and gone afterwards."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setitem(MODULES._kits, GADGETS.key, GADGETS)
        with pytest.MonkeyPatch.context() as time:
            made = build(Random(1), time)
        yield made
        transaction.set_rollback(True)


class Memory:
    """What the second reading looks at."""

    def __init__(self, reader: ActorReader) -> None:
        self.records: dict[str, dict[int, Values]] = {}
        for key in KEYS:
            fields = list(module(key).fields.values())
            seen = rows(key).filter(reader.visible(key), deleted_at__isnull=True)
            found = list(load.with_fields(seen, fields))
            self.records[key] = {item["id"]: item for item in load.canonical(fields, found)}

    def record(self, module_key: str, record_id: int) -> Values | None:
        """One record."""
        return self.records[module_key].get(record_id)

    def related(self, module_key: str, lookup: str, record_id: int) -> list[Values]:
        """The records that point at one."""
        return [item for item in self.records[module_key].values() if item[lookup] == record_id]


def plain_of(memory: Memory, reader: ActorReader, actor: Actor) -> Plain:
    """The plain reading's world, in JSON form."""
    records = {
        key: {str(i): load.wire(list(module(key).fields.values()), dict(item)) for i, item in found.items()}
        for key, found in memory.records.items()
    }
    colleagues = User.objects.filter(department_id=actor.department_id).values_list("pk", flat=True)
    lookups = {(key, name): item.target for key in KEYS for name, item in module(key).lookups.items()}
    return Plain(
        reader.env.now,
        reader.env.zone,
        str(actor.user_id),
        frozenset(map(str, colleagues)),
        records,
        {key: {name: item.type for name, item in module(key).fields.items()} for key in KEYS},
        lookups,
        {(key, item.key): (item.module, item.field) for key in KEYS for item in module(key).related},
        {str(tag.pk): frozenset(tag.path.strip("/").split("/")) for tag in Tag.objects.all()},
        dict(StoredFile.objects.values_list("token", "name")),
    )


def by_policy(world: World, plain: Plain) -> dict[str, set[str]]:
    """Who sees what, said plainly: a sales person the own records, the people of companies and the activities of records
    that are seen."""
    seen = {
        key: {i for i, item in plain.records[key].items() if item["owner"] == plain.me}
        for key in plain.records
    }
    for i, item in plain.records["contacts"].items():
        if item["account"] in seen["accounts"]:
            seen["contacts"].add(i)
    for i, item in plain.records["activities"].items():
        if item["contact"] in seen["contacts"] or item["account"] in seen["accounts"]:
            seen["activities"].add(i)
    return seen


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("moment", range(len(MOMENTS)))
@pytest.mark.parametrize("zone", ZONES)
def test_readings_agree(
    world: World, monkeypatch: pytest.MonkeyPatch, asker: str, moment: int, zone: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENTS[moment])
    actor = replace(getattr(world, asker), time_zone=zone)
    assert actor.zone == ZoneInfo(zone)
    reader = ActorReader(actor)
    memory = Memory(reader)
    plain = plain_of(memory, reader, actor)
    trees = Trees(1000 * moment + 10 * ZONES.index(zone) + ASKERS.index(asker), world)
    telling = 0
    for number in range(TREES * 2):
        key = KEYS[number % len(KEYS)]
        tree = trees.tree(key)
        told = json.dumps(tree, ensure_ascii=False)
        node = parse(reader, key, tree)
        by_sql = set(selection(reader, key, Query(criteria=tree)).values_list("pk", flat=True))
        by_memory = {i for i, item in memory.records[key].items() if holds(reader, node, item, memory)}
        by_plain = {int(i) for i in plain.records[key] if plain.holds(key, tree, i)}
        assert by_sql == by_plain, f"SQL against plain, {key}: {told}"
        assert by_memory == by_plain, f"memory against plain, {key}: {told}"
        telling += 0 < len(by_plain) < len(plain.records[key])
        for locale in LOCALES:
            assert describe(node, locale), told
    assert telling > TREES / 4, "too many trees hold for all records or for none"


def test_visible_is_what_the_policy_says(world: World) -> None:
    everything = ActorReader(world.director)
    plain = plain_of(Memory(everything), everything, world.sales)
    reader = ActorReader(world.sales)
    for key, expected in by_policy(world, plain).items():
        found = selection(reader, key, Query()).values_list("pk", flat=True)
        assert {str(item) for item in found} == expected, key


def test_trees_meet_every_operator_of_every_field(world: World) -> None:
    """The random trees would prove nothing about an operator that they never use."""
    met: set[tuple[str, str, str]] = set()
    trees = Trees(7, world)
    for key in KEYS:
        for _ in range(9000):
            tree = trees.compare(key)
            met.add((key, tree["field"], tree["op"]))
    assert met == {
        (key, name, op) for key in KEYS for name, item in module(key).fields.items() for op in item.operators
    }
