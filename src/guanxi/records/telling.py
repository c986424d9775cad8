"""What audit rows say of a change: before → after of each field, in JSON form."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

import orjson
from django.db.models import Model

from guanxi.schema.fields import FieldDef, declared_fields
from guanxi.schema.kits import FieldType
from guanxi.schema.modules import ModuleDef

_SKIP = frozenset({"updated_at", "updated_by", "created_at", "created_by"})
Changes = dict[str, Any]


class Teller:
    """Tells the changes of one module's records."""

    def __init__(self, fields: Iterable[FieldDef]) -> None:
        self._wires = {
            item.key: None if type(item.kit).wire is FieldType.wire else item.kit.wire
            for item in fields
            if item.key not in _SKIP
        }
        self._nothing = {key: wire(None) if wire else None for key, wire in self._wires.items()}

    def created(self, new: Mapping[str, Any], told_already: Container[str] = ()) -> Changes:
        """What a new record has that is not nothing, but for the fields that are told of already."""
        told: Changes = {}
        for key, value in new.items():
            if not value and (value is None or _is_nothing(value)):
                continue
            if key in self._wires and key not in told_already:
                wire = self._wires[key]
                told[key] = [self._nothing[key], value if wire is None else wire(value)]
        return told

    def edited(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
        """What differs from before."""
        told: Changes = {}
        for key, value in new.items():
            before = old.get(key)
            if before != value and key in self._wires and not (before is None and _is_nothing(value)):
                wire = self._wires[key]
                told[key] = [before, value] if wire is None else [wire(before), wire(value)]
        return told

    def members(self, new: Mapping[str, Any]) -> bytes:
        """What is told of a new record with these values, as JSON without its braces."""
        return orjson.dumps(self.created(new))[1:-1]

    def completed(self, members: bytes, of: Container[str], new: Mapping[str, Any]) -> orjson.Fragment:
        """The whole of what is told of a new record: members made before of some fields, and those of the others."""
        more = orjson.dumps(self.created(new, of))[1:-1]
        return orjson.Fragment(b"{" + members + (b"," if members and more else b"") + more + b"}")


def teller_of(owner: ModuleDef) -> Teller:
    """The teller of a module, made once."""
    return _teller(owner.model)


@cache
def _teller(model: type[Model]) -> Teller:
    return Teller(declared_fields(model))


def _is_nothing(value: Any) -> bool:
    return not value and (value is False or value in ((), "", {}))
