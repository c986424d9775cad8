"""Conditions in words for one who may not know everything that they name.

A condition holds what its writer typed or chose, and that may be a value of a record or a field that is hidden from the one
who reads about it. So a value is shown when it names none (a choice, a person, a tag, a day of a field that is not personal),
or to whoever sees every record of the module and reads the field; else it is masked. Fields that are hidden from the reader
have no name, unless that person manages people and reads the names of all fields there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from guanxi.access import questions
from guanxi.access.directory import names_of
from guanxi.access.everything import Everything
from guanxi.criteria.describe import describe
from guanxi.criteria.nodes import Compare, Every, Negation, Node, Relation, Some, parse
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L
from guanxi.records.children.tags import known_tags
from guanxi.records.reader import ActorReader
from guanxi.records.titles import titles_of
from guanxi.records.veils import OPAQUE
from guanxi.schema.fields import FieldDef

# Values that name no record and nothing of one.
_PLAIN = ("choice", "multichoice", "boolean", "user", "people", "tags", "date", "datetime")
_DAYS = ("date", "datetime")
_HIDDEN = L("（你看不到的字段）", "（你看不到的欄位）", "(a field hidden from you)")


def described(
    reader: ActorReader, writer: Actor, asked: Iterable[tuple[str, Mapping[str, Any]]], own: bool = False
) -> list[str]:
    """What `writer` asks of each of some modules, as far as the reader may know it; `own` conditions are known. Masked where
    the module no longer has what they name. One look-up for each kind of title."""
    trees: list[Node | None] = []
    for module_key, raw in asked:
        try:
            tree = parse(Everything(writer), module_key, raw)
        except Refusal:
            trees.append(None)
        else:
            trees.append(tree if own else _Veiling(reader).veiled(module_key, tree))
    titles = _titles(reader, *(tree for tree in trees if tree is not None))
    return [OPAQUE if tree is None else describe(tree, reader.actor.locale, titles) for tree in trees]


def names_known(actor: Actor) -> bool:
    """Whether the actor reads the names of all fields."""
    return questions.can(actor, "people.manage", "")


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
            if item.key in self.reader.shown(module_key) or names_known(self.reader.actor)
            else replace(item, label=_HIDDEN)
        )


def _titles(reader: ActorReader, *trees: Node) -> dict[tuple[str, int], str]:
    """What the references in conditions are called, as far as the reader sees them; a mask for the others."""
    wanted: dict[str, set[int]] = {}
    for node in (node for tree in trees for node in _compares(tree)):
        target = "users" if node.field.type in ("user", "people") else node.field.target
        target = "tags" if node.field.type == "tags" else target
        values = node.argument if isinstance(node.argument, frozenset | list | tuple) else [node.argument]
        if target:
            wanted.setdefault(target, set()).update(one for one in values if isinstance(one, int))
    found: dict[tuple[str, int], str] = {}
    for target, ids in wanted.items():
        known = names(reader, target, ids)
        found |= {(target, one): known.get(one) or OPAQUE for one in ids}
    return found


def names(reader: ActorReader, target: str, ids: set[int]) -> dict[int, str]:
    """What people, tags or records are called, as far as the reader sees them."""
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
