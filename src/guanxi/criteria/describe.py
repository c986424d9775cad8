"""Reads a condition tree back as a sentence in each language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guanxi.criteria.messages import OPERATORS
from guanxi.criteria.nodes import Compare, Every, Negation, Node, Relation, Some
from guanxi.kernel.i18n import L, listed
from guanxi.schema.modules import module
from guanxi.schema.types.choices import option_label

_AND = L("，并且", "，並且", " and ")
_OR = L("，或者", "，或者", " or ")
_NOT = L("不满足（{inner}）", "不符合（{inner}）", "not ({inner})")
_ALL = L("全部", "全部", "everything")
_NONE = L("没有符合的", "沒有符合的", "nothing")
_RELATION = {
    "any": L("有{what}", "有{what}", "has {what}"),
    "none": L("没有{what}", "沒有{what}", "has no {what}"),
    "at_least": L("至少有 {count} 条{what}", "至少有 {count} 筆{what}", "has at least {count} {what}"),
    "at_most": L("至多有 {count} 条{what}", "至多有 {count} 筆{what}", "has at most {count} {what}"),
}
_WITHIN = L("最近 {days} 天内", "最近 {days} 天內", "in the last {days} days ")
_WHERE = L("（{where}）", "（{where}）", " where {where}")


def describe(node: Node, locale: str, titles: dict[tuple[str, int], str] | None = None) -> str:
    """The sentence of `node`; `titles` gives names for (module, id) of references, else their ids stand."""
    match node:
        case Every(nodes):
            return _joined(nodes, _AND, _ALL, locale, titles)
        case Some(nodes):
            return _joined(nodes, _OR, _NONE, locale, titles)
        case Negation(inner):
            return _NOT.get(locale).format(inner=describe(inner, locale, titles))
        case Compare():
            return _compare(node, locale, titles or {})
        case Relation():
            return _relation(node, locale, titles)


def _joined(nodes: tuple[Node, ...], glue: L, empty: L, locale: str, titles: Any) -> str:
    if not nodes:
        return empty.get(locale)
    parts = [describe(item, locale, titles) for item in nodes]
    several = len(nodes) > 1
    marked = [f"（{part}）" if several and isinstance(item, Every | Some) else part
              for part, item in zip(parts, nodes, strict=True)]  # fmt: skip
    return glue.get(locale).join(marked)


def _compare(node: Compare, locale: str, titles: dict[tuple[str, int], str]) -> str:
    label = node.field.label.get(locale)
    if node.hop is not None:
        label = f"{node.hop.label.get(locale)} · {label}"
    operator = OPERATORS[node.operator][0].get(locale)
    if node.operator in ("last_n_days", "next_n_days"):
        return f"{label} {operator.replace('N', str(node.argument))}"
    shown = _shown(node, node.argument, locale, titles)
    return f"{label} {operator} {shown}".rstrip()


def _shown(node: Compare, argument: Any, locale: str, titles: dict[tuple[str, int], str]) -> str:
    if argument is None:
        return ""
    if isinstance(argument, tuple):
        return " – ".join(_shown(node, item, locale, titles) for item in argument)
    if isinstance(argument, frozenset | list):
        return listed((_shown(node, item, locale, titles) for item in sorted(argument)), locale)
    if isinstance(argument, Mapping):
        return "".join(argument.values())
    if isinstance(argument, date):
        return argument.isoformat()
    if isinstance(argument, str) and node.field.options:
        return option_label(node.field, argument, locale)
    if isinstance(argument, str):
        return argument
    target = "users" if node.field.type in ("user", "people") else node.field.target
    if isinstance(argument, int) and (target or node.field.type == "tags"):
        return titles.get((target or "tags", argument), str(argument))
    return node.field.kit.text(node.field, argument, locale) or str(argument)


def _relation(node: Relation, locale: str, titles: Any) -> str:
    what = module(node.related.module).plural.get(locale)
    if node.days is not None:
        what = _WITHIN.get(locale).format(days=node.days) + what
    if node.where != Every(()):
        what += _WHERE.get(locale).format(where=describe(node.where, locale, titles))
    return _RELATION[node.operator].get(locale).format(what=what, count=node.count)
