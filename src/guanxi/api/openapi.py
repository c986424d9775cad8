"""The API described for one caller: the modules, fields and verbs that the caller has, and no others."""

import copy
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import get_schema

from guanxi.access import questions
from guanxi.api.body import answer
from guanxi.api.openapi_answers import components, record_components, responses
from guanxi.api.openapi_values import FILE_ID, ID, Schema, values_schema
from guanxi.api.signin import ActorRequest
from guanxi.kernel.actor import Actor
from guanxi.schema.modules import MODULES, ModuleDef

BASE = "/api/v1"
_RECORDS = "/records/{module}"
_NEEDS = {
    ("post", ""): ("create",),
    ("post", "/upsert"): ("create", "edit"),
    ("patch", "/{record_id}"): ("edit",),
    ("delete", "/{record_id}"): ("delete",),
    ("post", "/{record_id}/restore"): ("delete",),
    ("post", "/bulk"): ("bulk",),
}
_NOTE = (
    "Unknown parameters and fields are refused (422). Errors are problem documents (RFC 9457) in the caller's "
    "language. Unsafe calls by a session cookie need the header X-CSRFToken with the value of the cookie "
    "guanxi_csrf; calls by a bearer token do not."
)


def add_to(api: NinjaAPI) -> None:
    """Serve the description at /openapi.json."""

    @api.get("/openapi.json", tags=["schema"])
    def openapi(request: ActorRequest) -> HttpResponse:
        """This description, for the caller."""
        return answer(document(api, request.actor))


def document(api: NinjaAPI, actor: Actor) -> dict[str, Any]:
    """The OpenAPI document of `actor`."""
    base = copy.deepcopy(_base(api))
    shown = [item for item in sorted(MODULES, key=lambda item: item.order) if _can(actor, "view", item)]
    paths: dict[str, Any] = {}
    for path, operations in base["paths"].items():
        general = path.removeprefix(BASE)
        if general.startswith(_RECORDS):
            for item in shown:
                expanded = _of_module(actor, item, general, copy.deepcopy(operations))
                if expanded:
                    paths[path.replace("{module}", item.key)] = expanded
        else:
            paths[path] = _plain(general, operations, [item.key for item in shown])
    base["paths"] = paths
    base["components"]["schemas"] |= components()
    for item in shown:
        readable = values_schema(item, questions.readable(actor, item.key), actor)
        base["components"]["schemas"] |= record_components(item.key, readable)
    return base


@lru_cache(maxsize=4)
def _base(api: NinjaAPI) -> dict[str, Any]:
    """What the framework knows by itself, with who may call and without what a module adds."""
    base = dict(get_schema(api, path_prefix=f"{BASE}/"))
    base["info"] = {"title": "Guanxi", "version": "1", "description": _NOTE}
    base["servers"] = [{"url": "/"}]
    base["components"]["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "./guanxi token create --user U --name N",
        },
        "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    }
    base["security"] = [{"token": []}, {"session": []}]
    return base


def _plain(general: str, operations: dict[str, Any], modules: list[str]) -> dict[str, Any]:
    for method, details in operations.items():
        details["responses"] = responses(method, general, details)
        if general.startswith(("/setup", "/join", "/identity/begin")):
            details["security"] = []
        for parameter in details["parameters"]:
            if parameter["name"] == "module":
                picks = [*modules, "users"] if general.startswith("/pick/") else modules
                parameter["schema"] = {"type": "string", "enum": picks or ["users"]}
            elif parameter["name"].endswith("_id"):
                parameter["schema"] = FILE_ID if parameter["name"] == "file_id" else ID
    return operations


def _of_module(actor: Actor, item: ModuleDef, general: str, operations: dict[str, Any]) -> dict[str, Any]:
    """The operations of one module's path that the caller may use."""
    rest = general.removeprefix(_RECORDS)
    if rest.endswith("/network") and "network" not in item.features:
        return {}
    related = [one for one in item.related if questions.can(actor, "view", one.module)]
    shown = [item.key]
    if rest.endswith("/related/{key}"):
        shown = sorted({one.module for one in related})
        if not shown:
            return {}
    allowed = {}
    for method, details in operations.items():
        if not all(_can(actor, verb, item) for verb in _NEEDS.get((method, rest), ("view",))):
            continue
        details["operationId"] = f"{details['operationId'].rpartition('_')[2]}_{item.key}_{method}"
        details["tags"] = [item.key]
        details["responses"] = responses(method, general, details, shown)
        details["parameters"] = [one for one in details["parameters"] if one["name"] != "module"]
        for parameter in details["parameters"]:
            if parameter["name"] == "record_id":
                parameter["schema"] = ID
            elif parameter["name"] == "key":
                parameter["schema"] = {"type": "string", "enum": [one.key for one in related]}
        body = _body(actor, item, method, rest)
        if body is not None:
            details["requestBody"]["content"]["application/json"]["schema"] = body
        allowed[method] = details
    return allowed


def _body(actor: Actor, item: ModuleDef, method: str, rest: str) -> Schema | None:
    """The body of an operation that takes values of the module's fields."""
    readable, editable = questions.readable(actor, item.key), questions.writable(actor, item.key)
    if (method, rest) == ("post", ""):
        new = values_schema(item, questions.writable(actor, item.key, "create"), actor, required=True)
        rows = {"type": "array", "items": _only(values=new), "minItems": 1, "maxItems": 500}
        return {"oneOf": [_only(values=new), _only(records=rows)]}
    if (method, rest) == ("patch", "/{record_id}"):
        return _only(values=values_schema(item, editable, actor))
    if (method, rest) == ("post", "/upsert"):
        keys = [key for key, one in item.fields.items() if one.unique and key in readable]
        one = values_schema(item, editable, actor)
        body = _only(records={"type": "array", "items": _only(values=one), "minItems": 1, "maxItems": 500})
        body["properties"]["key"] = {"type": "string", "enum": keys, "default": "external_id"}
        return body
    if (method, rest) == ("post", "/duplicates"):
        typed = values_schema(item, readable, actor)
        body = _only(values={**typed, "additionalProperties": True})
        body["properties"]["id"] = {"type": ["string", "null"]}
        return body
    return None


def _only(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _can(actor: Actor, verb: str, item: ModuleDef) -> bool:
    return questions.can(actor, verb, item.key)
