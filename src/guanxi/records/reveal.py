"""Showing a covered value: to whoever sees the record, so many times a day, and never without a trace."""

from typing import Any

from django.db import transaction

from guanxi.access import leaving, quotas
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import load
from guanxi.records.read import opened
from guanxi.records.reader import ActorReader
from guanxi.trail.service import Act, record_acts


def reveal(actor: Actor, module_key: str, record_id: int, key: str) -> Any:
    """The value of a covered field in wire form. Raises NotFound, Refusal (422 for a field that is not covered, 429
    when the day's number is used up)."""
    reader = ActorReader(actor)
    owner = opened(reader, module_key)
    rows = owner.model._default_manager.filter(reader.visible(module_key), deleted_at__isnull=True)
    rows = rows.filter(pk=record_id)
    if not rows.exists():
        raise NotFound()
    if key not in reader.covered(module_key):
        raise Refusal("unknown_field", key[:60], name=key[:60])
    item = owner.field(key)
    with transaction.atomic():
        held = load.with_fields(rows, [item], **load.titles_for(reader, [item]))
        found = load.disclosed([item], list(held))
        if not found:
            raise NotFound()
        quotas.take(actor, "reveal", 1, leaving.policy().reveals)
        record_acts(actor, [Act("reveal", module_key, record_id, {key: [None, None]})])
    return load.wire([item], found[0])[key]
