"""New ways in for people who have an account: another invitation, a link for a forgotten password, or none any more."""

from django.db import transaction

from guanxi.access import accounts, links, rights
from guanxi.access.models import User
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.trail.service import Act, record_acts

PASSWORD_DAYS = 1


def new_link(actor: Actor, user_id: int, *, local: bool = False) -> str:
    """The token of a link by which a person comes in: to join who has not, to set a new password who has. Who comes by
    an identity alone gets one only when a password of this installation is meant (`local`). Older ones open no more.
    Raises Forbidden, NotFound, Refusal for who may not sign in."""
    accounts.require_people_right(actor)
    with transaction.atomic():
        user = _locked(user_id)
        if accounts.has_joined(user):
            if not user.is_active:
                raise Refusal("person_inactive", status=409)
            if not local and not accounts.has_password(user):
                raise Refusal("person_of_directory", status=409)
            token = links.make("password", user, PASSWORD_DAYS)
            record_acts(actor, [Act("password_link", "users", user.pk)])
            return token
        if user.is_active:
            # Somebody of the demonstration.
            raise Refusal("already_joined", status=409)
        if user.password:
            # The invitation was withdrawn, and is not any more.
            user.password = ""
            user.save(update_fields=["password"])
        token = links.make("join", user, accounts.INVITE_DAYS)
        record_acts(actor, [Act("invite", "users", user.pk)])
    return token


def withdraw(actor: Actor, user_id: int) -> None:
    """Let no link of a person open any more; who has not joined is not expected to. What was made theirs stays.
    Raises Forbidden, NotFound."""
    accounts.require_people_right(actor)
    with transaction.atomic():
        user = _locked(user_id)
        awaited = not user.is_active and not user.password
        if awaited:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        if links.void("join", user) + links.void("password", user) or awaited:
            record_acts(actor, [Act("withdraw", "users", user.pk)])


def new_password(token: str, password: str) -> User:
    """Set a person's password by a link; every session that they have ends by that. Raises Refusal."""
    with transaction.atomic():
        link = links.opened(token, "password")
        user = link.user
        if user is None or not user.is_active:
            raise Refusal("link_invalid", status=403)
        accounts.set_password(user, password)
        user.save(update_fields=["password"])
        links.close(link)
        record_acts(SYSTEM, [Act("password", "users", user.pk)])
    rights.forget(user.pk)
    return user


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update(of=("self",)).filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    return user
