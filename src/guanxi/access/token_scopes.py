"""What a program's token may do at most: the rights of its person, narrowed by the token's scopes."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from guanxi.kernel.errors import Forbidden, Refusal

if TYPE_CHECKING:
    from guanxi.access.rights import Rights

SCOPES = ("read", "write", "export", "admin")
# Verbs on records that are not changes; every other verb is one.
_OF_VERBS = {"view": "read", "export": "export"}
_SAFE = ("GET", "HEAD", "OPTIONS")
# Questions that are asked with a body.
_ASKING = ("/query", "/duplicates")
_OF_PLACES = (
    ("/api/v1/exports", "export"),
    ("/api/v1/approvals", "export"),
    ("/api/v1/leaving", "admin"),
    ("/api/v1/people", "admin"),
    ("/api/v1/handovers", "admin"),
    ("/api/v1/departments", "admin"),
    ("/api/v1/roles", "admin"),
    ("/api/v1/posts", "admin"),
    ("/api/v1/teams", "admin"),
    ("/api/v1/sharing-rules", "admin"),
    ("/api/v1/audit", "admin"),
    ("/api/v1/security", "admin"),
)


def all_scopes() -> list[str]:
    """Everything that a token may be allowed."""
    return list(SCOPES)


def checked(scopes: Iterable[str]) -> list[str]:
    """Scopes in their order; `read` is part of each. Raises Refusal."""
    wanted = set(scopes)
    if not wanted or wanted - set(SCOPES):
        raise Refusal("unknown_scope", "scopes")
    return [scope for scope in SCOPES if scope in wanted or scope == "read"]


def narrowing(scopes: Iterable[str]) -> frozenset[str] | None:
    """What an actor carries for these scopes; None when they take nothing away."""
    held = frozenset(scopes)
    return None if held >= set(SCOPES) else held


@lru_cache(maxsize=256)
def _allowed(verb: str, scopes: frozenset[str]) -> bool:
    return ("admin" if "." in verb else _OF_VERBS.get(verb, "write")) in scopes


def within(rights: "Rights", scopes: frozenset[str] | None) -> "Rights":
    """These rights as far as the scopes allow them."""
    if scopes is None:
        return rights
    modules = {
        key: {verb: found for verb, found in verbs.items() if _allowed(verb, scopes)}
        for key, verbs in rights.modules.items()
    }
    return replace(
        rights, modules=modules, verbs=frozenset(verb for verb in rights.verbs if _allowed(verb, scopes))
    )


def require(scopes: frozenset[str] | None, method: str, path: str) -> None:
    """Raises Forbidden unless the scopes allow a call that changes something, whatever rights it asks for."""
    if scopes is None or method in _SAFE or path.endswith(_ASKING):
        return
    needed = next((scope for place, scope in _OF_PLACES if path.startswith(place)), "write")
    if needed not in scopes:
        raise Forbidden("scope_missing", scope=needed)
