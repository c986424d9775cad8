"""What records are called, for one who may know it."""

from collections.abc import Iterable

from guanxi.access import questions
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, ModuleDef, module


def titles_of(reader: ActorReader, module_key: str, ids: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Title of each record that the reader sees, in the bin or not, and whether it is there."""
    if module_key not in MODULES:
        return {}
    owner = module(module_key)
    rows = owner.model._default_manager.filter(reader.visible(module_key), pk__in=list(ids))
    if owner.title_field not in reader.readable(module_key):
        return {key: ("", at is not None) for key, at in rows.values_list("pk", "deleted_at")}
    found = rows.values_list("pk", owner.title_field, "deleted_at")
    return {key: (title or "", at is not None) for key, title, at in found}


def retold(reader: ActorReader, owner: ModuleDef) -> frozenset[str]:
    """The fields of which the reader may be told what they once were: those he reads, but for what was copied from records
    of which some are hidden from him."""
    copied = {key: owner.field(item.copied_from) for key, item in owner.fields.items() if item.copied_from}
    closed = {key for key, lookup in copied.items() if not wholly_open(reader, module(lookup.target or ""))}
    return reader.readable(owner.key) - closed


def wholly_open(reader: ActorReader, owner: ModuleDef) -> bool:
    """Whether nothing of a module is hidden from the reader. What somebody searched for may name a record that is not to be
    seen, and tell as much of a field that is not to be read."""
    return questions.sees_all(reader.actor, owner.key) and set(owner.fields) <= reader.readable(owner.key)
