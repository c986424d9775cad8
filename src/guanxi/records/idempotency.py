"""Replies kept by Idempotency-Key, in the same transaction as what they answer."""

from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records.models import Reply


def reply(actor: Actor, key: str, digest: str) -> Reply | None:
    """The reply given to this key before. Raises Refusal (422) when it answered another request."""
    held = Reply.objects.filter(user_id=actor.person_id, key=key).first()
    if held is not None and held.digest != digest:
        raise Refusal("idempotency_reused")
    return held


def keep(actor: Actor, key: str, digest: str, status: int, body: str) -> None:
    """Keep a reply to be given again."""
    Reply.objects.create(user_id=actor.person_id, key=key, digest=digest, status=status, body=body)
