"""Every field type: what it takes, how it comes back, what it refuses, and that nothing else happens."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.gadgets.models import Gadget
from tests.schema.samples import EMPTY, REFUSED, TAKEN

from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import LOCALES
from guanxi.records.service import Change, write
from guanxi.schema.fields import FIELD_TYPES, FieldDef, declared_fields
from guanxi.schema.kits import Env

FIELDS = {item.key: item for item in declared_fields(Gadget)}
NOBODY_SENDS = {
    "created_at",
    "updated_at",
    "created_by",
    "updated_by",
    "other_columns",
    "external_id",
    "owner",
}
SENT = [key for key in FIELDS if key not in NOBODY_SENDS]
ENV = Env(datetime(2026, 3, 1, tzinfo=UTC), ZoneInfo("Asia/Shanghai"), 1)
PARTS = ("value", "kind", "type", "main", "amount", "currency", "city", "street", "id", "x")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30)
    | st.sampled_from(["2026-02-28", "red", "13800138000", "a@b.cn", "x" * 400, "\ud800", "\0", "9" * 18]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(PARTS), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def repr_of(value: Any) -> str:
    """A short name of a sample; some have too many digits to be printed."""
    return "long" if isinstance(value, int) and abs(value) > 10**30 else ascii(value)[:30]


def trip(item: FieldDef, canonical: Any) -> Any:
    """Into columns and back, as `.values()` gives them."""
    if item.kit.child:
        return canonical
    stored = item.kit.store(item, canonical)
    row = {
        f"{key}_id" if key in ("account", "keeper") and item.key == key else key: v
        for key, v in stored.items()
    }
    return item.kit.load(item, row)


def test_every_type_has_samples() -> None:
    types = {FIELDS[key].type for key in SENT} | {"json", "employments"}
    assert types == {kit.key for kit in FIELD_TYPES}
    assert set(SENT) == set(REFUSED)


@pytest.mark.parametrize(
    ("key", "sent", "read"), [(k, s, r) for k, rows in TAKEN.items() for s, r in rows], ids=repr_of
)
def test_taken(key: str, sent: Any, read: Any) -> None:
    item = FIELDS[key]
    canonical = item.kit.clean(item, sent)
    assert item.kit.wire(canonical) == read
    assert trip(item, canonical) == canonical
    assert item.kit.clean(item, item.kit.wire(canonical)) == canonical
    for locale in LOCALES:
        assert key in ("tags", "files") or item.kit.text(item, canonical, locale)


@pytest.mark.parametrize(
    ("key", "sent", "code"), [(k, s, c) for k, rows in REFUSED.items() for s, c in rows], ids=repr_of
)
def test_refused(key: str, sent: Any, code: str) -> None:
    item = FIELDS[key]
    with pytest.raises(Refusal) as caught:
        item.kit.clean(item, sent)
    assert caught.value.code.startswith(code)
    assert caught.value.field == key
    for locale in LOCALES:
        message = caught.value.message(locale)
        assert message
        assert "{" not in message or "{" in str(sent)


@pytest.mark.parametrize("key", SENT)
def test_empty(key: str) -> None:
    item = FIELDS[key]
    for sent in EMPTY.get(key, (None, "")):
        canonical = item.kit.clean(item, sent)
        assert canonical in (None, (), False)
        assert item.kit.wire(trip(item, canonical)) in (None, [], False)
        if "empty" in item.kit.operators:
            assert item.kit.memory(item, "empty", canonical, None, ENV)
            assert not item.kit.memory(item, "not_empty", canonical, None, ENV)


@pytest.mark.parametrize("key", SENT)
@given(raw=JSON)
@settings(max_examples=60)
def test_any_json_is_taken_or_refused(key: str, raw: Any) -> None:
    item = FIELDS[key]
    try:
        canonical = item.kit.clean(item, raw)
    except Refusal as refusal:
        assert refusal.field == key  # noqa: PT017 - most are taken
        return
    assert trip(item, canonical) == canonical
    assert item.kit.clean(item, item.kit.wire(canonical)) == canonical or key == "serial"


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("key", SENT)
@given(raw=JSON)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_json_through_the_write_door(gadgets: str, key: str, raw: Any) -> None:
    outcome = write(SYSTEM, gadgets, [Change("create", values={"name": "n", key: raw})])
    assert len(outcome.saved) + len(outcome.refused) == 1
    assert all(item.field == key for refused in outcome.refused for item in refused.refusals)


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("key", list(FIELDS))
@given(raw=JSON)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_json_as_an_operand(gadgets: str, key: str, raw: Any) -> None:
    item = FIELDS[key]
    for operator in item.kit.operators:
        if operator in ("empty", "not_empty"):
            continue
        try:
            argument = item.kit.argument(item, operator, raw, ENV)
        except Refusal as refusal:
            assert refusal.field == key  # noqa: PT017 - most are taken
            continue
        assert (
            Gadget.objects.filter(item.kit.sql(item, operator, argument, ENV)).count() == 0
            or operator in NEGATIVES
        )
        item.kit.memory(item, operator, item.kit.clean(item, None), argument, ENV)


NEGATIVES = ("not_equals", "not_contains", "not_in", "has_none", "not_in_region")
