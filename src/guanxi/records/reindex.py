"""Keeps the search index right when what records point at changes its name."""

from typing import Any

from django.db import transaction

from guanxi.jobs.handlers import JobContext, job
from guanxi.records import load
from guanxi.records.models import SearchModule
from guanxi.records.plugs import Reaction
from guanxi.records.steps import index_documents
from guanxi.schema.modules import MODULES, ModuleDef, module

BATCH = 200


def reindex(module_key: str, ids: list[int]) -> None:
    """Index these records again as they are now; those in the bin stay out."""
    owner = module(module_key)
    for start in range(0, len(ids), BATCH):
        _reindex_batch(owner, ids[start : start + BATCH])


def reindex_pointing_at(module_key: str, verb: str, ids: list[int], changed: list[str]) -> None:
    """After a change of titles: index every record again that is found by the title of one of `ids`."""
    if verb != "edit" or module(module_key).title_field not in changed:
        return
    for owner in MODULES:
        for key, item in owner.lookups.items():
            if item.target == module_key and item.search:
                _reindex_by(owner, key, ids)


@job("records.reindex", lane="long")
class MarkFields:
    """Indexes every record of a module again whose documents are from before tokens said of which field they are."""

    def run(self, ctx: JobContext) -> dict[str, Any]:
        """The result: how many records were indexed."""
        waiting = SearchModule.objects.filter(marked=False).order_by("pk")
        state = ctx.cursor or {"last": 0, "count": 0}
        while (row := waiting.first()) is not None:
            ctx.proceed()
            owner = module(row.key) if row.key in MODULES else None
            ids = _next(owner, state["last"]) if owner is not None else []
            with transaction.atomic():
                if ids and owner is not None:
                    _reindex_batch(owner, ids)
                    state = {"last": ids[-1], "count": state["count"] + len(ids)}
                else:
                    SearchModule.objects.filter(pk=row.pk).update(marked=True)  # per chunk
                    state = {**state, "last": 0}
                ctx.checkpoint(state, done=state["count"])
        return {"count": state["count"]}


def _next(owner: ModuleDef, last: int) -> list[int]:
    rows = owner.model._default_manager.filter(pk__gt=last, deleted_at__isnull=True).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


TITLES = Reaction("records.titles", reindex_pointing_at)


def _reindex_by(owner: ModuleDef, lookup: str, ids: list[int]) -> None:
    last = 0
    while True:
        rows = owner.model._default_manager.filter(  # per chunk
            **{f"{lookup}_id__in": ids}, pk__gt=last, deleted_at__isnull=True
        )
        found = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not found:
            return
        _reindex_batch(owner, found)
        last = found[-1]


def _reindex_batch(owner: ModuleDef, ids: list[int]) -> None:
    """Rows are locked while they are read, so that a later edit's index is not overwritten by an older one."""
    fields = list(owner.fields.values())
    with transaction.atomic():
        rows = owner.model._default_manager.filter(pk__in=ids, deleted_at__isnull=True)
        documents = {values["id"]: values for values in load.locked(rows, fields)}
        if documents:
            index_documents(owner, documents)
