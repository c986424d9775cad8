"""Providers of identities that administrators name, and which identity belongs to whom. Links are made only by the
person who is signed in; no name and no e-mail address ever makes one."""

from typing import Any

from django.db import IntegrityError, transaction

from guanxi.access import oidc, rights
from guanxi.access.account_models import Identity, IdentityProvider, LdapDirectory
from guanxi.access.accounts import has_joined, required_name
from guanxi.access.models import User
from guanxi.access.oidc import Party
from guanxi.kernel import clock, crypto
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.trail.service import Act, record_acts

PURPOSE = "identity-providers"


def providers() -> list[IdentityProvider]:
    """All providers."""
    return list(IdentityProvider.objects.order_by("pk"))


def offered() -> list[dict[str, str]]:
    """The providers of the login page."""
    rows = IdentityProvider.objects.filter(active=True).order_by("pk").values_list("pk", "name")
    return [{"id": str(key), "name": name} for key, name in rows]


def names() -> dict[str, str]:
    """What providers and directories are called, by the issuer of their identities."""
    found = dict(IdentityProvider.objects.values_list("issuer", "name"))
    return found | {one.issuer: one.name for one in LdapDirectory.objects.all()}


def provider(key: int) -> IdentityProvider:
    """One that is in use. Raises NotFound."""
    found = IdentityProvider.objects.filter(pk=key, active=True).first()
    if found is None:
        raise NotFound()
    return found


def party(one: IdentityProvider) -> Party:
    """A provider with its secret opened."""
    secret = crypto.open_closed(PURPOSE, _place(one.issuer), one.secret) if one.secret else ""
    return Party(one.issuer, one.client_id, secret)


def require_settings_right(actor: Actor) -> None:
    """Raises Forbidden unless the actor manages settings."""
    if "settings.manage" not in rights.rights_of(actor).verbs:
        raise Forbidden()


def save(actor: Actor, key: int | None, values: dict[str, Any]) -> IdentityProvider:
    """Add a provider or change one; a secret that is not given stays. Raises Forbidden, NotFound, Refusal."""
    require_settings_right(actor)
    try:
        with transaction.atomic():
            row = IdentityProvider.objects.filter(pk=key).first() if key else IdentityProvider()
            if row is None:
                raise NotFound()
            held = party(row).secret if row.pk and row.secret else ""
            row.name = required_name(values.get("name", row.name))[:80]
            row.issuer = oidc.issuer_of(values.get("issuer", row.issuer))
            row.client_id = str(values.get("client_id", row.client_id)).strip()
            row.active = bool(values.get("active", row.active))
            row.secret = crypto.close(PURPOSE, _place(row.issuer), values.get("secret") or held)
            row.save()
            record_acts(actor, [Act("identity_provider", "users", None, {"issuer": [None, row.issuer]})])
    except IntegrityError:
        raise Refusal("provider_taken", "issuer", status=409) from None
    return row


def remove(actor: Actor, key: int) -> None:
    """Take a provider away; links to it stay, and open nothing without it. Raises Forbidden, NotFound."""
    require_settings_right(actor)
    with transaction.atomic():
        row = IdentityProvider.objects.filter(pk=key).first()
        if row is None:
            raise NotFound()
        row.delete()
        record_acts(actor, [Act("identity_provider", "users", None, {"issuer": [row.issuer, None]})])


def test(actor: Actor, key: int) -> None:
    """Whether a provider answers as it should. Raises Forbidden, NotFound, Refusal."""
    require_settings_right(actor)
    row = IdentityProvider.objects.filter(pk=key).first()
    if row is None:
        raise NotFound()
    oidc.discover(row.issuer)


def person(issuer: str, subject: str) -> User:
    """The active person to whom an identity belongs. Raises Refusal (403)."""
    found = Identity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
    if found is None or not found.user.is_active:
        raise Refusal("identity_unknown", status=403)
    found.last_used_at = clock.now()
    found.save(update_fields=["last_used_at"])
    return found.user


def link(user_id: int, issuer: str, subject: str) -> None:
    """Let an identity be a person's. Raises Refusal (409) when it is another's."""
    with transaction.atomic():
        row, made = Identity.objects.get_or_create(
            issuer=issuer, subject=subject, defaults={"user_id": user_id}
        )
        if row.user_id != user_id:
            raise Refusal("identity_taken", status=409)
        if made:
            changes = {"issuer": [None, names().get(issuer, issuer)]}
            record_acts(rights.actor_of(user_id, "web"), [Act("identity_linked", "users", user_id, changes)])


def own(actor: Actor) -> list[Identity]:
    """The person's identities."""
    return list(Identity.objects.filter(user_id=actor.person_id).order_by("pk"))


def unlink(actor: Actor, key: int) -> None:
    """Let an identity be nobody's. Raises NotFound, and Refusal for the only way in."""
    with transaction.atomic():
        row = Identity.objects.filter(pk=key, user_id=actor.person_id).first()
        if row is None:
            raise NotFound()
        row.delete()
        user = User.objects.get(pk=actor.person_id)
        if not has_joined(user):
            raise Refusal("last_way_in", status=409)
        changes = {"issuer": [names().get(row.issuer, row.issuer), None]}
        record_acts(actor, [Act("identity_unlinked", "users", actor.person_id, changes)])


def _place(issuer: str) -> str:
    return f"access_identityprovider|secret|{issuer}"
