"""Records that go to a printer as a list or as labels: counted and told like an export, and marked with whose they are."""

from collections.abc import Sequence

from django.db import transaction

from guanxi.access import leaving as rules
from guanxi.access import questions, quotas
from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.records import leaving, marks, read
from guanxi.records.marks import Mark
from guanxi.records.reader import ActorReader
from guanxi.trail.models import Touched
from guanxi.trail.service import Act, record_acts

MOST = 1000


def printed(actor: Actor, module_key: str, ids: Sequence[int], form: str) -> Mark:
    """Count these records as taken out, and tell it; what is to stand on the paper. Raises NotFound, Forbidden, Refusal:
    422 where somebody else would have to approve so many (an export can be asked for), 429 beyond the day's number."""
    read.opened(ActorReader(actor), module_key)
    if not questions.can(actor, "export", module_key):
        raise Forbidden()
    seen = sorted(read.exists(actor, module_key, ids))
    limits = rules.limits_of(actor, module_key)
    if limits.approval is not None and len(seen) >= limits.approval:
        raise Refusal("print_needs_approval", over=f"{limits.approval:,}")
    with transaction.atomic():
        quotas.take(actor, leaving.QUOTA, len(seen), limits.rows)
        told = {"count": [None, len(seen)], "format": [None, form]}
        (act,) = record_acts(actor, [Act("print", module_key, None, told)])
        bulk.insert(Touched, [{"act_id": act, "module": module_key, "record_id": key} for key in seen])
    return marks.of(actor, {})
