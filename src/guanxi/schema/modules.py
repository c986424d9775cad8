"""What a module is, and the snapshot of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.i18n import L
from guanxi.kernel.registry import Shelf
from guanxi.schema.fields import FieldDef, declared_fields


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields on form and record page."""

    key: str
    label: L
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A list of records of `module` whose lookup `field` points here."""

    key: str
    label: L
    module: str
    field: str


@dataclass(frozen=True, slots=True)
class StandardView:
    """A list view that ships with the module."""

    key: str
    label: L
    criteria: Mapping[str, Any] | None = None
    sort: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """That the records of a module belong to records of other modules, and have the rights of those.

    `field` (of type record) names the parent: who sees it sees what follows it, while it is not in the bin. `adds` is
    what one must be allowed to do to the parent to add something, and to change or delete what one has added; `changes`
    what to change another's, and where it is empty only the author may. Who may edit the parent deletes it too.
    """

    field: str
    adds: str
    changes: str = ""


@dataclass(frozen=True)
class ModuleDef:
    """A module: its model and everything that lists, forms, search and import need to know of it.

    `seen_through` names lookups: whoever sees the record that one points at sees this record too. `below` names those
    to whose owners and to whose shares alone this record is open as well. A module that
    `follows` has no rights of its own.
    `still_open` tells the records that are work to be done from those that tell what somebody did: only the former are
    handed over with their owner's work, unless all are asked for.
    `duplicate_keys` are the fields whose equality makes two records one. `visible_to_import` modules
    may be the main module of an import.
    """

    key: str
    label: L
    plural: L
    model: type[models.Model]
    icon: str
    group: str
    order: int
    title_field: str
    list_columns: tuple[str, ...]
    sections: tuple[Section, ...]
    quick_create: tuple[str, ...]
    related: tuple[Related, ...] = ()
    features: tuple[str, ...] = ("timeline", "tags")
    default_sort: tuple[str, ...] = ("-updated_at",)
    subtitle_fields: tuple[str, ...] = ()
    duplicate_keys: tuple[str, ...] = ()
    seen_through: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    follows: Follows | None = None
    stage_field: str | None = None
    still_open: Mapping[str, Any] | None = None
    views: tuple[StandardView, ...] = ()

    @cached_property
    def fields(self) -> dict[str, FieldDef]:
        """All fields by key, in the order of their declaration."""
        return {item.key: item for item in declared_fields(self.model)}

    def field(self, key: str) -> FieldDef:
        """The field of `key`. Raises Refusal for one that is unknown."""
        if key not in self.fields:
            raise Refusal("unknown_field", key, name=key)
        return self.fields[key]

    @property
    def above(self) -> tuple[str, ...]:
        """The lookups to whose records' owners this module's records are open."""
        return (*self.seen_through, *self.below)

    @cached_property
    def lookups(self) -> dict[str, FieldDef]:
        """The fields that point at records of other modules."""
        return {key: item for key, item in self.fields.items() if item.type == "lookup" and item.target}


MODULES: Shelf[ModuleDef] = Shelf("modules")


def module(key: str) -> ModuleDef:
    """The module of `key`. Raises NotFound."""
    if not isinstance(key, str) or key not in MODULES:
        raise NotFound(name=str(key)[:60])
    return MODULES.get(key)


def parents() -> list[ModuleDef]:
    """The modules whose records others may follow."""
    return [item for item in MODULES if item.follows is None]


def beside(owner: ModuleDef) -> frozenset[str]:
    """The modules that a module points at, or that it lists because they point at it."""
    targets = {item.target or "" for item in owner.lookups.values()}
    return frozenset({*targets, *(one.module for one in owner.related)} - {owner.key})


def related_list(owner: ModuleDef, key: str) -> Related:
    """A module's related list. Raises NotFound."""
    for item in owner.related:
        if item.key == key:
            return item
    raise NotFound(name=key)
