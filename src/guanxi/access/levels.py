"""How far each field of a module is narrowed: by the roles, and by what it repeats of other fields that are narrowed."""

from collections.abc import Iterator, Mapping

from guanxi.access.rights import Rights
from guanxi.access.scopes import LEVELS
from guanxi.kernel.recent import Recent
from guanxi.schema.modules import MODULES, ModuleDef, module

ANY = "*"
# What one may not change may still be read, here and where it is repeated.
_UNREAD = frozenset(LEVELS) - {"readonly"}
_known: "Recent[tuple[str, str], Mapping[str, str]]" = Recent()


def levels(rights: Rights, module_key: str) -> Mapping[str, str]:
    """The levels of a module's fields that are narrowed. A field that tells of narrowed ones is as narrow as they."""
    key = (rights.mark, module_key)
    held = _known.get(key)
    return _known.put(key, _levels(rights, module(module_key))) if held is None else held


def _levels(rights: Rights, owner: ModuleDef) -> Mapping[str, str]:
    own = rights.narrowed(owner.key)
    found = dict(own)
    for key, item in owner.fields.items():
        told = [level for name in item.tells for level in _of(rights, own, name)]
        if told:
            found[key] = min([*told, found.get(key, LEVELS[-1])], key=LEVELS.index)
    return found


def _of(rights: Rights, own: Mapping[str, str], name: str) -> Iterator[str]:
    """The levels at which what a field tells of may not be read: a field of its module, of another, or any."""
    other, dot, field = name.rpartition(".")
    if name == ANY:
        # Which of them it repeats cannot be said: it is shown to those alone who read all of them.
        if any(level in _UNREAD for level in own.values()):
            yield "hidden"
    elif not dot:
        if own.get(field) in _UNREAD:
            yield own[field]
    elif (other in MODULES and not rights.scopes("view", other)) or rights.narrowed(other).get(
        field
    ) in _UNREAD:
        yield "hidden"
