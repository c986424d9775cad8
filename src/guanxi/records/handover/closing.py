"""The end of a handover: what came of it, the certificate, and who is told."""

import hashlib
from collections import Counter, defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Count, F

from guanxi.access.models import User
from guanxi.channels.inapp import Notice, notify
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records.blobs import blobs
from guanxi.records.handover import succession
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.schema.modules import MODULES
from guanxi.trail.service import Act, record_acts

MOST_BYTES = 100 << 20


def closed(actor: Actor, row: Handover, counts: dict[str, Any]) -> dict[str, Any]:
    """Finish a handover all records of which were compared; what it came to. A second time it is finished anew."""
    from guanxi.records.handover import certificate  # lazy: writing PDFs takes long to load

    row.summary = {**_summary(row), "counts": counts}
    row.before, row.after = _digests(row)
    row.finished_at = clock.now()
    blob = blobs().put([certificate.made(actor, row)], MOST_BYTES)
    row.paper, row.paper_size, row.state = blob.digest, blob.size, "done"
    result = {
        "handover": str(row.pk),
        **{key: row.summary[key] for key in ("moved", "stayed", "differences")},
    }
    result |= {kind: many for kind, many in succession.counted(row.duties, "moved").items() if many}
    told = {key: [None, value] for key, value in result.items() if key != "handover"}
    with transaction.atomic():
        row.save()
        told |= {"of": [None, row.pk], "file": [None, blob.digest]}
        record_acts(actor, [Act("handed_over", "users", row.person_id, told)])
        _tell(row)
    return result


def differing(row: Handover) -> "list[HandoverItem]":
    """The records that are not as they were, in their order."""
    moved = row.items.filter(state="moved").exclude(before=F("after"))
    return list(moved.order_by("position"))


def _summary(row: Handover) -> dict[str, Any]:
    """How many moved and stayed, of which module, to whom and why."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    stayed: dict[str, Counter[str]] = defaultdict(Counter)
    grouped = row.items.values_list("module", "to_id", "state", "reason").annotate(many=Count("pk"))
    for key, to, state, reason, many in grouped.order_by("module", "to_id"):
        if state == "moved":
            people[str(to)][key] += many
        else:
            stayed[key][reason] += many
    return {
        "people": {to: dict(kinds) for to, kinds in people.items()},
        "left": {key: dict(reasons) for key, reasons in stayed.items()},
        "moved": sum(sum(kinds.values()) for kinds in people.values()),
        "stayed": sum(sum(reasons.values()) for reasons in stayed.values()),
        "differences": row.items.filter(state="moved").exclude(before=F("after")).count(),
    }


def _digests(row: Handover) -> tuple[str, str]:
    """Digests over the marks of all records that moved, in their order."""
    before, after = hashlib.sha256(), hashlib.sha256()
    moved = row.items.filter(state="moved").order_by("position")
    for key, record_id, was, now in moved.values_list("module", "record_id", "before", "after").iterator():
        before.update(f"{key}/{record_id}:{was}\n".encode())
        after.update(f"{key}/{record_id}:{now}\n".encode())
    return before.hexdigest(), after.hexdigest()


def _tell(row: Handover) -> None:
    """One notice for everybody who got something."""
    text = "notify_handed_back" if row.undoes_id else "notify_handed_over"
    name = User.objects.values_list("name", flat=True).get(pk=row.person_id)
    got: dict[int, dict[str, int]] = {int(to): dict(kinds) for to, kinds in row.summary["people"].items()}
    for to, kinds in succession.received(row.duties).items():
        got[to] = {**got.get(to, {}), **kinds}
    notify(
        Notice(to, "handover", {"text": text, "person": name, "counts": kinds}, _first_module(kinds), effect=f"handover:{row.pk}:{to}")
        for to, kinds in got.items()
    )  # fmt: skip


def _first_module(kinds: dict[str, int]) -> str:
    return next((key for key in kinds if key in MODULES), "")
