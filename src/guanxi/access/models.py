"""People who work here, where they stand, and what their roles allow."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from guanxi.access.account_models import (
    Identity,
    IdentityProvider,
    LdapDirectory,
    Remembered,
    SignInPolicy,
)
from guanxi.access.leaving_models import LeavingPolicy
from guanxi.access.token_scopes import all_scopes
from guanxi.kernel import clock
from guanxi.kernel.actor import DEFAULT_TIME_ZONE
from guanxi.kernel.i18n import DEFAULT_LOCALE
from guanxi.kernel.text.pinyin import name_syllables

__all__ = [
    "FIXED",
    "ApiToken",
    "Company",
    "Department",
    "Grant",
    "Identity",
    "IdentityProvider",
    "Inherited",
    "Invitation",
    "LdapDirectory",
    "LeavingPolicy",
    "Opened",
    "Post",
    "Preference",
    "Quota",
    "Remembered",
    "Role",
    "SharingRule",
    "SignInPolicy",
    "Team",
    "User",
]
# The role whose rights nobody changes, since it is what mends every other one.
FIXED = "administrator"


class Department(models.Model):
    """A node of the organisation tree; `path` is /1/4/9/ with the own id last."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=500, default="/", db_index=True)
    order = models.IntegerField(default=0)


class Role(models.Model):
    """Rights by module: {"contacts": {"view": "own", "edit": "own", …}}, "*" for every other module.

    Scopes are those of `access.scopes`; `criteria` holds the condition of each module that the scope "criteria"
    names. `fields` narrows fields: {"contacts": {"expected_amount": "hidden"}}, by the levels of `access.scopes`.
    `verbs` are rights that no module has, such as people.manage. Shipped roles are kept by `access.shipped` until
    somebody changes them.
    """

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120, default="")
    shipped = models.BooleanField(default=False)
    changed = models.BooleanField(default=False)
    rights = models.JSONField(default=dict)
    criteria = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    verbs = models.JSONField(default=list)
    version = models.IntegerField(default=1)


class Post(models.Model):
    """A position (岗位): whoever holds it has its roles, as long as they hold it."""

    name = models.CharField(max_length=120, unique=True)
    roles: "models.ManyToManyField[Role, models.Model]" = models.ManyToManyField(Role, related_name="posts")


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
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="people")
    manager = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
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


class Team(models.Model):
    """People of any department who work together."""

    name = models.CharField(max_length=120, unique=True)
    members: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(User, related_name="teams")


class Grant(models.Model):
    """A record opened to somebody by hand: to read or to write, until an instant or for good.

    `holder` is a text such as user:5, team:3 or department:7 (see `access.scopes`). A collaborator is a grant with a
    part in the work (`part`); it has no end.
    """

    module = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    holder = models.CharField(max_length=40)
    level = models.CharField(max_length=5)
    kind = models.CharField(max_length=12, default="share")
    part = models.CharField(max_length=60, default="", blank=True)
    until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "record_id", "holder", "kind"], name="one_grant_each")
        ]
        indexes = [models.Index(fields=["holder", "module", "record_id"], name="grant_holder")]

    def holds(self) -> bool:
        """Whether it has not ended yet."""
        return self.until is None or self.until > clock.now()

    def told(self) -> dict[str, object]:
        """What the audit says of it."""
        until = self.until.isoformat() if self.until else None
        return {"level": self.level, "kind": self.kind, "part": self.part, "until": until}


class Inherited(models.Model):
    """Somebody else's record that a person sees because it lies below one of theirs: kept by the write door.

    `owner_id` owns a record that this one is seen through, and not this one itself. `updated_at` is the record's, so that
    the newest of very many are found without looking at each; NULL until a job has told it of rows from before.
    """

    module = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    owner_id = models.BigIntegerField()
    updated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "record_id", "owner_id"], name="one_inheritance_each")
        ]
        indexes = [
            models.Index(fields=["module", "owner_id", "record_id"], name="inherited_by_owner"),
            models.Index(fields=["module", "owner_id", "-updated_at", "-record_id"], name="inherited_newest"),
            models.Index(
                fields=["module", "id"], name="inherited_untold", condition=models.Q(updated_at__isnull=True)
            ),
        ]


class SharingRule(models.Model):
    """Records of a module that meet a condition are open to a holder.

    `kept` is the version whose records all have their rows in `Opened`, and `meaning` what the fields that it speaks of
    were then; of another version, and of other fields, they are looked up.
    """

    name = models.CharField(max_length=120)
    module = models.CharField(max_length=60)
    criteria = models.JSONField(null=True)
    holder = models.CharField(max_length=40, db_index=True)
    level = models.CharField(max_length=5)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    kept = models.IntegerField(default=0)
    meaning = models.CharField(max_length=32, default="")

    @property
    def by(self) -> str:
        """What stands in `Opened.by` for the records of the rule as it is."""
        return f"{self.pk}/{self.version}"


class Opened(models.Model):
    """A record that meets the condition of a sharing rule: kept by the write door for rules that speak of a record's
    own fields alone. `by` is the rule and its version (`SharingRule.by`)."""

    by = models.CharField(max_length=30)
    record_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "record_id"], name="opened_once")]


class Quota(models.Model):
    """How much of something a person has done on a day."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    used = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "day"], name="one_quota_a_day")]


class Invitation(models.Model):
    """A link that lets one person choose a login; only the digest of its token is kept."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="invitations")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A program's key; only the digest is kept. It does what its person may, as far as its scopes go."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    scopes = models.JSONField(default=all_scopes)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)


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
