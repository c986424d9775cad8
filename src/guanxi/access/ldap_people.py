"""People who come by the company's directory. Only an identity lets in, and it is made by an administrator, by its person
or, where a directory is set so, by the first sign-in; the same name or e-mail address never makes one."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from guanxi.access import accounts, identities, ldap_asking
from guanxi.access.account_models import Identity, LdapDirectory
from guanxi.access.ldap_asking import Somebody
from guanxi.access.models import User
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.ldap import LdapFailed
from guanxi.trail.notes import note
from guanxi.trail.service import Act, record_acts

T = TypeVar("T")
log = logging.getLogger("guanxi.access")
# Whoever waits for a directory that is away holds a thread: it is left alone for a while.
AWAY_SECONDS = 15
AWAY = ("unreachable", "certificate", "tls")


def sign_in(login: str, password: str) -> User | None:
    """Whose name and password these are in one of the directories; None for nobody, and for who is not linked."""
    for directory in LdapDirectory.objects.filter(active=True).order_by("pk"):
        found = _asked(directory, lambda one: ldap_asking.prove(one, login, password))
        if found is not None:
            return _entered(directory, found)
    return None


def proves(user: User, password: str) -> bool:
    """Whether this is the password of an active person in a directory to which they are linked."""
    held = dict(Identity.objects.filter(user=user).values_list("issuer", "subject"))
    mine = [one for one in LdapDirectory.objects.filter(active=True) if one.issuer in held]
    return user.is_active and any(
        _asked(one, lambda asked: ldap_asking.prove_again(asked, held[asked.issuer], password))
        for one in mine
    )


def link(actor: Actor, key: int, login: str, password: str) -> bool:
    """Link the person to who they are in a directory; whether name and password are right. Raises NotFound, Refusal."""
    directory = in_use(key)
    try:
        found = ldap_asking.prove(directory, login, password)
    except LdapFailed as failed:
        raise refusal_of(failed) from failed
    if found is None:
        note(actor, Act("login_failed", "users", None, {"login": [None, login[:80]]}))
        return False
    identities.link(actor.person_id or 0, directory.issuer, found.subject)
    return True


def bring_in(
    actor: Actor, key: int, subjects: Sequence[str], roles: Sequence[str], department_id: int | None
) -> list[User]:
    """Make accounts for people of a directory, who sign in by it at once. All or none. Raises Forbidden, NotFound, Refusal."""
    accounts.require_people_right(actor)
    directory = in_use(key)
    wanted = set(subjects)
    try:
        found = ldap_asking.look_up(directory, sorted(wanted))
    except LdapFailed as failed:
        raise refusal_of(failed) from failed
    if {one.subject for one in found} != wanted or len(found) != len(wanted):
        raise Refusal("directory_person_gone", "people")
    with transaction.atomic():
        return [_new(actor, directory, one, roles, department_id) for one in found]


def linked_subjects(directory: LdapDirectory, people: Iterable[Somebody]) -> set[str]:
    """Which of these people have an account by this directory."""
    ids = [one.subject for one in people]
    rows = Identity.objects.filter(issuer=directory.issuer, subject__in=ids)
    return set(rows.values_list("subject", flat=True))


def in_use(key: int) -> LdapDirectory:
    """A directory that is switched on. Raises NotFound."""
    found = LdapDirectory.objects.filter(pk=key, active=True).first()
    if found is None:
        raise NotFound()
    return found


def offered() -> list[dict[str, str]]:
    """The directories to which people may link themselves."""
    rows = LdapDirectory.objects.filter(active=True).order_by("pk").values_list("pk", "name")
    return [{"id": str(key), "name": name} for key, name in rows]


def refusal_of(failed: LdapFailed) -> Refusal:
    """What is wrong, for those who may know."""
    return Refusal(f"directory_{failed.reason}")


def come_back(directory: LdapDirectory) -> None:
    """Ask a directory again that was away a moment ago."""
    cache.delete(_away(directory))


def _asked(directory: LdapDirectory, question: Callable[[LdapDirectory], T | None]) -> T | None:
    """What a directory answers; None while it is away, of which only the log tells."""
    if cache.get(_away(directory)):
        return None
    try:
        return question(directory)
    except LdapFailed as failed:
        log.warning("directory %s: nobody can sign in by it (%s)", directory.pk, failed.reason)
        if failed.reason in AWAY:
            cache.set(_away(directory), failed.reason, AWAY_SECONDS)
        return None


def _away(directory: LdapDirectory) -> str:
    return f"directory-away-{directory.pk}"


def _entered(directory: LdapDirectory, found: Somebody) -> User | None:
    """The active person who proved in a directory who they are; a new one where it is set so."""
    rows = Identity.objects.select_related("user")
    identity = rows.filter(issuer=directory.issuer, subject=found.subject).first()
    if identity is None:
        return _made(directory, found)
    if not identity.user.is_active:
        return None
    identity.last_used_at = clock.now()
    identity.save(update_fields=["last_used_at"])
    return identity.user


def _made(directory: LdapDirectory, found: Somebody) -> User | None:
    """The account of somebody who comes for the first time, where the directory is set so."""
    if not directory.makes_accounts:
        log.info("directory %s: somebody who is linked to no account was not let in", directory.pk)
        return None
    try:
        with transaction.atomic():
            return _new(SYSTEM, directory, found, directory.roles, directory.department_id)
    except Refusal as refusal:
        log.warning("directory %s: no account was made (%s)", directory.pk, refusal.code)
        return None


def _new(
    actor: Actor, directory: LdapDirectory, one: Somebody, roles: Sequence[str], department_id: int | None
) -> User:
    user = User(is_active=True, email=_address(one.email))
    user.set_unusable_password()
    try:
        user.username = accounts.free_username(one.login, user)
    except Refusal as refusal:
        raise Refusal(
            "directory_login_unusable", "people", status=refusal.status, value=one.login[:80]
        ) from refusal
    user.rename(accounts.required_name(one.name[:120]))
    user.department = accounts.named_department(department_id, "department")
    held = accounts.known_roles(roles)
    try:
        with transaction.atomic():
            user.save()
            Identity.objects.create(user=user, issuer=directory.issuer, subject=one.subject)
    except IntegrityError:
        raise Refusal("identity_taken", "people", status=409) from None
    user.roles.set(held)
    changes = {"roles": [[], sorted(roles)], "issuer": [None, directory.name]}
    record_acts(actor, [Act("create", "users", user.pk, changes)])
    return user


def _address(text: str) -> str:
    """An e-mail address as the directory has it, or none."""
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= 254 else ""
