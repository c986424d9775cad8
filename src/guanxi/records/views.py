"""Saved lists: one's own, shared ones, and those that ship with a module."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from guanxi.access import questions
from guanxi.access.accounts import require_people_right
from guanxi.access.rights import actor_of
from guanxi.criteria.nodes import parse
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records.models import View
from guanxi.records.paging import sort_keys
from guanxi.records.read import opened
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, ModuleDef
from guanxi.trail.service import Act, record_acts

MOST = 200


def views(actor: Actor, module_key: str) -> list[dict[str, Any]]:
    """The views of a module for one person: shipped ones first, then own and shared."""
    reader = ActorReader(actor)
    owner = opened(reader, module_key)
    shipped = [_shipped(owner, index, actor.locale) for index in range(len(owner.views))]
    rows = View.objects.filter(module=module_key).order_by("order", "pk")
    saved = [row for row in rows[:MOST] if row.owner_id == actor.user_id or _told(reader, row)]
    readable = reader.readable(module_key)
    return [one for one in shipped if _reads(reader, module_key, one["criteria"])] + [
        _narrowed(wire(row, actor), readable) for row in saved
    ]


def save(actor: Actor, module_key: str, values: Mapping[str, Any]) -> View:
    """A new view. Raises Refusal for criteria or columns that the actor may not read."""
    _check(actor, module_key, values)
    return View.objects.create(module=module_key, owner_id=actor.person_id, **values)


def change(actor: Actor, view_id: int, values: Mapping[str, Any]) -> View:
    """Change one's own view, or a shared one as an administrator. Raises NotFound, Forbidden, Refusal."""
    row = _own(actor, view_id)
    _check(actor, row.module, values)
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    return row


def delete(actor: Actor, view_id: int) -> None:
    """Delete one's own view. Raises NotFound, Forbidden."""
    _own(actor, view_id).delete()


def hand_over(actor: Actor, ids: Sequence[int], owner: int, to: int) -> set[int]:
    """Give shared views of somebody to somebody else; those that were given. Who gets one must see it already, for whoever
    owns a view reads its conditions. Raises Forbidden."""
    require_people_right(actor)
    with transaction.atomic():
        rows = View.objects.select_for_update().filter(pk__in=ids, owner_id=owner, shared=True).order_by("pk")
        given = seen_by(actor_of(to, "handover"), rows)
        View.objects.filter(pk__in=given).update(owner_id=to)
        record_acts(actor, [Act("handover", "views", one, {"owner": [owner, to]}) for one in sorted(given)])
    return given


def seen_by(actor: Actor, rows: Iterable[View]) -> set[int]:
    """Those of these views that are shared with somebody: of modules and fields that they read."""
    reader = ActorReader(actor)
    return {
        row.pk
        for row in rows
        if row.module in MODULES and questions.can(actor, "view", row.module) and _told(reader, row)
    }


def names_of(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """What these views are called, of those that somebody sees."""
    rows = list(View.objects.filter(pk__in=list(ids)))
    seen = seen_by(actor, rows)
    return {row.pk: row.name for row in rows if row.pk in seen or row.owner_id == actor.user_id}


def wire(row: View, actor: Actor) -> dict[str, Any]:
    """The JSON form."""
    return {
        "id": str(row.pk),
        "module": row.module,
        "name": row.name,
        "shared": row.shared,
        "criteria": row.criteria,
        "search": row.search,
        "columns": row.columns,
        "sort": row.sort,
        "mine": row.owner_id == actor.user_id,
        "default": False,
    }


def _told(reader: ActorReader, row: View) -> bool:
    """Whether somebody else's view is shared, and speaks of nothing that the reader may not read."""
    return row.shared and _reads(reader, row.module, row.criteria)


def _reads(reader: ActorReader, module_key: str, criteria: Mapping[str, Any] | None) -> bool:
    try:
        parse(reader, module_key, criteria)
    except Refusal:
        return False
    return True


def _narrowed(view: dict[str, Any], readable: frozenset[str]) -> dict[str, Any]:
    """A view without the columns and the order that its reader may not read."""
    columns = [key for key in view["columns"] if key in readable]
    return {**view, "columns": columns, "sort": [key for key in view["sort"] if key.lstrip("-") in readable]}


def _own(actor: Actor, view_id: int) -> View:
    row = View.objects.filter(pk=view_id).first()
    keeper = questions.can(actor, "settings.manage", "")
    if row is None or not (row.shared or row.owner_id == actor.user_id):
        raise NotFound()
    if row.owner_id != actor.user_id and not keeper:
        opened(ActorReader(actor), row.module)
        raise Forbidden()
    return row


def _check(actor: Actor, module_key: str, values: Mapping[str, Any]) -> None:
    reader = ActorReader(actor)
    owner = opened(reader, module_key)
    if "name" in values and not values["name"].strip():
        raise Refusal("required", "name", label="")
    if values.get("criteria") is not None:
        parse(reader, module_key, values["criteria"])
    if values.get("sort"):
        sort_keys(owner, reader.readable(module_key), values["sort"])
    for key in values.get("columns") or ():
        if key not in reader.readable(module_key):
            raise Refusal("unknown_field", "columns", name=str(key)[:60])


def _shipped(owner: ModuleDef, index: int, locale: str) -> dict[str, Any]:
    view = owner.views[index]
    return {
        "id": view.key,
        "module": owner.key,
        "name": view.label.get(locale),
        "shared": True,
        "criteria": view.criteria,
        "search": "",
        "columns": [],
        "sort": list(view.sort),
        "mine": False,
        "default": False,
    }
