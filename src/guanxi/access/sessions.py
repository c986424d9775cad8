"""Where a person is signed in: the list of sessions, and how they end."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from guanxi.access import signins
from guanxi.access.accounts import require_people_right
from guanxi.access.models import User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound
from guanxi.kernel.recent import Recent
from guanxi.trail.service import Act, record_acts

# A list of sessions need not be more exact; each look at the clock is a write.
SEEN_SECONDS = 60.0
_seen: Recent[str, bool] = Recent(SEEN_SECONDS)


def open_sessions(user_id: int) -> list[UserSession]:
    """A person's sessions that still hold, the latest seen first."""
    alive = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    rows = UserSession.objects.filter(user_id=user_id, session_key__in=alive)
    return list(rows.order_by("-last_seen_at", "-pk")[:200])


def seen(session_key: str) -> None:
    """Note that a session is in use; at most once a minute in each process."""
    if _seen.get(session_key):
        return
    _seen.put(session_key, True)
    at = clock.now()
    rows = UserSession.objects.filter(session_key=session_key)
    rows.filter(last_seen_at__lt=at - timedelta(seconds=SEEN_SECONDS)).update(last_seen_at=at)


def end(actor: Actor, session_id: int) -> str:
    """End one of the own sessions; its key. Raises NotFound."""
    with transaction.atomic():
        row = UserSession.objects.filter(pk=session_id, user_id=actor.person_id).first()
        if row is None:
            raise NotFound()
        signins.end([row.session_key])
        record_acts(actor, [Act("sessions_ended", "users", actor.person_id, {"count": [None, 1]})])
    return str(row.session_key)


def end_others(actor: Actor, current: str) -> int:
    """End all own sessions but the current one; how many there were."""
    with transaction.atomic():
        rows = UserSession.objects.filter(user_id=actor.person_id).exclude(session_key=current)
        count = signins.end(rows.values_list("session_key", flat=True))
        record_acts(actor, [Act("sessions_ended", "users", actor.person_id, {"count": [None, count]})])
    return count


def end_all(actor: Actor, user_id: int) -> int:
    """Sign a person out everywhere; how many sessions there were. Raises Forbidden, NotFound."""
    require_people_right(actor)
    with transaction.atomic():
        if not User.objects.filter(pk=user_id).exists():
            raise NotFound()
        count = signins.end_all(user_id)
        record_acts(actor, [Act("sessions_ended", "users", user_id, {"count": [None, count]})])
    return count
