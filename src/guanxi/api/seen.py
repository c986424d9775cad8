"""What was read or refused over HTTP, noted for the audit; written a moment later, never in the request's transaction."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from django.http import HttpRequest

from guanxi.access import questions
from guanxi.access.directory import names_of
from guanxi.kernel import whence
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.recent import Recent
from guanxi.records.models import StoredFile
from guanxi.records.read import Query
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, ModuleDef, module
from guanxi.trail.notes import gather, note, note_stranger
from guanxi.trail.service import Act

# A page of a record is several calls, and a window that comes to the front asks anew.
AGAIN_SECONDS = 60.0
MOST_BYTES = 2000
LISTED_SECONDS = 3600.0
MOST_LISTED = 20_000
_listed: "Recent[tuple[Any, ...], set[int]]" = Recent(LISTED_SECONDS, 2000)
_opened: "Recent[tuple[Any, ...], bool]" = Recent(AGAIN_SECONDS)
_PLACE = re.compile(r"/api/v1/(?:records/([a-z0-9_]{1,60})/(\d{1,18})\b|(.{0,120}))")


def opened(actor: Actor, module_key: str, record_id: int) -> None:
    """Somebody opened a record; told once a minute."""
    way = whence.here() or {}
    key = (actor.user_id, actor.origin, way.get("token"), module_key, record_id)
    if _opened.get(key) is None:
        _opened.put(key, True)
        note(actor, Act("open", module_key, record_id))


def listed(actor: Actor, module_key: str, fields: Sequence[FieldDef], ids: Sequence[str]) -> None:
    """Somebody was shown a list with personal fields, or a program any list; each record once an hour and process."""
    masked = questions.masks(actor, module_key)
    personal = any(item.personal and item.key not in masked for item in fields)
    if not ids or not (personal or actor.origin == "api"):
        return
    key = (actor.user_id, actor.origin, (whence.here() or {}).get("token"), module_key)
    known = _listed.get(key)
    if known is None or len(known) > MOST_LISTED:
        known = _listed.put(key, set())
    fresh = [number for number in map(int, ids) if number not in known]
    if fresh:
        known.update(fresh)
        gather(actor, Act("list", module_key), fresh)


def looked_as(actor: Actor, user_id: int, module_key: str, ids: Sequence[str]) -> None:
    """Somebody looked at records as another sees them: told each time, whatever there was to see."""
    whence.tell(behalf=[user_id, names_of([user_id]).get(user_id, "")])
    note(actor, Act("list", module_key, None, {"ids": [None, [int(one) for one in ids]]}))


def searched(actor: Actor, module_key: str, asked: Query, ids: Sequence[str]) -> bool:
    """Somebody asked a list by personal fields: for what, and what was found. False when it was by no such fields."""
    owner = module(module_key)
    fields = sorted({*_personal_paths(owner, asked.criteria)})
    if asked.search and any(item.personal for item in owner.fields.values()):
        fields.insert(0, "*")
    if not fields:
        return False
    told: dict[str, Any] = {"fields": [None, fields], "ids": [None, [int(key) for key in ids]]}
    if asked.search:
        told["search"] = [None, asked.search]
    if asked.criteria is not None:
        told["criteria"] = [None, _bounded(asked.criteria)]
    note(actor, Act("search", module_key, None, told))
    return True


def looked_for(actor: Actor, typed: str, found: Mapping[str, Sequence[str]]) -> None:
    """Somebody searched across modules, and found these."""
    ids = {key: [int(one) for one in hits] for key, hits in found.items()}
    note(actor, Act("search", "", None, {"search": [None, typed], "found": [None, ids]}))


def looked_into_audit(actor: Actor, told: Mapping[str, Any]) -> None:
    """Somebody read the audit; told once a minute for what was asked."""
    key = (actor.user_id, "audit", orjson.dumps(told))
    if _opened.get(key) is None:
        _opened.put(key, True)
        note(actor, Act("open", "audit", None, told))


def downloaded(actor: Actor, row: StoredFile) -> None:
    """Somebody fetched a file."""
    told = {"file": [None, row.name], "field": [None, row.field]}
    note(actor, Act("download", row.module, row.record_id or None, told))


def refused(request: HttpRequest, refusal: Refusal) -> None:
    """Somebody asked for what is not theirs, or is not known; wrong values are nobody's business."""
    if refusal.status not in (401, 403, 404):
        return
    place = _PLACE.match(request.path)
    actor: Actor | None = getattr(request, "actor", None)
    on_record = place is not None and place[1] is not None and place[1] in MODULES
    if refusal.status == 404 and not on_record:
        return
    if refusal.status == 401 and "Authorization" not in request.headers:
        return
    path = f"{request.method} {request.path[:160]}"
    told = {"path": [None, path], "status": [None, refusal.status], "code": [None, refusal.code]}
    act = (
        Act("refused", place[1], int(place[2]), told)
        if on_record and place
        else Act("refused", "", None, told)
    )
    if actor is None:
        note_stranger(act)
    else:
        note(actor, act)


def _personal_paths(owner: ModuleDef, raw: Any) -> Iterator[str]:
    """The personal fields that checked conditions ask for."""
    if isinstance(raw, list):
        for item in raw:
            yield from _personal_paths(owner, item)
    elif isinstance(raw, Mapping):
        if "relation" in raw:
            related = next(item for item in owner.related if item.key == raw["relation"])
            for path in _personal_paths(module(related.module), raw.get("where")):
                yield f"{raw['relation']}.{path}"
            return
        if "field" in raw and _is_personal(owner, str(raw["field"])):
            yield str(raw["field"])
        for key in ("all", "any", "not"):
            yield from _personal_paths(owner, raw.get(key))


def _is_personal(owner: ModuleDef, path: str) -> bool:
    hop, dot, key = path.partition(".")
    if dot:
        owner = module(owner.field(hop).target or "")
    return owner.field(key if dot else hop).personal


def _bounded(criteria: Any) -> Any:
    text = orjson.dumps(criteria)
    return criteria if len(text) <= MOST_BYTES else {"cut": text[:MOST_BYTES].decode("utf-8", "ignore")}
