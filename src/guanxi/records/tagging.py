"""The tag tree: make, rename, recolour, move, merge, delete. Records keep their tags through all but the last."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.kernel.text import normal
from guanxi.records.models import Tag, TagLink
from guanxi.records.read import Query, selection
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES
from guanxi.trail.service import Act, record_acts

COLORS = frozenset({"azurite", "ink", "malachite", "gamboge", "ochre", "violet", "rouge", "neutral"})
MAX_TAGS = 2000


def tree(actor: Actor = SYSTEM) -> list[dict[str, Any]]:
    """All tags, parents before children, with how many of the records that the actor sees carry each."""
    reader = ActorReader(actor)
    counts: Counter[int] = Counter()
    for owner in MODULES:
        if "tags" in reader.readable(owner.key):
            seen = selection(reader, owner.key, Query()).order_by().values("pk")
            links = TagLink.objects.filter(module=owner.key, record_id__in=seen)  # per chunk: once a module
            counts.update(dict(links.values_list("tag_id").annotate(found=Count("pk")).order_by()))
    rows = sorted(
        Tag.objects.all()[:MAX_TAGS], key=lambda row: [int(part) for part in row.path.split("/") if part]
    )
    return [wire(row, counts.get(row.pk, 0)) for row in rows]


def labelled(actor: Actor, words: Iterable[str]) -> dict[str, int]:
    """Tag ids by the normal form of their labels; words that are no label yet become tags of their own."""
    wanted = {normal(word): word for word in words if normal(word)}
    rows = Tag.objects.filter(label_normal__in=list(wanted)).order_by("-pk")
    found = dict(rows.values_list("label_normal", "pk"))
    for form, word in wanted.items():
        if form not in found:
            found[form] = add(actor, word[:60], None, "neutral").pk  # per chunk: only for a new word
    return found


def wire(row: Tag, count: int = 0) -> dict[str, Any]:
    """The JSON form."""
    return {
        "id": str(row.pk),
        "label": row.label,
        "color": row.color,
        "parent": str(row.parent_id) if row.parent_id else None,
        "path": row.path,
        "count": count,
    }


def add(actor: Actor, label: str, parent_id: int | None, color: str) -> Tag:
    """A new tag. Raises Refusal for a label that its parent has already, NotFound for an unknown parent."""
    with transaction.atomic():
        if Tag.objects.count() >= MAX_TAGS:
            raise Refusal("too_many_tags", limit=MAX_TAGS)
        parent = _get(parent_id) if parent_id is not None else None
        row = Tag(parent=parent, color=_color(color))
        _rename(row, label)
        row.save()
        row.path = f"{parent.path if parent else '/'}{row.pk}/"
        row.save()
        record_acts(actor, [Act("create", "tags", row.pk, {"label": [None, row.label]})])
    return row


def change(actor: Actor, tag_id: int, values: Mapping[str, Any]) -> Tag:
    """Rename, recolour or move a tag. Raises Refusal, NotFound."""
    with transaction.atomic():
        row = _get(tag_id)
        before = row.label
        if "color" in values:
            row.color = _color(values["color"])
        if "parent" in values:
            _move(row, _get(values["parent"]) if values["parent"] is not None else None)
        if "label" in values or "parent" in values:
            _rename(row, values.get("label", row.label))
        row.save()
        record_acts(actor, [Act("edit", "tags", row.pk, {"label": [before, row.label]})])
    return row


def merge(actor: Actor, tag_id: int, into_id: int) -> Tag:
    """Move all records of one tag to another and delete the first. Raises Refusal when it has tags below."""
    with transaction.atomic():
        row, target = _get(tag_id), _get(into_id)
        if row.pk == target.pk or Tag.objects.filter(parent=row).exists():
            raise Refusal("tag_has_children", "into")
        for module_key in TagLink.objects.filter(tag=row).values_list("module", flat=True).distinct():
            held = TagLink.objects.filter(tag=target, module=module_key).values("record_id")  # per chunk
            moving = TagLink.objects.filter(tag=row, module=module_key)  # per chunk
            moving.exclude(record_id__in=held).update(tag=target)
        row.delete()
        record_acts(actor, [Act("merge", "tags", target.pk, {"label": [row.label, target.label]})])
    return target


def delete(actor: Actor, tag_id: int) -> None:
    """Delete a tag and take it off all records. Raises Refusal when it has tags below."""
    with transaction.atomic():
        row = _get(tag_id)
        if Tag.objects.filter(parent=row).exists():
            raise Refusal("tag_has_children", "id")
        record_acts(actor, [Act("delete", "tags", row.pk, {"label": [row.label, None]})])
        row.delete()


def drop_unused(actor: Actor, ids: Iterable[int]) -> None:
    """Delete those of the tags that no live record carries and that have no tags below; the others stay."""
    with transaction.atomic():
        asked = Tag.objects.select_for_update().filter(pk__in=list(ids))
        used = _in_use(Tag.objects.filter(pk__in=[row.pk for row in asked]))
        rows = [row for row in asked if row.pk not in used]
        record_acts(actor, [Act("delete", "tags", row.pk, {"label": [row.label, None]}) for row in rows])
        Tag.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _in_use(tags: QuerySet[Tag]) -> set[int]:
    """Which of the tags have tags below them, or are on a live record."""
    used = set(Tag.objects.filter(parent__in=tags.values("pk")).values_list("parent_id", flat=True))
    for owner in MODULES:
        links = TagLink.objects.filter(tag__in=tags.values("pk"), module=owner.key)  # per chunk
        live = owner.model._default_manager.filter(  # per chunk: once a module
            deleted_at__isnull=True, pk__in=links.values("record_id")
        )
        used |= set(links.filter(record_id__in=live.values("pk")).values_list("tag_id", flat=True))
    return {key for key in used if key}


def _get(tag_id: int) -> Tag:
    row = Tag.objects.select_for_update().filter(pk=tag_id).first()
    if row is None:
        raise NotFound()
    return row


def _color(color: Any) -> str:
    if color not in COLORS:
        raise Refusal("invalid", "color")
    return str(color)


def _rename(row: Tag, label: Any) -> None:
    text = " ".join(str(label).split())
    if not text or len(text) > 60:
        raise Refusal("invalid", "label")
    row.label, row.label_normal = text, normal(text)[:120]
    if Tag.objects.filter(parent=row.parent, label_normal=row.label_normal).exclude(pk=row.pk).exists():
        raise Refusal("tag_taken", "label", status=409, value=text)


def _move(row: Tag, parent: Tag | None) -> None:
    if parent is not None and parent.path.startswith(row.path):
        raise Refusal("tag_loop", "parent")
    old = row.path
    row.parent = parent
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    below = list(Tag.objects.filter(path__startswith=old).exclude(pk=row.pk))
    for item in below:
        item.path = row.path + item.path.removeprefix(old)
    Tag.objects.bulk_update(below, ["path"])
