"""Accounts of people: set-up, invitations, tokens, places and roles. Everything here is audited."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet

from guanxi.access import links, rights, signins, token_scopes
from guanxi.access.models import FIXED, ApiToken, Company, Department, Post, Role, User
from guanxi.access.place import reports_of
from guanxi.access.somebody import SOMEBODY
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.trail.service import Act, record_acts

SETUP_DAYS = 7
INVITE_DAYS = 7
TOKEN_DAYS = 365


def needs_setup() -> bool:
    """Whether nobody can sign in yet."""
    with connection.cursor() as cursor:
        cursor.execute(SOMEBODY)
        return cursor.fetchone() is None


def setup_link_token() -> str | None:
    """A new one-time set-up token, making older ones invalid; None when somebody can sign in."""
    if not needs_setup():
        return None
    return links.make("setup", None, SETUP_DAYS)


def set_up(token: str, company: str, person: dict[str, str], password: str) -> User:
    """Make the first person, administrator and director at once. Raises Refusal (403) for a bad token."""
    with transaction.atomic():
        if not needs_setup():
            raise Refusal("setup_done", status=403)
        link = links.opened(token, "setup")
        user = _new_user(person, password)
        user.roles.set(Role.objects.filter(key__in=(FIXED, "director")))
        own = Company.objects.first() or Company()
        own.name = company.strip()[:200]
        own.save()
        links.close(link)
        record_acts(SYSTEM, [Act("setup", "users", user.pk)])
    return user


def company() -> Company:
    """The company that this installation serves."""
    return Company.objects.first() or Company()


def invite(
    actor: Actor, name: str, email: str, department_id: int | None, roles: Sequence[str]
) -> tuple[User, str]:
    """A person who may join by the returned token. Raises Forbidden, Refusal."""
    require_people_right(actor)
    with transaction.atomic():
        user = User(username=f"~{secrets.token_hex(8)}", email=email, is_active=False)
        user.rename(required_name(name))
        user.department = named_department(department_id, "department")
        user.save()
        user.roles.set(known_roles(roles))
        token = links.make("join", user, INVITE_DAYS)
        record_acts(actor, [Act("invite", "users", user.pk, {"roles": [[], sorted(roles)]})])
    return user, token


def awaited(token: str) -> User:
    """The person whom a link lets join, or set a new password when they have. Raises Refusal (403)."""
    user = links.opened(token, "join", "password").user
    assert user is not None
    if has_joined(user) and not user.is_active:
        raise Refusal("link_invalid", status=403)
    return user


def has_joined(user: User) -> bool:
    """Whether the person has ever chosen a password, or comes in by an identity."""
    return has_password(user) or bool(user.identities.all())


def has_password(user: User) -> bool:
    """Whether the person has a password of this installation."""
    return bool(user.password) and user.has_usable_password()


def join(token: str, person: dict[str, str], password: str) -> User:
    """Let an invited person choose login and password. Raises Refusal."""
    with transaction.atomic():
        link = links.opened(token, "join")
        user = link.user
        assert user is not None
        _fill(user, person, password)
        links.close(link)
        record_acts(SYSTEM, [Act("join", "users", user.pk)])
    rights.forget(user.pk)
    return user


def create_user(username: str, name: str, password: str, roles: Sequence[str]) -> User:
    """Make a person who may sign in at once (command line). Raises Refusal."""
    with transaction.atomic():
        user = _new_user({"username": username, "name": name}, password)
        user.roles.set(known_roles(roles))
        record_acts(SYSTEM, [Act("create", "users", user.pk, {"roles": [[], sorted(roles)]})])
    return user


def change_person(
    actor: Actor,
    user_id: int,
    *,
    name: str | None = None,
    placing: Mapping[str, int | None] | None = None,
    roles: Sequence[str] | None = None,
    active: bool | None = None,
) -> User:
    """Change a person's name, place ("department", "post", "manager"), roles or whether they may sign in. Raises
    Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    with transaction.atomic():
        administrators = list(_administrators().select_for_update().values_list("pk", flat=True))
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            raise NotFound()
        if name is not None:
            user.rename(required_name(name))
        changes = _place(user, placing or {})
        if active is not None:
            user.is_active = active and has_joined(user)
        user.save()
        if active is False:
            _end_ways_in(actor, user.pk)
        if roles is not None:
            changes["roles"] = [sorted(user.roles.values_list("key", flat=True)), sorted(set(roles))]
            user.roles.set(known_roles(roles))
        if user_id in administrators and not _administrators().exists():
            raise Refusal("last_administrator", status=409)
        record_acts(actor, [Act("edit", "users", user.pk, changes)])
    rights.forget()
    return user


