"""What every record of every module has."""

from django.conf import settings
from django.db import models
from django.db.models import Index, Q

from guanxi.kernel.i18n import L
from guanxi.schema.fields import declare


class Record(models.Model):
    """The abstract base of standard modules; written through the write door only."""

    version = models.IntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by_id = models.BigIntegerField(null=True, blank=True)

    owner = declare(
        "user", L("负责人", "負責人", "Owner"), sortable=False, config={"model": settings.AUTH_USER_MODEL}
    )
    created_at = declare("datetime", L("创建时间", "建立時間", "Created"), readonly=True, sortable=True)
    updated_at = declare("datetime", L("更新时间", "更新時間", "Updated"), readonly=True, sortable=True)
    created_by = declare("user", L("创建人", "建立者", "Created by"), readonly=True)
    updated_by = declare("user", L("更新人", "更新者", "Updated by"), readonly=True)
    external_id = declare("text", L("外部编号", "外部編號", "External ID"), unique=True, search="code")
    other_columns = declare(
        "json", L("原表其他列", "原表其他欄", "Other columns of the file"), readonly=True, tells=("*",)
    )

    class Meta:
        abstract = True


def record_indexes(name: str, *fields: str) -> list[Index]:
    """Indexes of live records by freshness, by owner and by each of `fields`, newest first."""
    live = Q(deleted_at__isnull=True)
    fresh = ("-updated_at", "-id")
    indexes = [
        # With the owner: who sees few people's records passes over the others' without reading them.
        Index(fields=(*fresh, "owner"), name=f"{name}_fresh", condition=live),
        Index(fields=("owner", *fresh), name=f"{name}_owner", condition=live),
        Index(fields=("external_id_n",), name=f"{name}_extid", condition=~Q(external_id_n="")),
    ]
    return indexes + [
        Index(fields=(item, *fresh), name=f"{name}_{item[:18]}", condition=live) for item in fields
    ]


def sorted_index(name: str, column: str) -> Index:
    """An index of live records in the order of `column`, to page by it."""
    return Index(fields=(column, "id"), name=f"{name}_{column[:16]}_so", condition=Q(deleted_at__isnull=True))


def owned_index(name: str, column: str) -> Index:
    """An index of live records by owner in the order of `column`, to page through one's own by it."""
    live = Q(deleted_at__isnull=True)
    return Index(fields=("owner", column, "id"), name=f"{name}_own_{column[:16]}", condition=live)
