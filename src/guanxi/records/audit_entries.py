"""Audit rows as a person may read them: titles in a query a module, values as texts in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from guanxi.access.directory import names_of
from guanxi.access.models import ApiToken
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import listed
from guanxi.records.audit_house import House, parts
from guanxi.records.audit_words import DETAILS, SHARING, VERBS, module_label, word
from guanxi.records.children.tags import known_tags
from guanxi.records.reader import ActorReader
from guanxi.records.titles import retold, titles_of, wholly_open
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import MODULES, module
from guanxi.trail.models import AuditRow

MOST_TEXT = 500
# Ids say nothing to people; how many there are does.
COUNTED = {"ids": "found", "found": "found"}
# What a search tells may name what the reader does not see.
SAID_OF_ALL = ("search", "criteria", "found", "ids")
INSIDE = ("of", "act", "rows", "agreed", "record", "field", "key")
MADE_OF_PEOPLE = ("user", "people")


@dataclass(frozen=True, slots=True)
class Line:
    """One field or detail: what it is called, before, after; `masked` when it may not be shown."""

    key: str
    label: str
    before: str
    after: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One act."""

    row: AuditRow
    actor_name: str
    verb: str
    module: str
    title: str
    token: str
    deleted: bool = False
    hidden: bool = False
    lines: list[Line] = field(default_factory=list)


def entries(reader: ActorReader, rows: Sequence[AuditRow]) -> list[Entry]:
    """What the reader may know of these rows."""
    locale = reader.actor.locale
    known = _Known(reader, rows)
    return [
        Entry(
            row,
            row.actor_name,
            verb=word(VERBS, row.verb, locale),
            module=module_label(row.module, locale),
            title=known.title(row)[0],
            token=known.token(row),
            deleted=known.title(row)[1],
            hidden=known.hidden(row),
            lines=known.lines(row),
        )
        for row in rows
    ]


