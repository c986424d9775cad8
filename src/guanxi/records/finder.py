"""Search across modules and in pickers: best first, scoped like every list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal
from guanxi.records.read import Query, page
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
    """Hits of every module that the actor may see, modules with hits only, best first in each."""
    reader = ActorReader(actor)
    shown = [item for item in sorted(MODULES, key=lambda item: item.order) if reader.readable(item.key)]
    groups = [(item, pick(actor, item.key, typed, limit)) for item in shown]
    return [(item, hits) for item, hits in groups if hits]


def pick(actor: Actor, module_key: str, typed: str, limit: int) -> list[Hit]:
    """The records of one module that a text finds, best first; the freshest when the text is empty."""
    owner = module(module_key)
    reader = ActorReader(actor)
    readable = reader.readable(module_key)
    columns = [key for key in (owner.title_field, *owner.subtitle_fields) if key in readable]
    asked = Query(search=typed.strip() or None, columns=columns, limit=max(limit, _WINDOW))
    found = page(actor, module_key, asked)
    hits = []
    for row, titles in zip(found.rows, found.titles, strict=True):
        parts = [_part(owner, key, row, titles, actor) for key in owner.subtitle_fields if key in readable]
        hits.append(
            Hit(
                module_key, row["id"], str(titles["_title"] or ""), " · ".join(part for part in parts if part)
            )
        )
    text = normal(typed)
    return sorted(hits, key=lambda hit: _rank(hit, text))[:limit]


def _rank(hit: Hit, text: str) -> int:
    """Exact titles first, then those that begin with the text, then those that contain it; else as fresh."""
    title = normal(hit.title)
    if not text or title == text:
        return 0
    if title.startswith(text):
        return 1
    return 2 if text in title else 3


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
