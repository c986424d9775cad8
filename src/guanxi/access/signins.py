"""Whether somebody who signed in a while ago still is: for connections that live longer than a request."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from guanxi.access.models import ApiToken, User
from guanxi.kernel import clock


@dataclass(frozen=True, slots=True)
class SignIn:
    """By what a person is signed in: a session or a token; `secret` is the password's hash at that time."""

    user_id: int
    secret: str
    session: str = ""
    token: str = ""


def sign_in(user_id: int, *, session: str = "", token: str = "") -> SignIn | None:
    """The sign-in of an active person by a session key or a token's digest."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return SignIn(user_id, user.password, session, token) if user else None


def standing(held: Collection[SignIn]) -> set[SignIn]:
    """Those that still hold, by three queries for any number: the person is active, the session was not ended nor the
    password changed since, the token was not revoked."""
    at = clock.now()
    people = User.objects.filter(pk__in={one.user_id for one in held}, is_active=True)
    secrets = dict(people.values_list("pk", "password"))
    keys = {one.session for one in held if one.session}
    open_sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    sessions = set(open_sessions.values_list("session_key", flat=True)) if keys else set()
    digests = {one.token for one in held if one.token}
    valid = ApiToken.objects.filter(digest__in=digests, revoked_at__isnull=True, expires_at__gt=at)
    tokens = set(valid.values_list("digest", flat=True)) if digests else set()
    return {
        one
        for one in held
        if one.user_id in secrets
        and (
            one.token in tokens
            if one.token
            else one.session in sessions and secrets[one.user_id] == one.secret
        )
    }


def end(session_keys: Iterable[str]) -> int:
    """End sessions; how many it were."""
    ended = list(session_keys)
    Session.objects.filter(session_key__in=ended).delete()
    UserSession.objects.filter(session_key__in=ended).delete()
    return len(ended)


def end_tokens(user_id: int) -> int:
    """Let no token of a person open anything any more; how many did."""
    held = ApiToken.objects.filter(user_id=user_id, revoked_at__isnull=True, expires_at__gt=clock.now())
    return held.update(revoked_at=clock.now())


def end_all(user_id: int) -> int:
    """End every session of a person; how many it were."""
    return end(UserSession.objects.filter(user_id=user_id).values_list("session_key", flat=True))