class _Known:
    """All that a page of rows refers to, looked up in a fixed number of queries."""

    def __init__(self, reader: ActorReader, rows: Sequence[AuditRow]) -> None:
        self.reader = reader
        self.locale = reader.actor.locale
        self._open = {item.key: wholly_open(reader, item) for item in MODULES}
        self._retold = {item.key: retold(reader, item) for item in MODULES}
        wanted: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.record_id is not None:
                wanted[row.module].add(row.record_id)
        # Whether a record is seen decides which of its values are looked at, so its own title comes first.
        self.titles = self._titles(wanted)
        more: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for key, value in self._references(row):
                if value not in self.titles.get(key, {}):
                    more[key].add(value)
        for key, found in self._titles(more).items():
            self.titles.setdefault(key, {}).update(found)
        marks = {(row.whence or {}).get("token") for row in rows} - {None}
        self.tokens = _token_names(marks)
        self.house = House(reader, rows)

    def _titles(self, wanted: Mapping[str, set[int]]) -> dict[str, dict[int, tuple[str, bool]]]:
        found: dict[str, dict[int, tuple[str, bool]]] = {}
        for key, ids in wanted.items():
            if key == "users":
                found[key] = {one: (name, False) for one, name in names_of(ids).items()}
            elif key == "tags":
                found[key] = {one: (label, False) for one, (label, _) in known_tags(ids).items()}
            elif key in MODULES:
                found[key] = titles_of(self.reader, key, ids)  # per chunk: once for each module
        return found

    def _references(self, row: AuditRow) -> Iterable[tuple[str, int]]:
        for item, pair in self._shown(row):
            for value in pair:
                for one in _ids(item, value):
                    yield _target(item), one

    def hidden(self, row: AuditRow) -> bool:
        """Whether the row is of a record that the reader does not see."""
        return (
            row.module in MODULES
            and row.record_id is not None
            and row.record_id not in self.titles.get(row.module, {})
        )

    def title(self, row: AuditRow) -> tuple[str, bool]:
        """What the record is called, and whether it is in the bin."""
        known = self.titles.get(row.module, {}).get(row.record_id or 0)
        return known or (self.house.title(row), False)

    def token(self, row: AuditRow) -> str:
        """The name of the token by which a program came."""
        return self.tokens.get((row.whence or {}).get("token", ""), "")

    def lines(self, row: AuditRow) -> list[Line]:
        """What changed or was said, as far as the reader may know it."""
        if self.hidden(row):
            return []
        if row.module in MODULES and row.version is not None:
            masks = self.reader.masks(row.module)
            shown = [self._line(item, pair) for item, pair in self._shown(row)]
            return shown + [
                Line(key, module(row.module).field(key).label.get(self.locale), "", "", masked=True)
                for key in row.changes
                if key in masks
            ]
        return self._details(row)

    def _shown(self, row: AuditRow) -> Iterable[tuple[FieldDef, Sequence[Any]]]:
        """The one place that decides which values of a record the audit shows."""
        if row.module not in MODULES or row.version is None or self.hidden(row):
            return
        owner, readable = module(row.module), self._retold[row.module]
        for key, pair in row.changes.items():
            if key in readable and not owner.field(key).config.get("quiet"):
                yield owner.field(key), pair

    def _line(self, item: FieldDef, pair: Sequence[Any]) -> Line:
        before, after = (self._text(item, value) for value in pair)
        return Line(item.key, item.label.get(self.locale), before, after)

    def _text(self, item: FieldDef, value: Any) -> str:
        if value is None or value == [] or value == "":
            return ""
        if _target(item):
            names = self.titles.get(_target(item), {})
            return listed((names.get(one, ("", False))[0] or "—" for one in _ids(item, value)), self.locale)
        try:
            text = item.kit.text(item, item.kit.clean(item, value), self.locale)
        except (Refusal, TypeError, ValueError, KeyError, AttributeError):
            # Told by an older version, in a form that the field does not have any more.
            text = orjson.dumps(value).decode()
        return text[:MOST_TEXT]

    def _details(self, row: AuditRow) -> list[Line]:
        # What was typed may name records of every module; without a module it was all of them.
        modules = [row.module] if row.module in MODULES else [] if row.module else list(self._open)
        closed = not all(self._open[key] for key in modules) and row.record_id is None
        # What a share says is called as in a sharing rule, whatever fields the record has.
        of = "" if row.verb in SHARING else row.module
        lines = []
        for key, pair in parts(row).items():
            if (
                key in INSIDE
                or (closed and key in SAID_OF_ALL)
                or not isinstance(pair, list)
                or len(pair) != 2
            ):
                continue
            shown = COUNTED.get(key, key)
            before, after = (self._said(row, key, value, at == 0) for at, value in enumerate(pair))
            if (row.verb == "exported" and key == "ids") or (key == "file" and not self._reads_file(row)):
                continue
            if key == "fields":
                after = self._field_names(row.module, pair[1] or [])
            lines.append(Line(key, self._detail_label(of, shown), before, after))
        return lines

    def _said(self, row: AuditRow, key: str, value: Any, before: bool) -> str:
        if key in COUNTED:
            return _how_many(value)
        named = self.house.text(row, key, value, before)
        return _plain(value, self.locale) if named is None else named[:MOST_TEXT]

    def _reads_file(self, row: AuditRow) -> bool:
        """Whether the reader reads the field that a file is on; where it was not told, all that hold files."""
        if row.module not in MODULES:
            return True
        held = {key for key, item in module(row.module).fields.items() if item.type == "file"}
        field = row.changes.get("field", [None, None])[1]
        return ({field} if field else held) <= self.reader.readable(row.module)

    def _detail_label(self, module_key: str, key: str) -> str:
        """A detail, or a field of which something is told (that it was revealed)."""
        fields = module(module_key).fields if module_key in MODULES else {}
        return fields[key].label.get(self.locale) if key in fields else word(DETAILS, key, self.locale)

    def _field_names(self, module_key: str, keys: Sequence[str]) -> str:
        if module_key not in MODULES:
            return listed(keys, self.locale)
        fields, shown = module(module_key).fields, self.reader.shown(module_key)
        known = [key for key in keys if key not in fields or key in shown]
        names = (fields[key].label.get(self.locale) if key in fields else key for key in known)
        return listed(names, self.locale)


def _target(item: FieldDef) -> str:
    if item.type in MADE_OF_PEOPLE:
        return "users"
    return "tags" if item.type == "tags" else (item.target or "") if item.type == "lookup" else ""


def _ids(item: FieldDef, value: Any) -> list[int]:
    """The ids that a value in JSON form names."""
    if not _target(item):
        return []
    values = value if isinstance(value, list) else [value]
    return [int(one) for one in values if str(one).isdecimal()]


def _plain(value: Any, locale: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return listed(value, locale)[:MOST_TEXT]
    return (value if isinstance(value, str) else orjson.dumps(value).decode())[:MOST_TEXT]


def _how_many(value: Any) -> str:
    if isinstance(value, dict):
        return str(sum(len(ids) for ids in value.values()))
    return str(len(value)) if isinstance(value, list) else ""


def _token_names(marks: Iterable[Any]) -> dict[str, str]:
    """Names of tokens by the beginning of their digests."""
    wanted = {str(mark) for mark in marks}
    if not wanted:
        return {}
    return {
        digest[:16]: name
        for digest, name in ApiToken.objects.values_list("digest", "name")
        if digest[:16] in wanted
    }
