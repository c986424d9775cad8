"""Rows for guards: they stand inside the doors and must see what the actor may not."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from guanxi.records.childkit import ChildType
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, module


def rows(module_key: str) -> "QuerySet[Any]":
    """All records of a module, unscoped, the bin included; only guards and reactions may ask."""
    return module(module_key).model._default_manager.all()


def live(module_key: str, ids: Iterable[int] | None = None) -> "QuerySet[Any]":
    """The records that are not in the bin, unscoped; of these ids when given."""
    found = rows(module_key).filter(deleted_at__isnull=True)
    return found if ids is None else found.filter(pk__in=list(ids))


def pointed_at(module_key: str, ids: Iterable[int]) -> set[int]:
    """Those of `ids` that live records point at, by a lookup or by one of several values; `ids` among themselves
    do not count."""
    wanted = set(ids)
    found: set[int] = set()
    for owner in MODULES:
        others = live(owner.key).exclude(pk__in=wanted) if owner.key == module_key else live(owner.key)
        for item in owner.fields.values():
            if item.type == "record":
                found.update(_followed(item, module_key, wanted, others))
            if item.target != module_key:
                continue
            if isinstance(item.kit, ChildType):
                for column in item.kit.columns_of_parts.values():
                    entries = item.kit.rows(item).filter(
                        **{f"{column}__in": wanted}
                    )  # per chunk: once for each field
                    held = entries.filter(record_id__in=others.values("pk"))
                    found.update(held.values_list(column, flat=True))
            elif item.type == "lookup":
                rows_ = others.filter(**{f"{item.key}_id__in": wanted})  # per chunk: once for each lookup
                found.update(rows_.values_list(f"{item.key}_id", flat=True))
    return found


def _followed(item: FieldDef, module_key: str, wanted: set[int], others: "QuerySet[Any]") -> Iterable[int]:
    """Those of `wanted` that something follows."""
    of_module, of_id = item.columns
    rows_ = others.filter(**{of_module: module_key, f"{of_id}__in": wanted})
    return rows_.values_list(of_id, flat=True)
