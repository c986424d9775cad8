"""Tokens of programs: made and revoked by their person; each acts with at most that person's rights."""

from dataclasses import dataclass

from django.db import transaction

from guanxi.access import accounts
from guanxi.access.models import ApiToken, User
from guanxi.access.token_scopes import checked, narrowing
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.recent import Recent
from guanxi.trail.service import Act, record_acts

MOST_TOKENS = 50
USED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token it is, and how it narrows that person's rights."""

    user_id: int
    scopes: frozenset[str] | None


_bearers: Recent[str, Bearer] = Recent()
_used: Recent[str, bool] = Recent(USED_SECONDS)


def bearer(digest: str) -> Bearer | None:
    """The active person whose valid token has this digest; known for at most five seconds."""
    known = _bearers.get(digest)
    if known is not None:
        return known
    held = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True, expires_at__gt=clock.now())
    found = held.filter(user__is_active=True).values_list("user_id", "scopes").first()
    if found is None:
        return None
    _note_use(digest)
    return _bearers.put(digest, Bearer(found[0], narrowing(found[1])))


def own(actor: Actor) -> list[ApiToken]:
    """The person's tokens that were not revoked, the newest first."""
    rows = ApiToken.objects.filter(user_id=actor.person_id, revoked_at__isnull=True)
    return list(rows.order_by("-pk")[:MOST_TOKENS])


def make(actor: Actor, name: str, scopes: list[str], days: int) -> tuple[ApiToken, str]:
    """A new token of the person, and its text, which is told this once. Raises Refusal."""
    if not 1 <= days <= accounts.TOKEN_DAYS:
        raise Refusal("token_days", "days", most=accounts.TOKEN_DAYS)
    wanted = checked(scopes)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=actor.person_id)
        if ApiToken.objects.filter(user=user, revoked_at__isnull=True).count() >= MOST_TOKENS:
            raise Refusal("too_many_tokens", status=409, most=MOST_TOKENS)
        text = accounts.new_token(user, accounts.required_name(name), days, wanted)
        row = ApiToken.objects.filter(user=user).latest("pk")
        changes = {"name": [None, row.name], "scopes": [None, wanted], "days": [None, days]}
        record_acts(actor, [Act("token_made", "users", user.pk, changes)])
    return row, text


def revoke(actor: Actor, token_id: int) -> None:
    """Let one of the own tokens open nothing any more. Raises NotFound."""
    with transaction.atomic():
        row = ApiToken.objects.filter(pk=token_id, user_id=actor.person_id, revoked_at__isnull=True).first()
        if row is None:
            raise NotFound()
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        record_acts(actor, [Act("token_revoked", "users", actor.person_id, {"name": [row.name, None]})])
    _bearers.drop(row.digest)


def _note_use(digest: str) -> None:
    """Once a minute in each process is exact enough; each look at the clock is a write."""
    if not _used.get(digest):
        _used.put(digest, True)
        ApiToken.objects.filter(digest=digest).update(last_used_at=clock.now())
