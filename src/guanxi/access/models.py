"""People who work here, where they stand, and what their roles allow."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from guanxi.kernel.actor import DEFAULT_TIME_ZONE
from guanxi.kernel.i18n import DEFAULT_LOCALE
from guanxi.kernel.text.pinyin import name_syllables


class Department(models.Model):
    """A node of the organisation tree; `path` is /1/4/9/ with the own id last."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=500, default="/", db_index=True)
    order = models.IntegerField(default=0)


class Role(models.Model):
    """Rights by module: {"contacts": {"view": "own", "edit": "own", …}}, "*" for every other module.

    `fields` narrows fields: {"contacts": {"expected_amount": "hidden" | "readonly"}}. `verbs` are rights
    that no module has, such as people.manage. Shipped roles are kept by `access.shipped`.
    """

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120, default="")
    shipped = models.BooleanField(default=False)
    rights = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    verbs = models.JSONField(default=list)


class UserManager(BaseUserManager["User"]):
    """Finds people by their login name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in; never deleted, only made inactive."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_pinyin = models.CharField(max_length=300, default="", blank=True)
    name_initials = models.CharField(max_length=60, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="people")
    roles: "models.ManyToManyField[Role, models.Model]" = models.ManyToManyField(Role, related_name="people")
    locale = models.CharField(max_length=10, default=DEFAULT_LOCALE)
    time_zone = models.CharField(max_length=60, default=DEFAULT_TIME_ZONE)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def rename(self, name: str) -> None:
        """Set the name and what it is found by."""
        syllables = [options[0] for options in name_syllables(name)]
        self.name = name
        self.name_pinyin = ("".join(syllables) or name.lower())[:300]
        self.name_initials = "".join(syllable[0] for syllable in syllables)[:60]

    def get_full_name(self) -> str:
        """The name that others see."""
        return self.name


class Invitation(models.Model):
    """A link that lets one person choose a login; only the digest of its token is kept."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="invitations")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A program's key; only the digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Preference(models.Model):
    """What one person set for the own screens; any JSON under a key."""

    user = models.ForeignKey(User, models.CASCADE, related_name="preferences")
    key = models.CharField(max_length=120)
    value = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_preference_per_key")]


class Company(models.Model):
    """The company that this installation serves; one row."""

    name = models.CharField(max_length=200, default="")
    onboarding_dismissed = models.BooleanField(default=False)
