"""What a colleague opened a moment ago is open at once: before a call is refused, the rights of its caller are read anew."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from guanxi.access.rights import renewed, rights_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound

View = Callable[..., Any]


def rights_renewed(view: View) -> View:
    """A decorator for every operation: one that was refused as absent or forbidden is asked again where another process
    has changed the caller's rights. What is hidden and what never was cost the same. Raises what the operation does."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        actor: Actor | None = getattr(request, "actor", None)
        known = actor and rights_of(actor)
        try:
            return view(request, *args, **kwargs)
        except (NotFound, Forbidden):
            if actor is None:
                raise
            fresh = renewed(actor)
            if (fresh, rights_of(fresh)) == (actor, known):
                raise
        request.actor = fresh  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return asked
