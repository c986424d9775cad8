"""What leaves the house as a file is told to the audit before it leaves: that it was asked for, which records it holds, that
it was fetched. If it cannot be told, it does not happen."""

from collections.abc import Mapping, Set
from typing import Any

from django.db import transaction

from guanxi.jobs.models import Job
from guanxi.jobs.queue import enqueue
from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor
from guanxi.trail.models import Touched
from guanxi.trail.service import Act, record_acts
from guanxi.trail.verify import ids_digest

CHUNK = 5000
TOLD = ("columns", "criteria", "search", "format")


def asked(
    actor: Actor, payload: dict[str, Any], kind: str = "records.export", more: Mapping[str, Any] | None = None
) -> Job:
    """The job of an export, told to the audit in one transaction with it."""
    told = {**(more or {})}
    told |= {key: [None, payload[key]] for key in TOLD if payload.get(key) is not None}
    with transaction.atomic():
        (act,) = record_acts(actor, [Act("export", payload["module"], None, told)])
        return enqueue(kind, {**payload, "act": act}, actor.user_id)


def done(actor: Actor, payload: Mapping[str, Any], ids: Set[int]) -> None:
    """Tell which records a file holds, before anybody can fetch it; a second run of the job tells it anew."""
    act = payload.get("act")
    if act is None:
        (act,) = record_acts(actor, [Act("export", payload["module"], None)])
    ordered = sorted(ids)
    Touched.objects.filter(act_id=act).delete()
    for some in bulk.chunks(ordered, CHUNK):
        rows = [{"act_id": act, "module": payload["module"], "record_id": key} for key in some]
        with transaction.atomic():
            bulk.insert(Touched, rows)
    told = {"of": [None, act], "count": [None, len(ordered)], "ids": [None, ids_digest(ordered)]}
    record_acts(actor, [Act("exported", payload["module"], None, told)])


def fetched(actor: Actor, row: Job) -> None:
    """Tell that the file of an export is fetched."""
    told = {"format": [None, row.payload["format"]], "of": [None, row.payload.get("act")]}
    record_acts(actor, [Act("download", row.payload["module"], None, told)])