def _end_ways_in(actor: Actor, user_id: int) -> None:
    """Who may sign in again one day makes new tokens: a right that was taken away does not come back by itself."""
    signins.end_all(user_id)
    if count := signins.end_tokens(user_id):
        record_acts(actor, [Act("token_revoked", "users", user_id, {"count": [None, count]})])


def _place(user: User, placing: Mapping[str, int | None]) -> dict[str, Any]:
    """Put a person, who is not saved by this, where `placing` says; before and after of what it names."""
    before = {key: getattr(user, f"{key}_id") for key in placing}
    if "department" in placing:
        user.department = named_department(placing["department"], "department")
    if "post" in placing:
        user.post = Post.objects.filter(pk=placing["post"] or 0).first()
        if user.post is None and placing["post"] is not None:
            raise Refusal("unknown_post", "post")
    if "manager" in placing:
        user.manager = User.objects.filter(pk=placing["manager"] or 0).first()
        if user.manager is None and placing["manager"] is not None:
            raise Refusal("unknown_manager", "manager")
        if user.manager is not None and user.manager.pk in reports_of(user.pk) | {user.pk}:
            raise Refusal("manager_loop", "manager", status=409)
    return {key: [before[key], getattr(user, f"{key}_id")] for key in placing}


def new_token(
    user: User, name: str, days: int = TOKEN_DAYS, scopes: Sequence[str] = token_scopes.SCOPES
) -> str:
    """A bearer token of 256 random bits for a program; only its digest is kept. Raises Refusal."""
    token = secrets.token_urlsafe(32)
    expires = clock.now() + timedelta(days=days)
    ApiToken.objects.create(
        digest=links.digest(token),
        user=user,
        name=name[:120],
        scopes=token_scopes.checked(scopes),
        expires_at=expires,
    )
    return token


def require_people_right(actor: Actor) -> None:
    """Raises Forbidden unless the actor administers people."""
    if "people.manage" not in rights.rights_of(actor).verbs and not actor.is_system:
        raise Forbidden()


def _administrators() -> "QuerySet[User]":
    return User.objects.filter(roles__key=FIXED, is_active=True).order_by("pk")


def _new_user(person: dict[str, str], password: str) -> User:
    user = User(is_active=True)
    _fill(user, person, password)
    return user


def _fill(user: User, person: dict[str, str], password: str) -> None:
    user.username = free_username(person["username"], user)
    user.rename(required_name(person["name"]))
    user.locale = person.get("locale") or user.locale
    set_password(user, password)
    user.is_active = True
    user.save()


def free_username(text: str, user: User) -> str:
    """A login name that nobody else has. Raises Refusal."""
    username = text.strip()
    if not 2 <= len(username) <= 80 or username.startswith("~") or any(c.isspace() for c in username):
        raise Refusal("invalid", "username")
    if User.objects.filter(username__iexact=username).exclude(pk=user.pk).exists():
        raise Refusal("username_taken", "username", status=409)
    return username


def set_password(user: User, password: str) -> None:
    """Give a person, who is not saved by this, a password. Raises Refusal for a weak one."""
    try:
        validate_password(password, user)
    except ValidationError:
        raise Refusal("password_weak", "password") from None
    user.set_password(password)


def required_name(name: str) -> str:
    """A name of a person or place without superfluous blanks. Raises Refusal."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > 120:
        raise Refusal("invalid", "name")
    return cleaned


def named_department(department_id: int | None, field: str) -> Department | None:
    """The department that `field` of a request names; None for none. Raises Refusal for an unknown one."""
    if department_id is None:
        return None
    found = Department.objects.filter(pk=department_id).first()
    if found is None:
        raise Refusal("unknown_department", field)
    return found


def known_roles(keys: Iterable[str]) -> list[Role]:
    """The roles of these keys. Raises Refusal (field "roles") for one that there is not."""
    wanted = set(keys)
    found = list(Role.objects.filter(key__in=wanted))
    missing = wanted - {role.key for role in found}
    if missing:
        raise Refusal("unknown_role", "roles", value=min(missing)[:40])
    return found
