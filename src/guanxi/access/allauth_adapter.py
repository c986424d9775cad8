"""How allauth treats our accounts: nobody signs up alone, seeds of codes lie encrypted, proof is asked for by our measure."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save

from guanxi.access import accounts, links, proof, second_factors
from guanxi.kernel import crypto

PURPOSE = "second-factors"
PLACE = "mfa_authenticator|data"


class Adapter(DefaultAccountAdapter):
    """Sign-up is closed, and links that a new password makes needless are void."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: accounts come from the set-up link or an invitation."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """The person's own new password, after which no link that was made for a forgotten one opens."""
        super().set_password(user, password)
        links.void("password", user)

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """An active person. Somebody who may not sign in is told the same as a wrong password."""
        user = super().authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        return user if user is not None and user.is_active else None

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether this is the password of the person: of this installation, or of a directory to which they are linked
        whatever they are called there."""
        found = self.authenticate(context.request, username=user.username, password=password, person=user)
        return found is not None and found.pk == user.pk

    def clean_password(self, password: str, user: Any = None) -> str:
        """Who has no password here does not make one for themselves: whoever sits at an open session could."""
        if user is not None and not user.has_usable_password():
            raise ValidationError("no password here", code="no_local_password")
        return super().clean_password(password, user=user)

    def get_client_ip(self, request: Any) -> str:
        """Who is at the other end of the line, as `app.network` has settled it: no header is looked at here."""
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - nobody's address

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Before second factors change: unless the person proved who they are a short while ago."""
        return not proof.proven_recently(self.request)


class SecondFactors(DefaultMFAAdapter):
    """Seeds are closed under a key outside the database; the authenticator app shows the company's name."""

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return crypto.close(PURPOSE, PLACE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises CannotOpen."""
        return crypto.open_closed(PURPOSE, PLACE, encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name beside the code: which company it opens."""
        company = accounts.company().name.replace(":", " ").strip()
        return f"Guanxi {company}".strip()[:60]

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return accounts.company().name or "Guanxi"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - as allauth calls it
        """A name for a passkey that got none."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"


def _stored(instance: Any, created: bool, **_: Any) -> None:
    """In the transaction that stores it, so that there is none without its act."""
    if created:
        codes = instance.type == Authenticator.Type.RECOVERY_CODES
        second_factors.record("recovery_codes_made" if codes else "second_factor_added", instance)


def _removed(authenticator: Any, **_: Any) -> None:
    second_factors.record("second_factor_removed", authenticator)


post_save.connect(_stored, sender=Authenticator, dispatch_uid="guanxi")
authenticator_removed.connect(_removed, dispatch_uid="guanxi")
