"""Records that sharing rules open, whatever is done to them and to the rules: what is kept equals what is so."""

import random
from dataclasses import replace
from typing import Any

import pytest
from tests.people import person
from tests.records.conftest import make

from guanxi.access import sharing_rules
from guanxi.access.kept_rules import ask_again, kept_by, kept_rules, spoken_of
from guanxi.access.models import Opened, SharingRule
from guanxi.access.rights import actor_of, forget
from guanxi.access.scopes import holder
from guanxi.access.sharing_rules import RuleShape
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.recent import forget_everything
from guanxi.records import read
from guanxi.records.service import Change, edit, write
from guanxi.schema.modules import module

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
EXHIBITION: dict[str, Any] = {"field": "source", "op": "equals", "value": "exhibition"}
WON: dict[str, Any] = {"field": "stage", "op": "equals", "value": "won"}
LASTING: list[dict[str, Any] | None] = [
    None,
    EXHIBITION,
    {"all": [EXHIBITION, WON]},
    {"any": [WON, {"not": EXHIBITION}]},
    {"field": "title", "op": "contains", "value": "总"},
    {"field": "expected_amount", "op": "gte", "value": {"amount": "100", "currency": "CNY"}},
    {"field": "phones", "op": "last_four", "value": "8000"},
    {"field": "title", "op": "empty"},
    {"field": "owner", "op": "empty"},
]
PASSING: list[dict[str, Any]] = [
    {"field": "created_at", "op": "today"},
    {"field": "birthday", "op": "today"},
    {"field": "owner", "op": "is_me"},
    {"field": "account.industry", "op": "equals", "value": "finance"},
    {"relation": "activities", "op": "any"},
    {"field": "tags", "op": "empty"},
    {"all": [WON, {"field": "last_contact_at", "op": "empty"}]},
]


def rule(
    criteria: dict[str, Any] | None, to: Actor, number: int | None = None, active: bool = True
) -> SharingRule:
    shape = RuleShape("规则", "contacts", criteria, holder("user", to.user_id or 0), "read", active)
    return sharing_rules.save(SYSTEM, number, shape)


def kept() -> set[tuple[str, int]]:
    return set(Opened.objects.values_list("by", "record_id"))


def plain() -> set[tuple[str, int]]:
    """What should be kept, rule by rule."""
    found = set()
    for one in SharingRule.objects.filter(active=True):
        if spoken_of(one) is not None:
            asked = read.Query(criteria=one.criteria)
            live = read.selection(read.ActorReader(SYSTEM), "contacts", asked)
            found |= {(one.by, key) for key in live.values_list("pk", flat=True)}
    return found


def sees(who: Actor, key: int) -> bool:
    forget()
    return bool(read.exists(actor_of(who.user_id or 0, "test"), "contacts", [key]))


@pytest.mark.parametrize("criteria", LASTING)
def test_what_speaks_of_a_records_own_fields_is_kept(criteria: dict[str, Any] | None, rival: Actor) -> None:
    found = rule(criteria, rival)
    assert spoken_of(found) is not None
    assert not kept_by(found)
    run_until_idle()
    found.refresh_from_db()
    assert kept_by(found) == found.by


