"""What a field is: its definition, and how a Django model declares one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import models

from guanxi.kernel.i18n import L
from guanxi.kernel.registry import Shelf

if TYPE_CHECKING:
    from guanxi.schema.kits import FieldType

    Column = models.Field[Any, Any]
else:
    Column = models.Field

FIELD_TYPES: "Shelf[FieldType]" = Shelf("field types")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice: what is stored, what is read, its pigment, and the option that it depends on."""

    value: str
    label: L
    color: str = "neutral"
    parent: str | None = None


@dataclass(frozen=True)
class FieldDef:
    """A field of a module: meaning, rules and storage; frozen, so that a snapshot can be shared.

    `personal` marks personal information. `search` names the token kind under which the value is
    indexed ("name", "text", "code"; phones and e-mails index themselves). `config` belongs to the type,
    `owner` is the key of the module (the app label of its model). `tells` names the fields whose values this one
    repeats ("title", "activities.content", "*" for any of its module and of those beside it): who may not read them
    may not read it. `copied_from` is the lookup from whose record the value was copied: it is shown only with that
    record's title, and nobody filters or sorts by it, for lists of records that one sees would tell of those that one
    does not.
    """

    key: str
    type: str
    label: L
    help: L | None = None
    required: bool = False
    readonly: bool = False
    unique: bool = False
    sortable: bool = False
    personal: bool = False
    search: str | None = None
    options: tuple[Option, ...] = ()
    target: str | None = None
    default: Any = None
    config: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    owner: str = ""
    tells: tuple[str, ...] = ()
    copied_from: str = ""

    @cached_property
    def kit(self) -> "FieldType":
        """The behaviour of this field's type."""
        return FIELD_TYPES.get(self.type)

    @property
    def operators(self) -> tuple[str, ...]:
        """What conditions may ask of it."""
        return () if self.copied_from else self.kit.operators

    @property
    def known_by(self) -> tuple[str, ...]:
        """What conditions may ask of it where it is covered."""
        return () if self.copied_from else self.kit.known_by

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The model's attribute names that hold the value, companions included; none for child kinds."""
        return tuple(self.kit.model_fields(self))

    @cached_property
    def option_values(self) -> frozenset[str]:
        """The values that a choice admits."""
        return frozenset(option.value for option in self.options)


class Declared:
    """A field definition in the body of a model: adds its columns and is remembered on the class."""

    def __init__(self, definition: FieldDef) -> None:
        self.definition = definition

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Called by Django when the model class is made."""
        definition = replace(self.definition, key=name, owner=model._meta.app_label)
        if "declared_fields" not in model.__dict__:
            model.declared_fields = []  # type: ignore[attr-defined]
        model.declared_fields.append(definition)  # type: ignore[attr-defined]
        for column, django_field in definition.kit.model_fields(definition).items():
            django_field.contribute_to_class(model, column)


def declare(type_key: str, label: L, **rules: Any) -> Any:
    """Declare a field in the body of a record model; `rules` are those of FieldDef."""
    return Declared(FieldDef(key="", type=type_key, label=label, **rules))


def declared_fields(model: type[models.Model]) -> tuple[FieldDef, ...]:
    """The fields of a record model, its own first, then those that every record has."""
    found: list[FieldDef] = []
    for cls in model.__mro__:
        found.extend(cls.__dict__.get("declared_fields", ()))
    return tuple(found)
