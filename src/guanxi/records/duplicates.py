"""Who might be the same: hints while typing, before anything is saved.

A match that the asker may not see tells only that it exists, by which field, and its owner's masked name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guanxi.access import questions
from guanxi.access.models import User
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records.childkit import ChildType
from guanxi.records.reader import ActorReader
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

MOST = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A record that agrees on the fields of `why`; id and title only when the asker sees it."""

    record_id: int | None
    title: str
    owner: str
    why: tuple[str, ...]
    visible: bool


def find(
    actor: Actor, module_key: str, values: Mapping[str, Any], except_id: int | None = None
) -> list[Match]:
    """The records that agree with `values` on a duplicate key. Values that do not parse match nothing."""
    reader = ActorReader(actor)
    owner = module(module_key)
    readable = reader.readable(module_key)
    if not readable:
        return []
    why: dict[int, list[str]] = {}
    for key in owner.duplicate_keys:
        if key in readable | reader.covered(module_key) and values.get(key):
            for record_id in _agreeing(owner.field(key), owner.model, values[key]):
                if record_id != except_id:
                    why.setdefault(record_id, []).append(key)
    rows = owner.model._default_manager.filter(pk__in=list(why)[:200], deleted_at__isnull=True)
    seen = set(rows.filter(questions.visible(actor, module_key)).values_list("pk", flat=True))
    found = list(rows.values_list("pk", owner.title_field, "owner_id"))
    owners = {item[2] for item in found} if "owner" in readable else ()
    names = dict(User.objects.filter(pk__in=owners).values_list("pk", "name"))
    if owner.title_field not in readable:
        found = [(record_id, "", owner_id) for record_id, _, owner_id in found]
    matches = [_match(item, item[0] in seen, names, tuple(why[item[0]])) for item in found]
    return sorted(matches, key=lambda item: (not item.visible, -len(item.why)))[:MOST]


def _agreeing(item: FieldDef, model: Any, raw: Any) -> Iterable[int]:
    try:
        value = item.kit.clean(item, raw)
    except Refusal:
        # Half-typed values are no error while somebody is still typing.
        return []
    if not value:
        return []
    if isinstance(item.kit, ChildType):
        normals = [item.kit.row_of(entry)["normal"] for entry in value]
        return list(item.kit.rows(item).filter(normal__in=normals).values_list("record_id", flat=True)[:50])
    column = f"{item.key}_n"
    rows = model._default_manager.filter(
        **{column: item.kit.store(item, value)[column]}, deleted_at__isnull=True
    )
    return list(rows.values_list("pk", flat=True)[:50])


def _match(
    row: tuple[int, str, int | None], seen: bool, names: Mapping[int, str], why: tuple[str, ...]
) -> Match:
    record_id, title, owner_id = row
    owner = names.get(owner_id or 0, "")
    if seen:
        return Match(record_id, title, owner, why, True)
    return Match(None, "", owner[:1] + "*" * max(len(owner) - 1, 0), why, False)
