"""Rows for guards: they stand inside the doors and must see what the actor may not."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from guanxi.schema.modules import module


def rows(module_key: str) -> "QuerySet[Any]":
    """All records of a module, unscoped, the bin included; only guards and reactions may ask."""
    return module(module_key).model._default_manager.all()


def live(module_key: str, ids: Iterable[int] | None = None) -> "QuerySet[Any]":
    """The records that are not in the bin, unscoped; of these ids when given."""
    found = rows(module_key).filter(deleted_at__isnull=True)
    return found if ids is None else found.filter(pk__in=list(ids))
