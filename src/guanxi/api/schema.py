"""What the caller's screens are made of: modules, fields, layouts, rights, in the caller's language."""

import gzip
import hashlib
from typing import Any

import orjson
from django.http import HttpResponse
from ninja import Router

from guanxi.access import questions
from guanxi.access.scopes import VERBS
from guanxi.api.body import answer
from guanxi.api.encodings import accepted
from guanxi.api.signin import ActorRequest
from guanxi.criteria.messages import OPERATORS
from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import L
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, ModuleDef

router = Router(tags=["schema"])
GROUPS = (
    ("sales", L("销售", "銷售", "Sales")),
    ("deals", L("成交", "成交", "Closing")),
    ("insight", L("洞察", "洞察", "Insight")),
)


@router.get("/schema")
def schema(request: ActorRequest) -> HttpResponse:
    """The schema, with an ETag; 304 when the caller has it."""
    body = describe(request.actor)
    etag = f'"{body["version"]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return _packed(request, answer(body, headers={"ETag": etag}))


def _packed(request: ActorRequest, response: HttpResponse) -> HttpResponse:
    """A tenth of the bytes, for the first screen waits for it; labels hold nothing that a compressed length could tell."""
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in accepted(request.headers.get("Accept-Encoding", "")):
        response.content = gzip.compress(response.content, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    return response


def describe(actor: Actor) -> dict[str, Any]:
    """The schema of one caller."""
    locale = actor.locale
    shown = [item for item in MODULES if questions.can(actor, "view", item.key)]
    body: dict[str, Any] = {
        "locale": locale,
        "groups": [{"key": key, "label": label.get(locale)} for key, label in GROUPS],
        "operators": {
            key: {"label": label.get(locale), "arity": arity} for key, (label, arity) in OPERATORS.items()
        },
        "modules": [_module(actor, item, locale) for item in sorted(shown, key=lambda item: item.order)],
    }
    body["version"] = hashlib.sha256(orjson.dumps(body)).hexdigest()[:16]
    return body


def _module(actor: Actor, item: ModuleDef, locale: str) -> dict[str, Any]:
    readable = questions.readable(actor, item.key)
    masks = questions.masks(actor, item.key)
    shown = readable | set(masks)
    writable = questions.writable(actor, item.key)
    return {
        "key": item.key,
        "label": item.label.get(locale),
        "plural": item.plural.get(locale),
        "icon": item.icon,
        "group": item.group,
        "order": item.order,
        "title_field": item.title_field,
        "verbs": [verb for verb in VERBS if questions.can(actor, verb, item.key)],
        "list_columns": [key for key in item.list_columns if key in shown],
        "sections": [
            {
                "key": section.key,
                "label": section.label.get(locale),
                "fields": [key for key in section.fields if key in shown],
            }
            for section in item.sections
        ],
        "quick_create": [key for key in item.quick_create if key in writable],
        "related": [
            {"key": one.key, "label": one.label.get(locale), "module": one.module, "field": one.field}
            for one in item.related
            if questions.can(actor, "view", one.module)
        ],
        "features": list(item.features),
        "default_sort": list(item.default_sort),
        "follows": item.follows.field if item.follows else None,
        "stage_field": item.stage_field,
        "subtitle_fields": [key for key in item.subtitle_fields if key in readable],
        "duplicate_keys": [key for key in item.duplicate_keys if key in readable],
        "fields": [
            _field(one, locale, key in writable, masks.get(key))
            for key, one in item.fields.items()
            if key in shown
        ],
    }


def _field(item: FieldDef, locale: str, writable: bool, mask: str | None) -> dict[str, Any]:
    operators = {None: item.operators, "covered": item.known_by}.get(mask, ())
    return {
        "key": item.key,
        "type": item.type,
        "label": item.label.get(locale),
        "help": item.help.get(locale) if item.help else None,
        "required": item.required,
        "readonly": item.readonly,
        "writable": writable,
        "unique": item.unique,
        "mask": mask,
        "sortable": item.sortable and mask is None,
        "filterable": bool(operators),
        "multiple": _takes_several(item),
        "personal": item.personal,
        "options": [
            {"value": one.value, "label": one.label.get(locale), "color": one.color, "parent": one.parent}
            for one in item.options
        ],
        "target": item.target,
        "config": {key: value for key, value in item.config.items() if key != "model"},
        "operators": list(operators),
    }


def _takes_several(item: FieldDef) -> bool:
    if item.type == "file":
        return bool(item.config.get("multiple"))
    return item.kit.child or item.type in ("multichoice", "people")
