"""Tags on a record. A condition on a tag includes the tags below it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from guanxi.kernel.i18n import L
from guanxi.records.childkit import ChildType
from guanxi.records.models import Tag, TagLink
from guanxi.schema.conditions import SET
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import Env, refuse, unique_list
from guanxi.schema.operands import id_set, record_id

MAX_TAGS = 50


@FIELD_TYPES.kit
class Tags(ChildType):
    """A tuple of tag ids."""

    key = "tags"
    label = L("标签", "標籤", "Tags")
    operators = SET
    table = TagLink

    def clean(self, definition: FieldDef, raw: Any) -> Any:
        if raw is None:
            return ()
        if not isinstance(raw, list | tuple) or len(raw) > MAX_TAGS:
            raise refuse(definition, "bad_entries", limit=MAX_TAGS)
        return tuple(unique_list(record_id(definition, item) for item in raw))

    def row_of(self, entry: Any) -> dict[str, Any]:
        return {"tag_id": entry}

    def columns(self) -> tuple[str, ...]:
        return ("tag_id",)

    def entry_of(self, parts: list[Any]) -> Any:
        return parts[0]

    def refers(self, value: Any) -> Iterable[int]:
        return value or ()

    def wire(self, value: Any) -> Any:
        return [str(tag) for tag in value or ()]

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        labels = dict(Tag.objects.filter(id__in=list(value or ())).values_list("id", "label"))
        return "、".join(labels[tag] for tag in value or () if tag in labels)

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        wanted = sorted(id_set(definition, raw))
        families = families_of(wanted)
        return tuple(families[tag] for tag in wanted)

    def positive_sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        if operator != "has_all":
            return super().positive_sql(definition, operator, argument, env)
        condition = Q()
        for family in argument:
            condition &= super().positive_sql(definition, "has_any", (family,), env)
        return condition

    def entry_sql(self, operator: str, argument: Any) -> Q:
        return Q(tag_id__in=sorted(frozenset().union(*argument)))

    def positive_memory(
        self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env
    ) -> bool:
        held = frozenset(value or ())
        if operator == "empty":
            return not held
        met = [bool(held & family) for family in argument]
        return all(met) if operator == "has_all" else any(met)


def families_of(tags: Iterable[int]) -> dict[int, frozenset[int]]:
    """Each tag with all tags below it, itself among them, in one query; a tag that is unknown stands alone."""
    found = {tag: {tag} for tag in tags}
    for key, path in Tag.objects.values_list("id", "path"):
        for above in path.strip("/").split("/"):
            if above.isdigit() and int(above) in found:
                found[int(above)].add(key)
    return {tag: frozenset(family) for tag, family in found.items()}


def known_tags(ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Label and colour of the tags that exist among `ids`."""
    rows = Tag.objects.filter(id__in=list(ids)).values_list("id", "label", "color")
    return {tag: (label, color) for tag, label, color in rows}
