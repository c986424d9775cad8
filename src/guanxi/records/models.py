"""Tables that serve records of every module: several values of a kind, tags, views, search, replies."""

from django.conf import settings
from django.db import models

from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.records.leaving_models import Export, ViewAlert

__all__ = [
    "AddressEntry",
    "Child",
    "Counter",
    "EmailEntry",
    "Export",
    "Handover",
    "HandoverItem",
    "PhoneEntry",
    "Reply",
    "SearchModule",
    "SocialEntry",
    "StoredFile",
    "Tag",
    "TagLink",
    "View",
    "ViewAlert",
]


class Child(models.Model):
    """One of several values of a record, kept in order.

    Indexes by record begin with its id: where they began with the module, SQLite took them for conditions on the
    module and a value, and read the entries of all of the module's records.
    """

    module = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    position = models.SmallIntegerField(default=0)
    main = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PhoneEntry(Child):
    """A phone number: `normal` is its E.164 form, `last4` the end by which people ask."""

    value = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, default="mobile")
    normal = models.CharField(max_length=40)
    last4 = models.CharField(max_length=4)

    class Meta:
        indexes = [
            models.Index(fields=["record_id", "module"], name="phone_record"),
            models.Index(fields=["normal"], name="phone_normal"),
            models.Index(fields=["last4"], name="phone_last4"),
        ]


class EmailEntry(Child):
    """An e-mail address with the parts by which people ask."""

    value = models.CharField(max_length=320)
    kind = models.CharField(max_length=10, default="work")
    normal = models.CharField(max_length=320)
    mailbox = models.CharField(max_length=320)
    domain = models.CharField(max_length=320)

    class Meta:
        indexes = [
            models.Index(fields=["record_id", "module"], name="email_record"),
            models.Index(fields=["normal"], name="email_normal"),
            models.Index(fields=["mailbox"], name="email_mailbox"),
            models.Index(fields=["domain"], name="email_domain"),
        ]


class SocialEntry(Child):
    """A social account such as a WeChat ID."""

    value = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default="wechat")
    normal = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["record_id", "module"], name="social_record"),
            models.Index(fields=["normal"], name="social_normal"),
        ]


class AddressEntry(Child):
    """A postal address by its parts."""

    kind = models.CharField(max_length=20, default="office")
    country = models.CharField(max_length=60, default="")
    province = models.CharField(max_length=60, default="")
    city = models.CharField(max_length=60, default="")
    district = models.CharField(max_length=60, default="")
    street = models.CharField(max_length=500, default="")
    postcode = models.CharField(max_length=20, default="")

    class Meta:
        indexes = [
            models.Index(fields=["record_id", "module"], name="address_record"),
            models.Index(fields=["province", "city"], name="address_place"),
        ]


class Tag(models.Model):
    """A tag in a tree; `path` is /1/4/ with the own id last."""

    label = models.CharField(max_length=60)
    label_normal = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    color = models.CharField(max_length=20, default="neutral")
    path = models.CharField(max_length=300, default="/", db_index=True)
    order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "label_normal"], name="tag_once", nulls_distinct=False)
        ]


class TagLink(Child):
    """A tag on a record."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="links")

    class Meta:
        indexes = [models.Index(fields=["record_id", "module"], name="tag_record")]
        constraints = [models.UniqueConstraint(fields=["tag", "module", "record_id"], name="tagged_once")]


class SearchModule(models.Model):
    """The small number under which a module's records stand in the search index, and those of its fields.

    `marked` says that every document tells of each token which field it is of: those from before it did not.
    """

    key = models.CharField(max_length=60, unique=True)
    fields = models.JSONField(default=dict)
    marked = models.BooleanField(default=True)


class Counter(models.Model):
    """How far the automatic numbers of a field have been given."""

    module = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module", "field"], name="one_counter_per_field")]


class View(models.Model):
    """A saved list: filter, columns and order, for its owner or for everybody."""

    module = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    shared = models.BooleanField(default=False)
    criteria = models.JSONField(null=True, blank=True)
    search = models.CharField(max_length=200, default="", blank=True)
    columns = models.JSONField(default=list)
    sort = models.JSONField(default=list)
    order = models.IntegerField(default=0)


class Reply(models.Model):
    """The answer to a request with an Idempotency-Key, kept to be given again."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.SmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="one_reply_per_key")]


class StoredFile(Child):
    """A file that somebody uploaded; its content lies in the store of blobs under `digest`, once for equal ones.

    On a record it is one of the values of `field`; otherwise `module` is empty and only `holder_id` sees it, for a day.
    """

    token = models.CharField(max_length=32, unique=True)
    field = models.CharField(max_length=60, default="")
    name = models.CharField(max_length=255)
    name_normal = models.CharField(max_length=255)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    uploader_id = models.BigIntegerField(null=True)
    holder_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    loose_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "record_file"
        indexes = [
            models.Index(fields=["record_id", "module"], name="file_record"),
            models.Index(fields=["digest"], name="file_digest"),
            models.Index(
                fields=["holder_id", "loose_since"], name="file_loose", condition=models.Q(module="")
            ),
        ]
