"""How far each field of a module is narrowed: by the roles, and by what it repeats of other fields that are narrowed."""

from collections.abc import Iterator, Mapping

from guanxi.access.rights import Rights
from guanxi.access.scopes import LEVELS
from guanxi.kernel.recent import Recent
from guanxi.schema.modules import MODULES, ModuleDef, beside, module

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
    found = dict(rights.narrowed(owner.key))
    for key, item in owner.fields.items():
        told = [level for name in item.tells for level in _of(rights, owner, name)]
        if told:
            found[key] = min([*told, found.get(key, LEVELS[-1])], key=LEVELS.index)
    return found


def _of(rights: Rights, owner: ModuleDef, name: str) -> Iterator[str]:
    """The levels at which what a field tells of may not be read: a field of its module, of another, or any."""
    other, dot, field = name.rpartition(".")
    own = rights.narrowed(owner.key)
    if name == ANY:
        # Which of them it repeats cannot be said: it is shown to those alone who read all of them.
        if not all(_reads_all(rights, key) for key in (owner.key, *beside(owner))):
            yield "hidden"
    elif not dot:
        if own.get(field) in _UNREAD:
            yield own[field]
    elif not _sees(rights, other) or rights.narrowed(other).get(field) in _UNREAD:
        yield "hidden"


def _reads_all(rights: Rights, module_key: str) -> bool:
    narrowed = rights.narrowed(module_key).values()
    return _sees(rights, module_key) and not any(level in _UNREAD for level in narrowed)


def _sees(rights: Rights, module_key: str) -> bool:
    return module_key not in MODULES or bool(rights.scopes("view", module_key))
