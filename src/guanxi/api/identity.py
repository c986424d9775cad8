"""Signing in by an identity provider: its settings, the way there and back, and the links of one's own."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from ninja import Router
from pydantic import Field

from guanxi.access import identities, ldap_people, oidc
from guanxi.access.account_models import Identity, IdentityProvider, directory_of
from guanxi.api.body import answer
from guanxi.api.setup import BACKEND, require_few_tries
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, by_program, check_csrf, require_recent
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.kernel.i18n import L

router = Router(tags=["identity"])
BACK = "/sso/callback"
KEPT = "identity-attempt"
HOME = "/today"
OWN = "/me/security"
GONE = L("已移除的公司目录", "已移除的公司目錄", "A directory that was removed")


class Begin(Strict):
    """By which provider, and where to go then."""

    provider: str
    next: str = Field(HOME, max_length=2000)


class Link(Strict):
    """To which provider."""

    provider: str


class Provider(Strict):
    """A provider; absent keys stay."""

    name: str | None = Field(None, min_length=1, max_length=80)
    issuer: str | None = Field(None, min_length=1, max_length=300)
    client_id: str | None = Field(None, min_length=1, max_length=200)
    secret: str | None = Field(None, max_length=500)
    active: bool | None = None


class NewProvider(Provider):
    """A new provider."""

    name: str = Field(min_length=1, max_length=80)
    issuer: str = Field(min_length=1, max_length=300)
    client_id: str = Field(min_length=1, max_length=200)


@router.post("/identity/begin", auth=None)
def begin(request: HttpRequest, payload: Begin) -> HttpResponse:
    """Where the browser goes to sign in."""
    check_csrf(request)
    require_few_tries(request)
    return _sent(request, payload.provider, {"next": safe_place(payload.next)})


@router.get("/me/identities")
def own(request: ActorRequest) -> HttpResponse:
    """The identities by which the person may sign in, and the providers and directories that there are."""
    names = identities.names()
    rows = [_identity(one, names, request.actor.locale) for one in identities.own(request.actor)]
    offered = {"providers": identities.offered(), "directories": ldap_people.offered()}
    return answer({"identities": rows, **offered})


@router.post("/me/identities")
def link(request: ActorRequest, payload: Link) -> HttpResponse:
    """Where the browser goes to link an identity to the person."""
    _by_person(request)
    require_recent(request)
    return _sent(request, payload.provider, {"link": request.actor.person_id})


@router.delete("/me/identities/{identity_id}")
def unlink(request: ActorRequest, identity_id: str) -> HttpResponse:
    """Let an identity open this account no more."""
    _by_person(request)
    require_recent(request)
    identities.unlink(request.actor, number(identity_id))
    return HttpResponse(status=204)


@router.get("/security/providers")
def providers(request: ActorRequest) -> HttpResponse:
    """The providers, without their secrets."""
    identities.require_settings_right(request.actor)
    return answer({"providers": [_provider(one) for one in identities.providers()]})


@router.post("/security/providers")
def add_provider(request: ActorRequest, payload: NewProvider) -> HttpResponse:
    """A new provider."""
    return answer(_provider(_saved(request, None, payload)), 201)


@router.patch("/security/providers/{provider_id}")
def change_provider(request: ActorRequest, provider_id: str, payload: Provider) -> HttpResponse:
    """Change a provider."""
    return answer(_provider(_saved(request, number(provider_id), payload)))


@router.delete("/security/providers/{provider_id}")
def remove_provider(request: ActorRequest, provider_id: str) -> HttpResponse:
    """Take a provider away."""
    identities.require_settings_right(request.actor)
    require_recent(request)
    identities.remove(request.actor, number(provider_id))
    return HttpResponse(status=204)


@router.post("/security/providers/{provider_id}/test")
def test_provider(request: ActorRequest, provider_id: str) -> HttpResponse:
    """Ask a provider who it is."""
    identities.test(request.actor, number(provider_id))
    return answer({"ok": True})


def callback(request: HttpRequest) -> HttpResponse:
    """The way back from a provider: signed in, or linked, or told why not. A GET that signs in, because the protocol
    asks for it; only the browser that began can end it."""
    place = "/login"
    try:
        require_few_tries(request)
        attempt = request.session.pop(KEPT, None)
        if not isinstance(attempt, dict):
            raise Refusal("attempt_over")
        place = OWN if "link" in attempt else place
        place = _arrived(request, attempt)
    except Refusal as refusal:
        place = f"{place}?fault={refusal.code}"
    response = HttpResponseRedirect(place)
    response.headers["Cache-Control"] = "no-store"
    return response


def safe_place(wish: str) -> str:
    """A place of this site; the home page for anything else."""
    plain = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if plain and all(32 < ord(one) < 127 for one in wish) and "\\" not in wish else HOME


def _arrived(request: HttpRequest, attempt: dict[str, Any]) -> str:
    one = identities.provider(int(attempt["provider"]))
    given = {key: value for key, value in request.GET.items() if isinstance(value, str)}
    subject = oidc.finish(identities.party(one), attempt, given, _back(request))
    if "link" in attempt:
        if not request.user.is_authenticated or request.user.pk != attempt["link"]:
            raise Refusal("attempt_over")
        identities.link(int(attempt["link"]), one.issuer, subject)
        return OWN
    user = identities.person(one.issuer, subject)
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="identity")
    UserSession.objects.create_from_request(request)
    return safe_place(str(attempt.get("next", HOME)))


def _sent(request: HttpRequest, provider_id: str, kept: dict[str, Any]) -> HttpResponse:
    one = identities.provider(number(provider_id))
    url, attempt = oidc.begin(identities.party(one), _back(request))
    request.session[KEPT] = {**attempt, **kept, "provider": one.pk}
    return answer({"url": url})


def _saved(request: ActorRequest, key: int | None, payload: Provider) -> IdentityProvider:
    identities.require_settings_right(request.actor)
    require_recent(request)
    return identities.save(request.actor, key, payload.model_dump(exclude_none=True))


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(BACK)


def _by_person(request: ActorRequest) -> None:
    if by_program(request):
        raise Forbidden("not_by_token")


def _provider(one: IdentityProvider) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "name": one.name,
        "issuer": one.issuer,
        "client_id": one.client_id,
        "active": one.active,
    }


def _identity(one: Identity, names: dict[str, str], locale: str) -> dict[str, Any]:
    directory = directory_of(one.issuer)
    return {
        "id": str(one.pk),
        "issuer": one.issuer,
        "name": names.get(one.issuer, GONE.get(locale) if directory else one.issuer),
        "directory": directory,
        "created_at": one.created_at,
        "last_used_at": one.last_used_at,
    }
