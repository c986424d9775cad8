"""What leaves the house as a file is told to the audit before it leaves: that it was asked for, which records it holds, that
it was fetched. If it cannot be told, it does not happen."""

from collections.abc import Mapping, Set
from typing import Any

from django.db import transaction

from guanxi.jobs.models import Job
from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor
from guanxi.trail.models import Touched
from guanxi.trail.service import Act, record_acts
from guanxi.trail.verify import ids_digest

CHUNK = 5000
TOLD = ("columns", "criteria", "search", "format")


def asked(actor: Actor, payload: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> int:
    """Tell in the running transaction that a file is asked for; the id of the act."""
    (act,) = record_acts(actor, [Act("export", payload["module"], None, told(payload, more))])
    return act


def told(payload: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What is told of an export that is asked for."""
    said = {key: [None, payload[key]] for key in TOLD if payload.get(key) is not None}
    return {**(more or {}), **said}


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
    said = {"of": [None, act], "count": [None, len(ordered)], "ids": [None, ids_digest(ordered)]}
    record_acts(actor, [Act("exported", payload["module"], None, said)])


def fetched(actor: Actor, row: Job) -> None:
    """Tell that the file of an export is fetched."""
    said = {"format": [None, row.payload["format"]], "of": [None, row.payload.get("act")]}
    record_acts(actor, [Act("download", row.payload["module"], None, said)])
