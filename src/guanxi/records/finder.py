"""Search across modules and in pickers: best first, scoped like every list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guanxi.kernel.actor import Actor
from guanxi.kernel.text import marks
from guanxi.records.read import Query, page_for
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, ModuleDef, module

_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its title, and what tells it from its namesakes."""

    module: str
    record_id: int
    title: str
    subtitle: str


def search(actor: Actor, typed: str, limit: int) -> list[tuple[ModuleDef, list[Hit]]]:
    """Hits of every module that the actor may see, modules with hits only, best first in each; the modules by their
    best hits, then in their own order: initials mean the person first and not a company that has them in its middle."""
    reader = ActorReader(actor)
    shown = [item for item in sorted(MODULES, key=lambda item: item.order) if reader.readable(item.key)]
    groups = [(item, _picked(reader, item, typed, limit)) for item in shown]
    return sorted(((item, hits) for item, hits in groups if hits), key=lambda group: rank(group[1][0], typed))


def pick(actor: Actor, module_key: str, typed: str, limit: int) -> list[Hit]:
    """The records of one module that a text finds, best first; the freshest when the text is empty."""
    return _picked(ActorReader(actor), module(module_key), typed, limit)


def _picked(reader: ActorReader, owner: ModuleDef, typed: str, limit: int) -> list[Hit]:
    readable = reader.readable(owner.key)
    columns = [key for key in (owner.title_field, *owner.subtitle_fields) if key in readable]
    asked = Query(search=typed.strip() or None, columns=columns, limit=max(limit, _WINDOW))
    found = page_for(reader, owner.key, asked)
    hits = []
    for row, titles in zip(found.rows, found.titles, strict=True):
        parts = [
            _part(owner, key, row, titles, reader.actor) for key in owner.subtitle_fields if key in readable
        ]
        hits.append(
            Hit(owner.key, row["id"], str(titles["_title"] or ""), " · ".join(part for part in parts if part))
        )
    return sorted(hits, key=lambda hit: rank(hit, typed))[:limit]


def rank(hit: Hit, typed: str) -> int:
    """0 for a title that is the text, by letter or by sound; 1 for one that begins with it, 2 for one that holds it,
    3 for a record that is found by something else."""
    found = marks(hit.title, typed)
    if not found:
        return 3 if typed.strip() else 0
    if found[0][0] > 0:
        return 2
    ends, starts = [end for _, end in found], [*(start for start, _ in found[1:]), len(hit.title)]
    unsaid = "".join(hit.title[end:start] for end, start in zip(ends, starts, strict=True))
    return 1 if unsaid.strip() else 0


def _part(owner: ModuleDef, key: str, row: dict[str, Any], titles: dict[str, Any], actor: Actor) -> str:
    if isinstance(titles.get(key), str):
        return str(titles[key])
    item = owner.field(key)
    value = row[key]
    if item.kit.child:
        value = [entry for entry in value or () if isinstance(entry, dict) and entry.get("main")]
    if isinstance(value, datetime):
        return value.astimezone(actor.zone).strftime("%Y-%m-%d %H:%M")
    return item.kit.text(item, value, actor.locale) if value else ""
