"""What a record is found by: the tokens of its fields, of its children and of the titles of its lookups.

Tokens say whose they are: those of a field stand behind its mark, but for the title's, which most searches mean. So who
may not read a field finds nothing by it.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model

from guanxi.kernel.text import text_tokens
from guanxi.records.childkit import ChildType
from guanxi.records.search_store import field_marks
from guanxi.schema.fields import declared_fields
from guanxi.schema.modules import MODULES, ModuleDef

SHORT = 24
# Tokens are of [a-z0-9] and everyday Chinese: these rare characters stand before the tokens of looked-up titles.
MARKS = "㐀㐁㐂㐃㐄㐅㐆㐇"


def searched_lookups(owner: ModuleDef) -> list[str]:
    """The lookups by whose titles a module's records are found; their places are their marks."""
    return [key for key, item in owner.lookups.items() if item.search]


def mark_of(owner: ModuleDef, lookup: str) -> str:
    """What stands before the tokens of a lookup's titles."""
    return MARKS[searched_lookups(owner).index(lookup)]


def lookup_tokens(owner: ModuleDef, lookup: str, title: str) -> list[str]:
    """The tokens of the title of a looked-up record, marked as such."""
    return list(_marked(mark_of(owner, lookup), owner.field(lookup).search or "text", title))


# The people of one company follow one another in files and lists.
@lru_cache(maxsize=1024)
def _marked(mark: str, kind: str, title: str) -> tuple[str, ...]:
    return tuple(mark + token for token in _tokens(kind, title))


def _tokens(kind: str, text: str) -> Sequence[str]:
    return _short_tokens(kind, text) if len(text) <= SHORT else text_tokens(kind, text)


# Titles and departments recur, and what is said of a person is indexed right after the person.
@lru_cache(maxsize=4096)
def _short_tokens(kind: str, text: str) -> tuple[str, ...]:
    return tuple(text_tokens(kind, text))


def tokens_of(owner: ModuleDef, values: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    """The tokens of one record: its own searchable fields, its children, the titles of its lookups by key."""
    # No token of a title is one of the record's own: its mark stands before it.
    return [*own_tokens(owner, values), *title_tokens(owner, titles)]


def own_tokens(owner: ModuleDef, values: Mapping[str, Any]) -> list[str]:
    """The tokens of a record's own searchable fields and of its children, each behind the mark of its field."""
    found: dict[str, None] = {}
    marks = field_marks(owner, indexed_keys(owner))
    for key, kit, kind in _indexed(owner.model):
        value = values.get(key)
        if not value:
            continue
        tokens = kit.tokens(value) if kit is not None else _tokens(kind, str(value))
        mark = marks[key]
        found.update(dict.fromkeys(tokens if not mark else [mark + token for token in tokens]))
    return list(found)


def number_fields() -> None:
    """Give the fields of every module their marks, outside any business transaction."""
    for owner in MODULES:
        field_marks(owner, indexed_keys(owner))


def marks_of(owner: ModuleDef, open_fields: Collection[str]) -> list[str]:
    """The marks of those of a module's own fields that are among these."""
    keys = indexed_keys(owner)
    marks = field_marks(owner, keys)
    return [marks[key] for key in keys if key in open_fields]


def title_tokens(owner: ModuleDef, titles: Mapping[str, str]) -> list[str]:
    """The tokens of the titles of a record's lookups, by key."""
    return [token for key, title in titles.items() for token in lookup_tokens(owner, key, title)]


def indexed_keys(owner: ModuleDef) -> list[str]:
    """The fields from which a record's own tokens are made."""
    return [key for key, _, _ in _indexed(owner.model)]


@cache
def _indexed(model: type[Model]) -> list[tuple[str, ChildType | None, str]]:
    """The fields that a record is found by: children index themselves, texts by their kind."""
    found: list[tuple[str, ChildType | None, str]] = []
    for item in declared_fields(model):
        if isinstance(item.kit, ChildType):
            if type(item.kit).tokens is not ChildType.tokens:
                found.append((item.key, item.kit, ""))
        elif item.search and item.type != "lookup":
            found.append((item.key, None, item.search))
    return found
