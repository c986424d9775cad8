"""What every operation refuses before it begins: unknown query parameters, NUL and lone surrogates in addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.operation import Operation

from guanxi.kernel.errors import NotFound, Refusal

View = Callable[..., Any]


def strict_address(view: View) -> View:
    """A decorator for every operation. Raises Refusal (422) for unknown parameters, (400) for what no text holds."""
    operation: Operation | None = getattr(view, "_ninja_operation", None)
    known = _query_names(operation)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if _unprintable(request.path):
            raise NotFound()
        for name, values in request.GET.lists():
            if name not in known:
                raise Refusal("unknown_parameter", name[:100], name=name[:100])
            if any(_unprintable(value) for value in values):
                raise Refusal("malformed", name, status=400, why=name)
        return view(request, *args, **kwargs)

    return guarded


def _query_names(operation: Operation | None) -> frozenset[str]:
    models = operation.models if operation is not None else []
    return frozenset(
        name
        for model in models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_flatten_map__", ())
    )


def _unprintable(text: str) -> bool:
    return any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)
