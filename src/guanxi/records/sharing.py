"""Opening one record to somebody by hand, and the people who work on it together. Every change is audited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from guanxi.access import rights
from guanxi.access.holders import checked
from guanxi.access.models import Grant
from guanxi.access.scopes import GRANTS, parts_of
from guanxi.channels.inapp import Notice, notify
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import read
from guanxi.schema.modules import module
from guanxi.trail.service import Act, record_acts

MOST = 200
KINDS = {"share": ("user", "team", "department"), "collaborator": ("user",)}
LONGEST_PART = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom, how far and until when; a collaborator has a `part` in the work and no end."""

    holder: str
    level: str
    kind: str = "share"
    part: str = ""
    until: datetime | None = None


def shares(actor: Actor, module_key: str, record_id: int) -> list[Grant]:
    """The shares of a record that hold now, newest first. Raises NotFound."""
    read.get(actor, module_key, record_id)
    return list(_live(module_key, record_id).order_by("-made_at", "-pk")[:MOST])


def share(actor: Actor, module_key: str, record_id: int, offer: Offer) -> Grant:
    """Open a record to somebody, or change how. Raises NotFound, Forbidden, Refusal."""
    read.get(actor, module_key, record_id)
    _check(offer)
    with transaction.atomic():
        _require(actor, module_key, record_id, offer.level)
        if _live(module_key, record_id).exclude(holder=offer.holder).count() >= MOST:
            raise Refusal("too_many_shares", status=409, limit=MOST)
        same: dict[str, Any] = {
            "module": module_key,
            "record_id": record_id,
            "holder": offer.holder,
            "kind": offer.kind,
        }
        held = Grant.objects.select_for_update().filter(**same).first()
        before = held.told() if held is not None and held.holds() else None
        made, _ = Grant.objects.update_or_create(
            **same,
            defaults={"level": offer.level, "part": offer.part.strip(), "until": offer.until,
                      "made_by_id": actor.user_id, "made_at": clock.now()},
        )  # fmt: skip
        changes = {offer.holder: [before, made.told()]}
        record_acts(actor, [Act("share", module_key, record_id, changes)])
        if before is None:
            _tell(actor, made)
    rights.forget()
    return made


def unshare(actor: Actor, module_key: str, record_id: int, share_id: int) -> None:
    """Close a record again to somebody. Raises NotFound, Forbidden."""
    with transaction.atomic():
        read.get(actor, module_key, record_id)
        held = _live(module_key, record_id).filter(pk=share_id).first()
        if held is None:
            raise NotFound()
        if held.made_by_id != actor.user_id:
            # Whoever opened it may close it; others as if they opened it.
            _require(actor, module_key, record_id, held.level)
        record_acts(actor, [Act("unshare", module_key, record_id, {held.holder: [held.told(), None]})])
        held.delete()
    rights.forget()


def shares_of(module_key: str, ids: Iterable[int]) -> list[Grant]:
    """The shares that hold now of some records."""
    return list(_live(module_key, *ids).order_by("pk"))


def _require(actor: Actor, module_key: str, record_id: int, level: str) -> None:
    read.get(actor, module_key, record_id)
    if module(module_key).follows or not read.may(actor, "share", module_key, record_id):
        raise Forbidden()
    if level == "write" and not read.may(actor, "edit", module_key, record_id):
        # Nobody gives away more than they have.
        raise Forbidden("may_not_share_write", "level")


def _tell(actor: Actor, made: Grant) -> None:
    """Tell a person that something was opened to them; what it is called is looked up when they read it."""
    kind, user_id = parts_of(made.holder)
    if kind != "user" or user_id == actor.user_id:
        return
    rights.forget(user_id)
    try:
        read.get(rights.actor_of(user_id, "notice"), made.module, made.record_id)
    except Refusal:
        # They do not see the module, or may not sign in: the share opens nothing yet.
        return
    notify([Notice(user_id, "shared", {"actor": actor.name}, made.module, made.record_id)])


def _check(offer: Offer) -> None:
    if offer.kind not in KINDS:
        raise Refusal("invalid", "kind")
    if offer.level not in GRANTS:
        raise Refusal("invalid", "level")
    if len(offer.part.strip()) > LONGEST_PART:
        raise Refusal("too_long", "part", label="part", limit=LONGEST_PART)
    if offer.until is not None and (offer.kind == "collaborator" or offer.until <= clock.now()):
        raise Refusal("share_over", "until")
    checked(offer.holder, KINDS[offer.kind])


def _live(module_key: str, *ids: int) -> "QuerySet[Grant]":
    live = Q(until__isnull=True) | Q(until__gt=clock.now())
    return Grant.objects.filter(live, module=module_key, record_id__in=ids)
