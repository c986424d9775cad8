"""A sharing rule that names what is no more: it says what is to be mended, and is not saved before."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.api.company import Company

from guanxi.access import roles, sharing_rules
from guanxi.access.models import SharingRule
from guanxi.access.sharing_rules import RuleShape

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Tree = dict[str, Any]
GOOD: Tree = {"field": "title", "op": "contains", "value": "总"}


def kept(company: Company, **gone: object) -> dict[str, Any]:
    """A rule of which a part is as no rule can be made; as the screen reads it."""
    shape = RuleShape("规则", "contacts", GOOD, "everybody", "read")
    key = sharing_rules.save(company.people["administrator"], None, shape).pk
    SharingRule.objects.filter(pk=key).update(**gone)
    answer = company.call("administrator", "get", "/sharing-rules").json()["rules"]
    return next(one for one in answer if one["id"] == str(key))


def save(company: Company, rule: Mapping[str, Any]) -> Any:
    """The answer to saving a rule as it was read."""
    sent = {key: rule[key] for key in ("name", "module", "criteria", "holder", "level", "active")}
    return company.call("administrator", "put", f"/sharing-rules/{rule['id']}", sent)


def faults(rule: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Place and text of each."""
    return [(one["field"], one["message"]) for one in rule["faults"]]


def test_a_whole_rule_has_no_fault(company: Company) -> None:
    rule = kept(company)
    assert (rule["broken"], rule["faults"]) == (False, [])
    assert save(company, rule).status_code == 200


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ({"field": "colour", "op": "equals", "value": "red"}, "没有“colour”这个字段。"),
        ({"field": "stage", "op": "in", "value": ["won", "vanished"]}, "线索阶段没有“vanished”这个选项。"),
        ({"field": "title", "op": "older_than", "value": 3}, "“职务”不支持这种比较。"),
        # A field that is called as a part of the rule is not taken for that part.
        ({"field": "name", "op": "older_than", "value": 3}, "“姓名”不支持这种比较。"),
    ],
)
def test_what_a_condition_misses_is_named(company: Company, criteria: Tree, told: str) -> None:
    rule = kept(company, criteria={"any": [GOOD, {"all": [criteria]}]})
    place = f"criteria.{criteria['field']}"
    assert (rule["broken"], faults(rule)) == (True, [(place, told)])
    answer = save(company, rule)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, place)
    assert answer.json()["errors"][0]["message"] == told
    held = SharingRule.objects.get(pk=rule["id"])
    assert (held.criteria, held.version) == (rule["criteria"], 1)


def test_every_missing_thing_is_told_at_once(company: Company) -> None:
    lost = [{"field": key, "op": "equals", "value": "x"} for key in ("colour", "smell")]
    rule = kept(company, criteria={"all": [{"not": lost[0]}, GOOD, lost[1]]}, holder="team:999")
    assert faults(rule) == [
        ("criteria.colour", "没有“colour”这个字段。"),
        ("criteria.smell", "没有“smell”这个字段。"),
        ("holder", "规则给的团队已不存在，请另选。"),
    ]


@pytest.mark.parametrize("criteria", [{}, {"all": "x"}, {"any": [GOOD], "colour": 1}])
def test_a_condition_that_is_none_is_told_as_a_whole(company: Company, criteria: Tree) -> None:
    rule = kept(company, criteria=criteria)
    assert (rule["broken"], len(rule["faults"])) == (True, 1)
    assert save(company, rule).status_code == 422


def test_what_is_missed_twice_is_told_once(company: Company) -> None:
    lost = [{"field": "colour", "op": "equals", "value": value} for value in ("red", "blue")]
    assert len(faults(kept(company, criteria={"any": lost}))) == 1


def refused(company: Company, sent: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Place and text of each fault for which a new rule is not made."""
    answer = company.call("administrator", "post", "/sharing-rules", sent)
    assert answer.status_code == 422, answer.content
    assert not SharingRule.objects.exists()
    return [(one["field"], one["message"]) for one in answer.json()["errors"]]


def test_a_refused_save_tells_every_fault(company: Company) -> None:
    lost = {"field": "colour", "op": "equals", "value": "red"}
    unfit = {"field": "title", "op": "older_than", "value": 3}
    rule = {"name": " ", "module": "contacts", "criteria": {"any": [lost, GOOD, unfit]}, "holder": "team:999",
            "level": "admin", "active": True}  # fmt: skip
    assert refused(company, rule) == [
        ("name", "这个值无效，请检查后再试。"),
        ("level", "这个值无效，请检查后再试。"),
        ("criteria.colour", "没有“colour”这个字段。"),
        ("criteria.title", "“职务”不支持这种比较。"),
        ("holder", "规则给的团队已不存在，请另选。"),
    ]
    nowhere = refused(
        company, {**rule, "name": "规则", "level": "read", "module": "ships", "holder": "nobody"}
    )
    assert [place for place, _ in nowhere] == ["module", "holder"]


def test_a_fault_stands_at_the_condition_that_has_it(company: Company) -> None:
    """By what the condition itself begins with, not by the field of another record that it goes on to."""
    criteria = {"all": [
        {"field": "account.name", "op": "older_than", "value": 3}, {"field": "account.colour", "op": "empty"},
        {"relation": "activities", "op": "any", "where": {"field": "name", "op": "empty"}},
    ]}  # fmt: skip
    rule = {
        "name": "规则",
        "module": "contacts",
        "criteria": criteria,
        "holder": "everybody",
        "level": "read",
    }
    places = [place for place, _ in refused(company, {**rule, "active": True})]
    assert places == ["criteria.account.name", "criteria.account.colour", "criteria.activities"]


@pytest.mark.parametrize("depth", [1, 12])
def test_a_condition_beyond_all_measure_is_refused(company: Company, depth: int) -> None:
    tree: Tree = {"all": [{"field": "colour", "op": "empty"}] * 3000}
    for _ in range(depth):
        tree = {"all": [tree]}
    rule = {"name": "规则", "module": "contacts", "criteria": tree, "holder": "everybody", "level": "read"}
    assert len(refused(company, {**rule, "active": True})) == 1


def test_a_rule_for_a_role_that_was_deleted(company: Company) -> None:
    boss = company.people["administrator"]
    role = roles.add(boss, "外部顾问", None)
    shape = RuleShape("给顾问看", "contacts", None, f"role:{role.pk}", "read")
    key = sharing_rules.save(boss, None, shape).pk
    roles.remove(boss, role.key)
    (rule,) = company.call("administrator", "get", "/sharing-rules").json()["rules"]
    assert (rule["id"], rule["broken"]) == (str(key), True)
    assert faults(rule) == [("holder", "规则给的角色已不存在，请另选。")]
    answer = save(company, rule)
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (
        422,
        "规则给的角色已不存在，请另选。",
    )


def test_a_rule_of_a_module_that_is_no_more(company: Company) -> None:
    rule = kept(company, module="ships")
    assert faults(rule) == [("module", "“ships”这个模块已不存在，请另选一个，或删除这条规则。")]
    assert save(company, rule).status_code == 422
