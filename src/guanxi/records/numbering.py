"""Numbers that the system gives: each is given once, gaps are allowed."""

from django.db.models import F

from guanxi.records.models import Counter
from guanxi.records.plugs import Batch


def give_numbers(batch: Batch) -> None:
    """Fill in the automatic numbers of new records."""
    for key, item in batch.module.fields.items():
        if item.kit.given and batch.verb == "create":
            last = _advance(batch.module.key, key, len(batch.rows))
            for offset, row in enumerate(reversed(batch.rows)):
                row.new[key] = item.kit.face(item, last - offset)  # type: ignore[attr-defined]


def _advance(module_key: str, field_key: str, count: int) -> int:
    """Take the next `count` numbers in one statement and return the last of them."""
    counter = Counter.objects.filter(module=module_key, field=field_key)
    if not counter.update(value=F("value") + count):
        Counter.objects.get_or_create(module=module_key, field=field_key)
        counter.update(value=F("value") + count)
    # The row is ours until the transaction ends: nobody has moved it since.
    return counter.values_list("value", flat=True).get()
