"""Tables of signing in: what holds for everybody, and what is remembered for a while."""

from django.db import models

# No address of a provider begins so.
OF_DIRECTORY = "directory:"


class SignInPolicy(models.Model):
    """What signing in asks for; one row. A second factor is asked of everybody, or of who holds one of `roles` (keys)."""

    second_factor_everyone = models.BooleanField(default=False)
    second_factor_roles = models.JSONField(default=list)


class Remembered(models.Model):
    """A value that all processes share until it expires: counted attempts, codes that were used."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)


class IdentityProvider(models.Model):
    """A server of the company that knows its people (OpenID Connect); the secret is closed by `kernel.crypto`."""

    name = models.CharField(max_length=80)
    issuer = models.CharField(max_length=300, unique=True)
    client_id = models.CharField(max_length=200)
    secret = models.TextField(default="")
    active = models.BooleanField(default=True)


class LdapDirectory(models.Model):
    """A directory of the company that knows its people (LDAP); `secret`, the password of the account that asks, is
    closed by `kernel.crypto`. With `makes_accounts` a first sign-in makes an account with `roles` (keys) and `department`.
    """

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=300)
    authority = models.TextField(default="", blank=True)
    bind_name = models.CharField(max_length=500)
    secret = models.TextField(default="")
    base = models.CharField(max_length=500)
    people = models.CharField(max_length=1000)
    login_attributes = models.CharField(max_length=200)
    id_attribute = models.CharField(max_length=40)
    name_attribute = models.CharField(max_length=80)
    mail_attribute = models.CharField(max_length=80, default="", blank=True)
    active = models.BooleanField(default=True)
    makes_accounts = models.BooleanField(default=False)
    roles = models.JSONField(default=list)
    department = models.ForeignKey("access.Department", models.SET_NULL, null=True, related_name="+")

    @property
    def issuer(self) -> str:
        """What stands in an `Identity` for this directory: the same wherever it answers."""
        return f"{OF_DIRECTORY}{self.pk}"


def directory_of(issuer: str) -> str | None:
    """The id of the directory that an issuer is; None for an identity provider."""
    return issuer.removeprefix(OF_DIRECTORY) if issuer.startswith(OF_DIRECTORY) else None


class Identity(models.Model):
    """Who somebody is at a provider: its issuer and the subject that it gives, never a name or an e-mail address."""

    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    user = models.ForeignKey("access.User", models.CASCADE, related_name="identities")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_identity")]
