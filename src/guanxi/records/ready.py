"""What follows from the values of a new record alone, made beforehand: in another process, while others are written.

The canonical form of a value, its columns, the rows of its children, its words in the audit row and its search tokens
depend on the value and the schema. `Workshop` makes them by the code of the door's own steps, and the steps take
them instead of making them again: for the very value they were made from, and under the same schema. Whatever
depends on who writes, or on what the database holds - rights, references, guards, uniqueness - stays with the door.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import is_
from typing import Any

from django.db.models import Model

from guanxi.kernel.errors import Refusal
from guanxi.records import search_tokens
from guanxi.records.childkit import ChildType
from guanxi.records.telling import teller_of
from guanxi.schema.fields import FieldDef, declared_fields
from guanxi.schema.kits import FieldType
from guanxi.schema.modules import ModuleDef, module

# By field: the columns of a canonical text.
Stored = dict[str, dict[Any, dict[str, Any]]]
# The columns of a field's entries, and the cells of each entry.
Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]


@dataclass(slots=True)
class Ready:
    """One new record made ready. `raw` holds the values it was made from, `clean` their canonical forms, `rows`
    those of children, `told` the members of the audit row's JSON, `tokens` the search tokens, `titles` those of what
    lookups may point at, by lookup and title; `stored` is shared by the records of a chunk."""

    mark: str
    raw: dict[str, Any]
    clean: dict[str, Any]
    rows: dict[str, Rows]
    told: bytes
    tokens: str
    titles: dict[tuple[str, str], str]
    stored: Stored

    def fits(self, mark: str, values: Mapping[str, Any]) -> bool:
        """Whether all of it was made from these very values, and under this schema; others may stand beside them."""
        same = map(is_, map(values.get, self.raw), self.raw.values())
        return self.mark == mark and values.keys() >= self.raw.keys() and all(same)

    def whole(self, new: Mapping[str, Any]) -> bool:
        """Whether the record still has every value that was made ready."""
        return all(map(is_, map(new.get, self.clean), self.clean.values()))

    def untouched(self, new: Mapping[str, Any], keys: Iterable[str]) -> bool:
        """Whether the record has in these fields what was made ready, or nothing where nothing was."""
        clean = self.clean
        for key in keys:
            value, made = new.get(key), clean.get(key)
            if value is not made and (value or made):
                return False
        return True

    def words(self, owner: ModuleDef, titles: Mapping[str, str]) -> list[str]:
        """The search tokens of the record and of the titles of its lookups, by key."""
        found = [self.tokens]
        for pair in titles.items():
            made = self.titles.get(pair)
            found += search_tokens.lookup_tokens(owner, *pair) if made is None else (made,)
        # What consists of signs alone has no tokens.
        return [part for part in found if part]


class Workshop:
    """Makes the records of one chunk ready."""

    def __init__(self) -> None:
        self._stored: dict[str, Stored] = {}
        self._titles: dict[tuple[str, str, str], str] = {}
        self._texts: dict[tuple[str, str, str], Any] = {}

    def make(
        self, module_key: str, values: Mapping[str, Any], around: Mapping[str, str] | None = None
    ) -> Ready:
        """A record made ready; values that the door will refuse are left to it. `around` are the titles of what its
        lookups will point at."""
        owner = module(module_key)
        stored = self._stored.setdefault(module_key, {})
        searched = search_tokens.searched_lookups(owner)
        titles = {pair: self._title(owner, *pair) for pair in (around or {}).items() if pair[0] in searched}
        made = Ready(mark_of(owner), {}, {}, {}, b"", "", titles, stored)
        for key, raw in values.items():
            item = owner.fields.get(key)
            if item is not None and _alone(item):
                self._make(made, item, raw)
        made.told = teller_of(owner).members(made.clean)
        made.tokens = " ".join(search_tokens.own_tokens(owner, made.clean))
        return made

    def _title(self, owner: ModuleDef, lookup: str, title: str) -> str:
        key = (owner.key, lookup, title)
        if key not in self._titles:
            self._titles[key] = " ".join(search_tokens.lookup_tokens(owner, lookup, title))
        return self._titles[key]

    def _cleaned(self, item: FieldDef, raw: Any) -> Any:
        """The canonical value; a text that recurs in a field is cleaned once."""
        if type(raw) is not str:
            return item.kit.clean(item, raw)
        key = (item.owner, item.key, raw)
        if key not in self._texts:
            self._texts[key] = item.kit.clean(item, raw)
        return self._texts[key]

    def _make(self, made: Ready, item: FieldDef, raw: Any) -> None:
        try:
            value = self._cleaned(item, raw)
        except Refusal:
            return
        made.raw[item.key], made.clean[item.key] = raw, value
        if isinstance(item.kit, ChildType):
            made.rows[item.key] = rows_of(item.kit, value)
        elif type(value) is str:
            columns = made.stored.setdefault(item.key, {})
            if value not in columns:
                columns[value] = item.kit.store(item, value)


def rows_of(kit: ChildType, entries: Iterable[Any]) -> Rows:
    """The rows of a field's entries."""
    rows = [kit.row_of(entry) for entry in entries]
    return (tuple(rows[0]) if rows else ()), [tuple(row.values()) for row in rows]


def _alone(item: FieldDef) -> bool:
    """Whether the value points at nothing that is there already: that is the door's to look up."""
    placed = isinstance(item.kit, ChildType) and item.kit.placed
    return type(item.kit).refers is FieldType.refers and not placed


def mark_of(owner: ModuleDef) -> str:
    """What the module's schema says, in short: whatever is made ready under another one is of no use."""
    return _mark(owner.model)


@cache
def _mark(model: type[Model]) -> str:
    said = [
        (item.key, item.type, item.columns, item.search, sorted(item.option_values), sorted(map(str, item.config.items())))
        for item in declared_fields(model)
    ]  # fmt: skip
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
