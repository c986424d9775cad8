"""Reading and writing JSON at the edge, strictly."""

import re
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from guanxi.kernel.errors import Refusal

MAX_BODY = 1024 * 1024
MAX_DEPTH = 32
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"')
_BRACKETS = re.compile(rb"[\[\]{}]")


class StrictParser(Parser):
    """JSON without NaN, lone surrogates and NUL, at most 1 MB and 32 levels deep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The parsed body. Raises Refusal (400, 413 or 415)."""
        if request.content_type != "application/json":
            raise Refusal("wrong_content_type", status=415, wanted="application/json")
        return parse_json(request.body)


def parse_json(body: bytes) -> Any:
    """The value of a JSON text. Raises Refusal (400 or 413)."""
    if len(body) > MAX_BODY:
        raise Refusal("body_too_large", status=413)
    if b"\\u0000" in body or b"\0" in body:
        raise Refusal("malformed", status=400, why="NUL")
    if _depth(body) > MAX_DEPTH:
        raise Refusal("malformed", status=400, why="depth")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Refusal("malformed", status=400, why=str(error)) from None


class OrjsonRenderer(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The bytes of an answer."""
        return orjson.dumps(data)


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """An answer straight to bytes, without a schema on the way out (that costs 2.3 times)."""
    response = HttpResponse(orjson.dumps(data), content_type="application/json", status=status)
    response.headers["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _depth(body: bytes) -> int:
    """The nesting of brackets outside texts."""
    deepest = level = 0
    for bracket in _BRACKETS.findall(_TEXTS.sub(b"", body)):
        level += 1 if bracket in b"[{" else -1
        deepest = max(deepest, level)
    return deepest
