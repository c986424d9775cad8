"""The company's directories (LDAP): their settings, bringing people in, and the link of one's own."""

from typing import Annotated, Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, ldap_asking, ldap_people, ldap_settings
from guanxi.access.account_models import LdapDirectory
from guanxi.access.ldap_asking import Somebody
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, by_program, require_recent
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.kernel.ldap import LdapFailed

router = Router(tags=["directories"])
# As long as failed logins count, since they count together.
TRIES_SECONDS = 300
Attribute = Annotated[str, Field(min_length=1, max_length=80)]


class Directory(Strict):
    """A directory; absent keys stay."""

    name: str | None = Field(None, min_length=1, max_length=80)
    url: str | None = Field(None, min_length=1, max_length=300)
    authority: str | None = Field(None, max_length=40_000)
    bind_name: str | None = Field(None, min_length=1, max_length=500)
    secret: str | None = Field(None, max_length=500)
    base: str | None = Field(None, min_length=1, max_length=500)
    people: str | None = Field(None, min_length=1, max_length=1000)
    login_attributes: list[Attribute] | None = Field(None, min_length=1, max_length=3)
    id_attribute: str | None = Field(None, max_length=40)
    name_attribute: str | None = Field(None, min_length=1, max_length=80)
    mail_attribute: str | None = Field(None, max_length=80)
    active: bool | None = None
    makes_accounts: bool | None = None
    roles: list[str] | None = Field(None, max_length=20)
    department: str | None = None


class NewDirectory(Directory):
    """A new directory."""

    name: str = Field(min_length=1, max_length=80)
    url: str = Field(min_length=1, max_length=300)
    bind_name: str = Field(min_length=1, max_length=500)
    secret: str = Field(min_length=1, max_length=500)
    base: str = Field(min_length=1, max_length=500)
    people: str = Field(min_length=1, max_length=1000)
    login_attributes: list[Attribute] = Field(min_length=1, max_length=3)
    id_attribute: str = Field(max_length=40)
    name_attribute: str = Field(min_length=1, max_length=80)


class Wanted(Strict):
    """Letters of a name, a login or an address; none for the first people."""

    text: str = Field("", max_length=100)


class BringIn(Strict):
    """Whom to bring in, by lasting ids, and where they belong."""

    people: list[Annotated[str, Field(min_length=1, max_length=255)]] = Field(min_length=1, max_length=50)
    roles: list[str] = Field(min_length=1, max_length=20)
    department: str | None = None


class Link(Strict):
    """Who one is in a directory."""

    directory: str
    login: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=1, max_length=200)


@router.get("/security/directories")
def directories(request: ActorRequest) -> HttpResponse:
    """The directories, without their passwords."""
    found = ldap_settings.directories(request.actor)
    return answer({"directories": [_directory(one) for one in found]})


@router.post("/security/directories")
def add_directory(request: ActorRequest, payload: NewDirectory) -> HttpResponse:
    """A new directory."""
    return answer(_directory(_saved(request, None, payload)), 201)


@router.patch("/security/directories/{directory_id}")
def change_directory(request: ActorRequest, directory_id: str, payload: Directory) -> HttpResponse:
    """Change a directory."""
    return answer(_directory(_saved(request, number(directory_id), payload)))


@router.delete("/security/directories/{directory_id}")
def remove_directory(request: ActorRequest, directory_id: str) -> HttpResponse:
    """Take a directory away."""
    ldap_settings.require_right(request.actor)
    require_recent(request)
    ldap_settings.remove(request.actor, number(directory_id))
    return HttpResponse(status=204)


@router.post("/security/directories/{directory_id}/test")
def test_directory(request: ActorRequest, directory_id: str) -> HttpResponse:
    """Ask a directory how many people it knows, or learn what is wrong."""
    found, more = ldap_settings.test(request.actor, number(directory_id))
    return answer({"people": found, "more": more})


@router.post("/security/directories/{directory_id}/search")
def search_directory(request: ActorRequest, directory_id: str, payload: Wanted) -> HttpResponse:
    """People of a directory, and whether they have an account by it; at most 50."""
    accounts.require_people_right(request.actor)
    directory = ldap_people.in_use(number(directory_id))
    try:
        found, more = ldap_asking.browse(directory, payload.text)
    except LdapFailed as failed:
        raise ldap_people.refusal_of(failed) from failed
    linked = ldap_people.linked_subjects(directory, found)
    return answer({"people": [_somebody(one, one.subject in linked) for one in found], "more": more})


@router.post("/security/directories/{directory_id}/people")
def bring_in(request: ActorRequest, directory_id: str, payload: BringIn) -> HttpResponse:
    """Accounts for people of a directory; they sign in by it at once."""
    accounts.require_people_right(request.actor)
    require_recent(request)
    department = number(payload.department) if payload.department else None
    made = ldap_people.bring_in(
        request.actor, number(directory_id), payload.people, payload.roles, department
    )
    return answer({"people": [str(user.pk) for user in made]}, 201)


@router.post("/me/directories")
def link(request: ActorRequest, payload: Link) -> HttpResponse:
    """Link the person to who they are in a directory, by name and password there."""
    if by_program(request):
        raise Forbidden("not_by_token")
    require_recent(request)
    tries = _try_once(request, payload.login)
    if not ldap_people.link(request.actor, number(payload.directory), payload.login, payload.password):
        raise Refusal("directory_mismatch", "password")
    tries._rollback_login_failed_rl_usage()
    return answer({"linked": True}, 201)


def _try_once(request: HttpRequest, login: str) -> Any:
    """Counted with the failed logins of this name. Raises Refusal (429)."""
    adapter = get_adapter(request)
    try:
        adapter.pre_authenticate(request, username=login)
    except ValidationError:
        raise Refusal("too_many_requests", status=429, after=TRIES_SECONDS) from None
    return adapter


def _saved(request: ActorRequest, key: int | None, payload: Directory) -> LdapDirectory:
    ldap_settings.require_right(request.actor)
    require_recent(request)
    values = payload.model_dump(exclude_none=True)
    if "department" in payload.model_fields_set:
        values["department"] = number(payload.department) if payload.department else None
    return ldap_settings.save(request.actor, key, values)


def _directory(one: LdapDirectory) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "name": one.name,
        "url": one.url,
        "authority": one.authority,
        "bind_name": one.bind_name,
        "base": one.base,
        "people": one.people,
        "login_attributes": ldap_asking.logins_of(one),
        "id_attribute": one.id_attribute,
        "name_attribute": one.name_attribute,
        "mail_attribute": one.mail_attribute,
        "active": one.active,
        "makes_accounts": one.makes_accounts,
        "roles": one.roles,
        "department": str(one.department_id) if one.department_id else None,
    }


def _somebody(one: Somebody, linked: bool) -> dict[str, Any]:
    return {
        "id": one.subject,
        "login": one.login,
        "name": one.name,
        "email": one.email,
        "linked": linked,
    }
