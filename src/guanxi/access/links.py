"""One-time links: each opens once, within its days, for one purpose; only the digest of its token is kept."""

import hashlib
import secrets
from datetime import timedelta

from guanxi.access.models import Invitation, User
from guanxi.kernel import clock
from guanxi.kernel.errors import Refusal


def make(purpose: str, user: User | None, days: int) -> str:
    """The token of a new link; older ones of the same purpose and person open no more."""
    void(purpose, user)
    token = secrets.token_urlsafe(32)
    expires = clock.now() + timedelta(days=days)
    Invitation.objects.create(digest=digest(token), purpose=purpose, user=user, expires_at=expires)
    return token


def void(purpose: str, user: User | None) -> int:
    """Take back the links of a purpose and person that nobody has used; how many there were."""
    return Invitation.objects.filter(purpose=purpose, user=user, used_at__isnull=True).delete()[0]


def opened(token: str, *purposes: str) -> Invitation:
    """The link of a token for one of these purposes. Raises Refusal (403)."""
    held = Invitation.objects.select_related("user").filter(purpose__in=purposes, digest=digest(token))
    link = held.filter(used_at__isnull=True, expires_at__gt=clock.now()).first()
    if link is None:
        raise Refusal("link_invalid", status=403)
    return link


def close(link: Invitation) -> None:
    """Conditional, so that a link opens once even when two people use it at the same moment."""
    if not Invitation.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=clock.now()):
        raise Refusal("link_invalid", status=403)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
