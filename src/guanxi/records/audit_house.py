"""What acts on things of the house that are no records say: which role, department, post, team or sharing rule it is, and
the values that name others of them; and to whom a record was opened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from guanxi.access.holders import HOLDER_KINDS, names_of
from guanxi.access.models import Role, SharingRule
from guanxi.access.scopes import holder, parts_of
from guanxi.access.shipped import label_of
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.i18n import filled, listed
from guanxi.records import views
from guanxi.records.audit_words import ENDLESS, GIVEN, GONE, GONE_ROLE, NO, SHARING, YES
from guanxi.records.condition_words import described
from guanxi.records.reader import ActorReader
from guanxi.records.veils import OPAQUE
from guanxi.schema.conditions import parse_instant
from guanxi.schema.modules import MODULES, module
from guanxi.trail.look import removals
from guanxi.trail.models import AuditRow

RULES, VIEWS = "sharing_rules", "views"
KINDS = {"departments": "department", "posts": "post", "teams": "team", "roles": "role"}
_PLACES = {kind: key for key, kind in KINDS.items()}
# Values that are ids, by what the act is about.
_IDS = {
    ("departments", "parent"): "department",
    ("teams", "members"): "user",
    ("users", "department"): "department",
    ("users", "post"): "post",
    ("users", "manager"): "user",
    ("users", "successor"): "user",
    ("views", "owner"): "user",
}
_ROLE_KEYS = {("users", "roles"), ("posts", "roles")}


class House:
    """All that a page of rows says of the house, looked up in a fixed number of queries. What is gone has the name with
    which it was taken away."""

    def __init__(self, reader: ActorReader, rows: Sequence[AuditRow]) -> None:
        self.reader, self.locale = reader, reader.actor.locale
        told = [row for row in rows if row.module in (*KINDS, RULES, VIEWS, "users") or row.verb in SHARING]
        rules = {row.record_id for row in told if row.module == RULES and row.record_id is not None}
        holders = {text for row in told for text in _holders(row)}
        self._names = dict(names_of(holders, self.locale))
        self._rules: dict[int, str] = (
            dict(SharingRule.objects.filter(pk__in=rules).values_list("pk", "name")) if rules else {}
        )
        saved = {row.record_id for row in told if row.module == VIEWS and row.record_id is not None}
        self._views = views.names_of(reader.actor, saved) if saved else {}
        keys = {one for row in told for one in _role_keys(row)}
        roles = Role.objects.all() if keys else ()
        self._roles: dict[str, str] = {role.key: label_of(role, self.locale) for role in roles}
        self._remember(rules, holders, keys)
        asked = {_known_by(*one): one for row in told if row.module == RULES for one in _asked_by(row)}
        self._conditions = dict(zip(asked, described(reader, SYSTEM, asked.values()), strict=True))

    def _remember(self, rules: set[int], holders: set[str], keys: set[str]) -> None:
        """Learn the names of those that are gone from the acts that took them away."""
        gone: dict[str, set[int]] = defaultdict(set, {RULES: rules - self._rules.keys()})
        for text in holders - self._names.keys():
            kind, key = parts_of(text)
            if kind in _PLACES:
                gone[_PLACES[kind]].add(key)
        # These are named by their keys, which the act of the removal tells.
        every = {"roles"} if keys - self._roles.keys() else set()
        for row in removals(gone, every):
            name = (row.changes.get("name") or [""])[0] or ""
            if row.module == RULES:
                self._rules[row.record_id or 0] = name
            else:
                self._names[holder(KINDS[row.module], row.record_id or 0)] = name
            if row.module == "roles" and name:
                self._roles.setdefault((row.changes.get("key") or [""])[0], name)

    def title(self, row: AuditRow) -> str:
        """What the thing is called; nothing for a record, and where nobody knows any more."""
        if row.record_id is None:
            return ""
        if row.module == RULES:
            return self._rules.get(row.record_id, "")
        if row.module == VIEWS:
            return self._views.get(row.record_id, "")
        return self._names.get(holder(KINDS[row.module], row.record_id), "") if row.module in KINDS else ""

    def text(self, row: AuditRow, key: str, value: Any, before: bool) -> str | None:
        """A value in words; None where it is one as it stands."""
        if kind := _IDS.get((row.module, key)):
            return listed((self._named(holder(kind, one)) for one in _ids(value)), self.locale)
        if (row.module, key) in _ROLE_KEYS and isinstance(value, list):
            return listed((self._role(str(one)) for one in value), self.locale)
        if value is None or not (row.module == RULES or row.verb in SHARING):
            return None
        if key in ("holder", "collaborator"):
            return self._named(value)
        if key == "level":
            return GIVEN[value].get(self.locale) if value in GIVEN else None
        return self._of_share(key, value) if row.verb in SHARING else self._of_rule(row, key, value, before)

    def _role(self, key: str) -> str:
        return self._roles.get(key) or filled(GONE_ROLE.get(self.locale), {"key": key}, self.locale)

    def _named(self, text: str) -> str:
        if name := self._names.get(text):
            return name
        return filled(GONE.get(self.locale), {"kind": HOLDER_KINDS[parts_of(text)[0]]}, self.locale)

    def _of_share(self, key: str, value: Any) -> str | None:
        if key != "ends":
            return None
        at = parse_instant(value)
        return f"{at.astimezone(self.reader.actor.zone):%Y-%m-%d %H:%M}" if at else ENDLESS.get(self.locale)

    def _of_rule(self, row: AuditRow, key: str, value: Any, before: bool) -> str | None:
        if key == "module":
            return module(value).plural.get(self.locale) if value in MODULES else None
        if key == "active":
            return (YES if value else NO).get(self.locale)
        if key != "criteria":
            return None
        owner = (row.changes.get("module") or ["", ""])[0 if before else 1]
        return self._conditions.get(_known_by(owner, value), OPAQUE)


def parts(row: AuditRow) -> Mapping[str, Any]:
    """What a row tells, one by one: an act on a share names its holder and what that may do as a sharing rule does."""
    if row.verb not in SHARING:
        return row.changes
    found: dict[str, Any] = {}
    for text, pair in row.changes.items():
        given = [one or {} for one in pair]
        key = "collaborator" if "collaborator" in (one.get("kind") for one in given) else "holder"
        found |= {key: [text if one else None for one in given], "level": [one.get("level") for one in given]}
        # A share without an end, or a part, says so only where it had one before or got one.
        for key, name in (("ends", "until"), ("part", "part")):
            if any(one.get(name) for one in given):
                found[key] = [(one.get(name) or "") if one else None for one in given]
    return found


def _asked_by(row: AuditRow) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The conditions of a rule that an act tells, with the module that they were about then; of acts that do not tell it
    none, for what may be known of a condition depends on it."""
    owners = row.changes.get("module") or ["", ""]
    for owner, tree in zip(owners, row.changes.get("criteria") or [None, None], strict=True):
        if owner in MODULES and tree is not None:
            yield owner, tree


def _known_by(owner: str, tree: Mapping[str, Any]) -> tuple[str, bytes]:
    return owner, orjson.dumps(tree, option=orjson.OPT_SORT_KEYS)


def _holders(row: AuditRow) -> Iterable[str]:
    """Whom a row names, itself included, in the form of holders."""
    if row.module in KINDS and row.record_id is not None:
        yield holder(KINDS[row.module], row.record_id)
    for key, pair in parts(row).items():
        values = pair if isinstance(pair, list) else []
        if key in ("holder", "collaborator") and (row.module == RULES or row.verb in SHARING):
            yield from (one for one in values if one)
        elif kind := _IDS.get((row.module, key)):
            yield from (holder(kind, one) for value in values for one in _ids(value))


def _role_keys(row: AuditRow) -> Iterable[str]:
    """The keys of roles that a row names."""
    for key, pair in row.changes.items():
        if (row.module, key) in _ROLE_KEYS:
            yield from (str(one) for value in pair if isinstance(value, list) for one in value)


def _ids(value: Any) -> list[int]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, int)]
