"""Who came, who went, who was not let in: told to the audit."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from guanxi.kernel.actor import Actor
from guanxi.trail.notes import note_stranger
from guanxi.trail.service import Act, record_acts

MOST = 80


def listen() -> None:
    """Hear of every sign-in and sign-out of this process."""
    user_logged_in.connect(_came, dispatch_uid="audit")
    user_logged_out.connect(_went, dispatch_uid="audit")
    user_login_failed.connect(_was_not_let_in, dispatch_uid="audit")


def _came(user: Any, **_: object) -> None:
    record_acts(Actor(user.pk, user.name, origin="web"), [Act("login", "users", user.pk)])


def _went(user: Any = None, **_: object) -> None:
    if user is not None and user.pk:
        record_acts(Actor(user.pk, user.name, origin="web"), [Act("logout", "users", user.pk)])


def _was_not_let_in(credentials: dict[str, Any], **_: object) -> None:
    """The name as it was typed, never the password."""
    typed = str(credentials.get("username") or credentials.get("email") or "")[:MOST]
    note_stranger(Act("login_failed", "users", None, {"login": [None, typed]}))