@pytest.mark.parametrize("criteria", PASSING)
def test_what_changes_by_itself_is_looked_up(criteria: dict[str, Any], rival: Actor) -> None:
    key = make(SYSTEM, "contacts", name="张三", stage="won")
    found = rule(criteria, rival)
    assert spoken_of(found) is None
    run_until_idle()
    found.refresh_from_db()
    assert not kept_by(found)
    assert not kept()
    assert sees(rival, key) == (criteria in (PASSING[0], PASSING[5], PASSING[6]))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_meets_the_rules(seed: int, rival: Actor) -> None:
    chance = random.Random(seed)
    ids: list[int] = []
    rules: list[int] = []
    rule(None, rival)
    for _ in range(60):
        dice = chance.random()
        values = {
            "source": chance.choice(("exhibition", "referral", None)),
            "stage": chance.choice(("new", "won")),
            "title": chance.choice(("总经理", "", "经理")),
            "expected_amount": chance.choice((None, {"amount": "500", "currency": "CNY"})),
            "phones": chance.choice(([], [{"value": "13800138000", "type": "mobile", "main": True}])),
        }
        if dice < 0.3 or not ids:
            some = [Change("create", values={"name": "张三", **values}) for _ in range(chance.randint(1, 4))]
            ids += [one.record_id for one in write(SYSTEM, "contacts", some).saved]
        elif dice < 0.6:
            name = chance.choice(sorted(values))
            edit(SYSTEM, "contacts", chance.choice(ids), {name: values[name]})
        elif dice < 0.8:
            number = chance.choice([None, *rules])
            made = rule(chance.choice([*LASTING, *PASSING]), rival, number, active=chance.random() < 0.8)
            rules = sorted({*rules, made.pk})
        elif dice < 0.85 and rules:
            sharing_rules.remove(SYSTEM, rules.pop(chance.randrange(len(rules))))
        else:
            run_until_idle()
    run_until_idle()
    assert kept() == plain()
    assert len(kept()) > 0


def test_a_change_is_felt_before_and_after_the_rows_are_there(rival: Actor) -> None:
    one, other = make(SYSTEM, "contacts", name="甲", source="exhibition"), make(SYSTEM, "contacts", name="乙")

    def seen() -> set[int]:
        forget()
        return read.exists(actor_of(rival.user_id or 0, "test"), "contacts", [one, other])

    found = rule(EXHIBITION, rival)
    assert seen() == {one}
    run_until_idle()
    assert seen() == {one}
    edit(SYSTEM, "contacts", other, {"source": "exhibition"})
    edit(SYSTEM, "contacts", one, {"source": None})
    assert seen() == {other}
    rule(WON, rival, found.pk)
    assert seen() == set()
    run_until_idle()
    assert seen() == set()
    edit(SYSTEM, "contacts", one, {"stage": "won"})
    assert seen() == {one}
    sharing_rules.remove(SYSTEM, found.pk)
    assert seen() == set()
    run_until_idle()
    assert not kept()


def test_a_rule_about_a_field_that_is_no_more_opens_nothing(
    rival: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a later version of the product takes the field away, or calls it otherwise."""
    one = make(SYSTEM, "contacts", name="甲", source="exhibition")
    found = rule(EXHIBITION, rival)
    run_until_idle()
    assert sees(rival, one)
    monkeypatch.delitem(module("contacts").fields, "source")
    forget_everything()
    assert not sees(rival, one)
    assert [fault.field for fault in sharing_rules.faults(found)] == ["criteria.source"]
    ask_again()
    run_until_idle()
    assert (kept(), sees(rival, one)) == (set(), False)


def test_a_rule_about_a_field_that_became_another_is_asked_again(
    rival: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = make(SYSTEM, "contacts", name="甲", title="总监"), make(SYSTEM, "contacts", name="乙")
    found = rule({"field": "title", "op": "contains", "value": "总"}, rival)
    run_until_idle()
    fields = module("contacts").fields
    # The rows that were made speak of another column than the rule does now.
    monkeypatch.setitem(fields, "title", replace(fields["department"], key="department"))
    forget_everything()
    edit(SYSTEM, "contacts", other, {"department": "总部"})
    assert (sees(rival, one), sees(rival, other)) == (False, True)
    ask_again()
    run_until_idle()
    found.refresh_from_db()
    assert (kept(), kept_by(found)) == ({(found.by, other)}, found.by)
    assert (sees(rival, one), sees(rival, other)) == (False, True)
    ask_again()
    assert SharingRule.objects.get().version == found.version


def test_somebody_who_only_has_the_rule_reads_kept_rows() -> None:
    """No question of the condition is left in the statement, so its cost is that of the rows."""
    reader = person("reader", "sales")
    rule(EXHIBITION, reader)
    run_until_idle()
    forget()
    fresh = read.ActorReader(actor_of(reader.user_id or 0, "test"))
    text = str(module("contacts").model._default_manager.filter(fresh.visible("contacts")).query)
    assert "access_opened" in text
    assert '"source" =' not in text
    assert [one.pk for one in kept_rules("contacts")] == [SharingRule.objects.get().pk]
