"""The directories that administrators name. Who names one says by that who comes in, so it takes both rights: over the
settings and over the people."""

import re
from typing import Any

from django.db import transaction
from sansldap import LDAPFilter

from guanxi.access import accounts, identities, ldap_asking, ldap_people
from guanxi.access.account_models import LdapDirectory
from guanxi.kernel import crypto, ldap
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.ldap import LdapFailed
from guanxi.trail.service import Act, record_acts

_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,79}")
_PLAIN = ("authority", "bind_name", "base", "people", "id_attribute", "name_attribute", "mail_attribute")
_SWITCHES = ("active", "makes_accounts")
MOST_LOGINS = 3


def directories(actor: Actor) -> list[LdapDirectory]:
    """All of them. Raises Forbidden."""
    require_right(actor)
    return list(LdapDirectory.objects.order_by("pk"))


def require_right(actor: Actor) -> None:
    """Raises Forbidden unless the actor manages settings and people."""
    identities.require_settings_right(actor)
    accounts.require_people_right(actor)


def save(actor: Actor, key: int | None, values: dict[str, Any]) -> LdapDirectory:
    """Add a directory or change one; what is not given stays, and so does the password unless the directory answers
    elsewhere or asks as somebody else. Raises Forbidden, NotFound, Refusal."""
    require_right(actor)
    with transaction.atomic():
        row = _row(key) if key else LdapDirectory()
        before = _told(row) if key else {}
        place = ldap_asking.secret_place(row)
        _fill(row, values)
        _check(row)
        secret = values.get("secret") or ""
        if secret:
            row.secret = crypto.close(ldap_asking.PURPOSE, ldap_asking.secret_place(row), secret)
        elif not row.secret or place != ldap_asking.secret_place(row):
            raise Refusal("directory_secret_needed", "secret")
        row.save()
        record_acts(actor, [Act("directory", "users", None, _changes(before, _told(row)))])
    ldap_people.come_back(row)
    return row


def remove(actor: Actor, key: int) -> None:
    """Take a directory away; identities of it stay, and open nothing without it. Raises Forbidden, NotFound."""
    require_right(actor)
    with transaction.atomic():
        row = _row(key)
        record_acts(actor, [Act("directory", "users", None, {"name": [row.name, None]})])
        row.delete()


def test(actor: Actor, key: int) -> tuple[int, bool]:
    """How many people a directory knows, and whether there are more than were counted. Raises Forbidden, NotFound and
    Refusal, which says what is wrong."""
    require_right(actor)
    row = _row(key)
    try:
        counted = ldap_asking.count(row)
    except LdapFailed as failed:
        raise ldap_people.refusal_of(failed) from failed
    ldap_people.come_back(row)
    return counted


def _row(key: int) -> LdapDirectory:
    found = LdapDirectory.objects.filter(pk=key).first()
    if found is None:
        raise NotFound()
    return found


def _fill(row: LdapDirectory, values: dict[str, Any]) -> None:
    row.name = accounts.required_name(values.get("name", row.name))[:80]
    row.url = str(values.get("url", row.url)).strip()
    for key in _PLAIN:
        setattr(row, key, str(values.get(key, getattr(row, key))).strip())
    for key in _SWITCHES:
        setattr(row, key, bool(values.get(key, getattr(row, key))))
    row.login_attributes = ", ".join(values.get("login_attributes", ldap_asking.logins_of(row)))
    row.roles = sorted(role.key for role in accounts.known_roles(values.get("roles", row.roles)))
    if "department" in values:
        row.department = accounts.named_department(values["department"], "department")


def _check(row: LdapDirectory) -> None:
    """Raises Refusal for what can be no directory, naming the field."""
    _check_place(row)
    try:
        LDAPFilter.from_string(row.people)
    except (ValueError, RecursionError):
        raise Refusal("directory_filter", "people") from None
    for field in ("base", "bind_name"):
        if not getattr(row, field):
            raise Refusal("invalid", field)
    if row.id_attribute not in ldap_asking.LASTING:
        raise Refusal("invalid", "id_attribute")
    logins = ldap_asking.logins_of(row)
    if not 0 < len(logins) <= MOST_LOGINS or not all(_ATTRIBUTE.fullmatch(one) for one in logins):
        raise Refusal("directory_attribute", "login_attributes")
    for field in ("name_attribute", "mail_attribute"):
        text = getattr(row, field)
        if (text or field == "name_attribute") and not _ATTRIBUTE.fullmatch(text):
            raise Refusal("directory_attribute", field)
    if row.makes_accounts and not row.roles:
        raise Refusal("directory_roles", "roles")


def _check_place(row: LdapDirectory) -> None:
    try:
        ldap.place_of(row.url)
    except LdapFailed:
        raise Refusal("directory_address", "url") from None
    try:
        ldap.trusted(row.authority)
    except LdapFailed:
        raise Refusal("directory_authority", "authority") from None


def _told(row: LdapDirectory) -> dict[str, Any]:
    """What the audit says of a directory: everything but the password."""
    return {
        "name": row.name, "url": row.url, "base": row.base, "people": row.people, "bind_name": row.bind_name,
        "login_attributes": row.login_attributes, "id_attribute": row.id_attribute, "active": row.active,
        "makes_accounts": row.makes_accounts, "roles": row.roles, "department": row.department_id,
        "authority": bool(row.authority),
    }  # fmt: skip


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {key: [before.get(key), value] for key, value in after.items() if before.get(key) != value}
