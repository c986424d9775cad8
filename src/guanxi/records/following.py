"""What follows one record (documents, comments), for its timeline and its screens."""

from guanxi.records.plugs import TimelineQuery
from guanxi.records.read import Page, Query, page
from guanxi.schema.modules import module


def of_record(module_key: str, asked: TimelineQuery, kind: str, columns: list[str]) -> Page | None:
    """One page of what follows the record that a timeline is asked of, the newest first; None when none is to be had."""
    by = module(module_key).follows
    if by is None or asked.owner.follows or not asked.wants(frozenset({kind})):
        return None
    criteria = {"field": by.field, "op": "in", "value": [f"{asked.owner.key}/{asked.record_id}"]}
    before = ("created_at", asked.before, asked.below) if asked.before else None
    query = Query(criteria=criteria, columns=columns, sort=["-created_at"], limit=asked.limit, before=before)
    return page(asked.actor, module_key, query)
