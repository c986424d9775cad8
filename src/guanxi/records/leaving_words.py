"""What somebody wants to take out, in words for who decides about it: never more than that person may know anyway.

A condition holds what its asker typed or chose, and that may be a value of a record or a field that is hidden from the one who
decides. So a value is shown when it names none (a choice, a person, a tag, a day of a field that is not personal), or to
whoever sees every record of the module and reads the field; else it is masked. Fields that are hidden from
the one who decides have no name, unless that person manages people and reads the names of all fields there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from guanxi.access import questions
from guanxi.access.directory import names_of
from guanxi.access.everything import Everything
from guanxi.access.rights import actor_of
from guanxi.criteria.describe import describe
from guanxi.criteria.nodes import Compare, Every, Negation, Node, Relation, Some, parse
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L
from guanxi.records.audit_entries import titles_of, wholly_open
from guanxi.records.audit_words import GROUPS, THINGS, VERBS, word
from guanxi.records.children.tags import known_tags
from guanxi.records.leaving_models import Export
from guanxi.records.reader import ActorReader
from guanxi.records.veils import OPAQUE
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, module

# Values that name no record and nothing of one.
_PLAIN = ("choice", "multichoice", "boolean", "user", "people", "tags", "date", "datetime")
_DAYS = ("date", "datetime")
_HIDDEN = L("（你看不到的字段）", "（你看不到的欄位）", "(a field hidden from you)")
_GROUP_WORDS = {
    "write": L("修改", "修改", "Changes"),
    "read": L("查看", "檢視", "Views"),
    "out": L("导出", "匯出", "Exports"),
    "access": L("登录与拒绝", "登入與拒絕", "Sign-ins and refusals"),
}
_SEARCH = L("搜索“{typed}”", "搜尋「{typed}」", "searched for “{typed}”")
_CHOSEN = L("手工选中的 {count} 条", "手動選取的 {count} 筆", "chosen by hand: {count}")
_EVERYTHING = L("全部（没有筛选）", "全部（沒有篩選）", "everything (no conditions)")
_AND = L("，并且", "，並且", ", and ")
_SPAN = L("{since} 至 {until}", "{since} 至 {until}", "{since} to {until}")


@dataclass(frozen=True, slots=True)
class Words:
    """What is wanted: the module, the conditions, the columns and which of them hold personal data; `more` columns
    have names that the reader may not know, `more_personal` of them hold personal data."""

    module: str
    conditions: str
    columns: list[str]
    personal: list[str]
    more: int = 0
    more_personal: int = 0


def words(actor: Actor, row: Export) -> Words:
    """What an export holds, for one who asks or decides."""
    reader, locale = ActorReader(actor), actor.locale
    if row.module not in MODULES:
        return Words(word(THINGS, row.module, locale), _of_audit(reader, row.payload), [], [])
    owner = module(row.module)
    own = row.asker_id == actor.user_id
    known = own or _names_known(actor)
    fields = [owner.fields[key] for key in row.payload["columns"] if key in owner.fields]
    shown = reader.shown(row.module)
    named = [one for one in fields if known or one.key in shown]
    others = [one for one in fields if one not in named]
    return Words(
        owner.plural.get(locale),
        _conditions(reader, row, own),
        [one.label.get(locale) for one in named],
        [one.label.get(locale) for one in named if one.personal],
        len(others),
        sum(one.personal for one in others),
    )


def _names_known(actor: Actor) -> bool:
    return questions.can(actor, "people.manage", "")


def _conditions(reader: ActorReader, row: Export, own: bool) -> str:
    payload, locale = row.payload, reader.actor.locale
    parts = []
    if payload.get("criteria") is not None:
        parts.append(_described(reader, row, own))
    if payload.get("search"):
        typed = payload["search"] if own or wholly_open(reader, module(row.module)) else OPAQUE
        parts.append(_SEARCH.get(locale).format(typed=typed))
    if payload.get("ids") is not None:
        parts.append(_CHOSEN.get(locale).format(count=f"{len(payload['ids']):,}"))
    return _AND.get(locale).join(part for part in parts if part) or _EVERYTHING.get(locale)


def _described(reader: ActorReader, row: Export, own: bool) -> str:
    asker = actor_of(row.asker_id, "export")
    try:
        tree = parse(Everything(asker), row.module, row.payload["criteria"])
    except Refusal:
        # The module changed meanwhile; the export would be refused alike.
        return OPAQUE
    shown = tree if own else _Veiling(reader).veiled(row.module, tree)
    return describe(shown, reader.actor.locale, _titles(reader, shown))


class _Veiling:
    """Takes out of conditions what the reader may not know."""

    def __init__(self, reader: ActorReader) -> None:
        self.reader = reader

    def veiled(self, module_key: str, node: Node) -> Node:
        """The same conditions, masked."""
        match node:
            case Every(nodes):
                return Every(tuple(self.veiled(module_key, one) for one in nodes))
            case Some(nodes):
                return Some(tuple(self.veiled(module_key, one) for one in nodes))
            case Negation(inner):
                return Negation(self.veiled(module_key, inner))
            case Relation():
                return replace(node, where=self.veiled(node.related.module, node.where))
            case Compare():
                return self._compare(module_key, node)

    def _compare(self, module_key: str, node: Compare) -> Compare:
        home = node.hop.target or "" if node.hop is not None else module_key
        hop = None if node.hop is None else self._named(module_key, node.hop)
        item = self._named(home, node.field)
        if self._told(home, node.field) and (node.hop is None or self._told(module_key, node.hop)):
            if node.argument is None or node.operator in ("last_n_days", "next_n_days"):
                return replace(node, field=item, hop=hop)
            plain = node.field.type in _PLAIN and not (node.field.personal and node.field.type in _DAYS)
            if plain or node.field.target or questions.sees_all(self.reader.actor, home):
                return replace(node, field=item, hop=hop)
        return replace(node, field=replace(item, options=()), hop=hop, operator="equals", argument=OPAQUE)

    def _told(self, module_key: str, item: FieldDef) -> bool:
        return item.key in self.reader.readable(module_key)

    def _named(self, module_key: str, item: FieldDef) -> FieldDef:
        return (
            item
            if item.key in self.reader.shown(module_key) or _names_known(self.reader.actor)
            else replace(item, label=_HIDDEN)
        )


def _titles(reader: ActorReader, tree: Node) -> dict[tuple[str, int], str]:
    """What the references in conditions are called, as far as the reader sees them; a mask for the others."""
    wanted: dict[str, set[int]] = {}
    for node in _compares(tree):
        target = "users" if node.field.type in ("user", "people") else node.field.target
        target = "tags" if node.field.type == "tags" else target
        values = node.argument if isinstance(node.argument, frozenset | list | tuple) else [node.argument]
        if target:
            wanted.setdefault(target, set()).update(one for one in values if isinstance(one, int))
    found: dict[tuple[str, int], str] = {}
    for target, ids in wanted.items():
        names = _names(reader, target, ids)
        found |= {(target, one): names.get(one) or OPAQUE for one in ids}
    return found


def _names(reader: ActorReader, target: str, ids: set[int]) -> dict[int, str]:
    if target == "users":
        return names_of(ids)
    if target == "tags":
        return {key: label for key, (label, _) in known_tags(ids).items()}
    return {key: title for key, (title, _) in titles_of(reader, target, ids).items()}


def _compares(node: Node) -> Iterator[Compare]:
    match node:
        case Every(nodes) | Some(nodes):
            for one in nodes:
                yield from _compares(one)
        case Negation(inner):
            yield from _compares(inner)
        case Relation():
            yield from _compares(node.where)
        case Compare():
            yield node


def _of_audit(reader: ActorReader, payload: dict[str, Any]) -> str:
    """Which acts: of whom, on what, of which kind, when."""
    locale, parts = reader.actor.locale, []
    if payload.get("person"):
        parts.append(names_of([payload["person"]]).get(payload["person"], OPAQUE))
    if key := payload.get("of_module"):
        parts.append(module(key).label.get(locale) if key in MODULES else word(THINGS, key, locale))
        if record := payload.get("record"):
            parts.append(_names(reader, key, {record}).get(record) or OPAQUE)
    if verb := payload.get("verb"):
        parts.append(word(_GROUP_WORDS if verb in GROUPS else VERBS, verb, locale))
    if payload.get("since") or payload.get("until"):
        span = {"since": payload.get("since") or "…", "until": payload.get("until") or "…"}
        parts.append(_SPAN.get(locale).format(**span))
    return " · ".join(parts) or _EVERYTHING.get(locale)
