"""What is asked of the company's directory: who somebody is by name and password, and whom it knows.

Names that people type are values of a filter and never its text. An entry is known by its lasting id alone; what it is
called, where it stands and what its address is may change at any time.
"""

import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sansldap import FilterAnd, FilterEquality, FilterOr, FilterSubstrings, LDAPFilter

from guanxi.access.account_models import LdapDirectory
from guanxi.kernel import crypto, ldap
from guanxi.kernel.ldap import Entry, LdapFailed, Line

PURPOSE = "ldap-directories"
# What a directory gives once and for all, and nobody changes: no name and no address may stand here.
LASTING = ("entryUUID", "objectGUID", "nsUniqueId", "ipaUniqueID")
_BINARY = "objectguid"
MOST_FOUND = 50
MOST_COUNTED = 1000
MOST_LOGIN = 200


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the directory knows them; `subject` is the lasting id."""

    subject: str
    login: str
    name: str
    email: str


def prove(directory: LdapDirectory, login: str, password: str) -> Somebody | None:
    """Who has this name and this password in a directory; None for nobody, and for more than one. Raises LdapFailed.

    A name that is not there is answered by as many steps as one that is: an entry that does not exist is tried."""
    if not login.strip() or len(login) > MOST_LOGIN:
        return None
    return _proven(directory, _named(directory, login), password)


def prove_again(directory: LdapDirectory, subject: str, password: str) -> Somebody | None:
    """Who has this lasting id and this password. Raises LdapFailed."""
    wanted = FilterEquality(directory.id_attribute, _id_value(directory, subject))
    return _proven(directory, wanted, password)


def look_up(directory: LdapDirectory, subjects: Iterable[str]) -> list[Somebody]:
    """The people with these lasting ids, at most 50. Raises LdapFailed."""
    ids = [_id_value(directory, one) for one in subjects][:MOST_FOUND]
    any_of: list[LDAPFilter] = [FilterEquality(directory.id_attribute, one) for one in ids]
    with _asking(directory) as line:
        return _somebodies(directory, _search(line, directory, FilterOr(any_of), MOST_FOUND).entries)


def browse(directory: LdapDirectory, typed: str) -> tuple[list[Somebody], bool]:
    """The people with these letters in their name, login or address, at most 50; whether there are more. Raises
    LdapFailed."""
    places = [directory.name_attribute, directory.mail_attribute, *logins_of(directory)]
    value = typed.strip()[:MOST_LOGIN].encode()
    parts: list[LDAPFilter] = [FilterSubstrings(place, None, [value], None) for place in places if place]
    with _asking(directory) as line:
        found = _search(line, directory, FilterOr(parts) if value else None, MOST_FOUND)
    return _somebodies(directory, found.entries), found.more


def count(directory: LdapDirectory) -> tuple[int, bool]:
    """How many people there are, counted up to a thousand, and whether there are more. Raises LdapFailed."""
    with _asking(directory) as line:
        found = _search(line, directory, None, MOST_COUNTED)
    return len(found.entries), found.more


def logins_of(directory: LdapDirectory) -> list[str]:
    """The attributes by which people are named when they sign in."""
    return [name.strip() for name in directory.login_attributes.split(",") if name.strip()]


def secret_of(directory: LdapDirectory) -> str:
    """The password of the account that asks. Raises LdapFailed when no key opens it."""
    try:
        return crypto.open_closed(PURPOSE, secret_place(directory), directory.secret)
    except crypto.CannotOpen as error:
        raise LdapFailed("refused") from error


def secret_place(directory: LdapDirectory) -> str:
    """For which place the password is closed: a row that is pointed at another server must be given it anew."""
    return f"access_ldapdirectory|secret|{directory.url}|{directory.bind_name}"


@contextmanager
def _asking(directory: LdapDirectory) -> Iterator[Line]:
    """A line on which the directory's own account asks."""
    with ldap.opened(ldap.place_of(directory.url, directory.authority)) as line:
        if not line.bind(directory.bind_name, secret_of(directory)):
            raise LdapFailed("refused")
        yield line


def _proven(directory: LdapDirectory, wanted: LDAPFilter, password: str) -> Somebody | None:
    # Without a password a directory would let in as nobody, and say that it went well (RFC 4513, 5.1.2).
    if not password:
        return None
    with _asking(directory) as line:
        found = _search(line, directory, wanted, 2)
        one = _somebody(directory, found.entries[0]) if len(found.entries) == 1 and not found.more else None
        name = found.entries[0].name if one else ""
        proven = line.bind(name or _nobody(directory), password)
    return one if proven and name else None


def _search(line: Line, directory: LdapDirectory, wanted: LDAPFilter | None, most: int) -> ldap.Found:
    people = LDAPFilter.from_string(directory.people)
    attributes = [directory.id_attribute, directory.name_attribute, *logins_of(directory)]
    if directory.mail_attribute:
        attributes.append(directory.mail_attribute)
    return line.search(directory.base, FilterAnd([people, wanted]) if wanted else people, attributes, most)


def _named(directory: LdapDirectory, login: str) -> LDAPFilter:
    value = login.strip().encode()
    return FilterOr([FilterEquality(name, value) for name in logins_of(directory)])


def _nobody(directory: LdapDirectory) -> str:
    return f"cn={secrets.token_hex(8)},{directory.base}"


def _somebodies(directory: LdapDirectory, entries: Iterable[Entry]) -> list[Somebody]:
    found = (_somebody(directory, entry) for entry in entries)
    return [one for one in found if one is not None]


def _somebody(directory: LdapDirectory, entry: Entry) -> Somebody | None:
    """Who an entry is; None for one without a single lasting id or without a name to sign in by."""
    subject = _subject(directory, entry)
    logins = [text for name in logins_of(directory) for text in entry.texts(name) if text]
    if not subject or not logins:
        return None
    names = [text for text in entry.texts(directory.name_attribute) if text]
    mails = entry.texts(directory.mail_attribute) if directory.mail_attribute else []
    return Somebody(subject, logins[0], (names or logins)[0], (mails or [""])[0])


def _subject(directory: LdapDirectory, entry: Entry) -> str:
    values = entry.values.get(directory.id_attribute.lower(), [])
    if len(values) != 1:
        return ""
    if directory.id_attribute.lower() == _BINARY:
        return str(uuid.UUID(bytes_le=values[0])) if len(values[0]) == 16 else ""
    text = values[0].decode("ascii", errors="replace").lower()
    return text if 0 < len(text) <= 255 and text.isascii() and text.isprintable() else ""


def _id_value(directory: LdapDirectory, subject: str) -> bytes:
    if directory.id_attribute.lower() != _BINARY:
        return subject.encode()
    try:
        return uuid.UUID(subject).bytes_le
    except ValueError as error:
        raise LdapFailed("answer") from error
