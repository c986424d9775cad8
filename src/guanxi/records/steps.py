"""The steps of the write door, in the order in which they run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orjson import Fragment

from guanxi.access import questions
from guanxi.access.directory import belongs
from guanxi.access.models import User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import conflicts, load, search_store, search_tokens
from guanxi.records.models import Tag
from guanxi.records.plugs import Batch, Working, guards_for
from guanxi.records.reader import ActorReader
from guanxi.records.ready import Ready, mark_of
from guanxi.records.telling import teller_of
from guanxi.schema.fields import FieldDef
from guanxi.schema.kits import FieldType
from guanxi.schema.modules import Follows, ModuleDef, module
from guanxi.schema.types.record import grouped
from guanxi.trail.service import Act, emit, record_acts

RIGHT = {"create": "create", "edit": "edit", "delete": "delete", "restore": "delete", "handover": "assign"}
# Verbs that may leave a record as it was, and are then no change.
CHANGING = ("edit", "handover")


def require_verb(actor: Actor, verb: str, owner: ModuleDef) -> None:
    """Raises NotFound when the module is hidden, Forbidden when the verb is not the actor's."""
    if not questions.can(actor, "view", owner.key):
        raise NotFound(name=owner.key)
    if not questions.can(actor, RIGHT[verb], owner.key):
        raise Forbidden()


def admit(reader: ActorReader, owner: ModuleDef, verb: str, numbered: list[Any]) -> list[Working]:
    """The rows to work on; records are loaded (and locked, in the order of their ids) through what is visible."""
    if verb == "create":
        return [Working(index, verb, None, None, {}) for index, _ in numbered]
    ids = {change.record_id for _, change in numbered if change.record_id is not None}
    old = _load_old(reader, owner, verb, ids)
    allowed = _reachable(reader.actor, owner, RIGHT[verb], set(old))
    rows, taken = [], set()
    for index, change in numbered:
        row = Working(index, verb, change.record_id, old.get(change.record_id), {})
        if row.old is None:
            row.refusals.append(NotFound())
        elif change.record_id not in allowed:
            row.refusals.append(Forbidden())
        elif change.record_id in taken:
            row.refusals.append(Refusal("twice_in_batch", status=422))
        else:
            taken.add(change.record_id)
            row.version = row.old["version"]
            if change.version is not None and change.version != row.version:
                _merge_stale(reader, owner, row, change)
        rows.append(row)
    return rows


def clean(
    reader: ActorReader,
    owner: ModuleDef,
    verb: str,
    rows: list[Working],
    changes: Mapping[int, Any],
) -> None:
    """Coerce and normalise what was sent; refuse unknown, unreadable and read-only fields; check references."""
    known = reader.shown(owner.key)
    open_fields = questions.writable(reader.actor, owner.key, RIGHT[verb])
    if verb == "handover":
        open_fields &= {"owner"}
    cleaners = _Cleaners(owner, known, open_fields)
    empty = _defaults(owner) if verb == "create" else {}
    moment, mark = clock.now(), mark_of(owner)
    for row in rows:
        if row.refusals:
            continue
        change = changes[row.index]
        values = change.values
        if change.ready is not None and change.ready.fits(mark, values) and cleaners.opens(change.ready.raw):
            row.ready, row.new = change.ready, dict(change.ready.clean)
            values = {key: raw for key, raw in values.items() if key not in change.ready.raw}
        for key, raw in values.items():
            try:
                row.new[key] = cleaners.clean(key, raw)
            except Refusal as refusal:
                row.refusals.append(refusal)
        row.sent = frozenset(row.new)
        for key, raw in change.kept.items():
            item = owner.field(key)
            row.new[key] = item.kit.clean(item, raw)
        if verb == "create":
            _fill_defaults(empty, reader.actor, row, moment)
    _check_references(reader, owner, [row for row in rows if not row.refusals])


def check_required(owner: ModuleDef, verb: str, rows: list[Working]) -> None:
    """Refuse rows that lack a required value, or empty one."""
    required = [item for item in owner.fields.values() if item.required]
    for row in rows if verb in ("create", "edit") else ():
        faulty = {refusal.field for refusal in row.refusals}
        for item in required:
            if item.key in faulty:
                continue
            missing = row.get(item.key) in (None, (), "")
            if missing and (verb == "create" or item.key in row.new):
                row.refusals.append(Refusal("required", item.key, label=item.label))


def recheck(actor: Actor, owner: ModuleDef, verb: str, rows: list[Working]) -> None:
    """Refuse a new record that would lie outside what the actor may create, and a transfer of what he may not assign."""
    if actor.is_system:
        return
    if verb == "edit":
        _recheck_transfers(actor, owner, rows)
    if verb != "create":
        return
    if owner.follows:
        _recheck_parents(actor, owner.follows, rows)
    owners = {row.get("owner") for row in rows} - {actor.user_id}
    if not owners:
        return
    reachable = questions.people_within(actor, "create", owner.key, owners)
    for row in rows:
        if row.get("owner") != actor.user_id and row.get("owner") not in reachable:
            row.refusals.append(Forbidden("owner_out_of_reach", "owner"))


def _recheck_transfers(actor: Actor, owner: ModuleDef, rows: list[Working]) -> None:
    moved = [row for row in rows if row.get("owner") != (row.old or {}).get("owner")]
    if not moved:
        return
    allowed = _reachable(actor, owner, "assign", {row.record_id or 0 for row in moved})
    for row in moved:
        if row.record_id not in allowed:
            row.refusals.append(Forbidden("may_not_assign", "owner"))


def _recheck_parents(actor: Actor, by: Follows, rows: list[Working]) -> None:
    """Refuse what would be added to a record to which the actor may not add; that it is seen was asked before."""
    open_to: set[str] = set()
    for module_key, ids in grouped(row.get(by.field) for row in rows).items():
        found = _reachable(actor, module(module_key), by.adds, ids)
        open_to.update(f"{module_key}/{record_id}" for record_id in found)
    for row in rows:
        if row.get(by.field) not in open_to:
            row.refusals.append(Forbidden(field=by.field))


def unchanged(row: Working) -> bool:
    """Whether an edit says nothing new: it is then not a change, and leaves no version and no trail."""
    return row.verb in CHANGING and all(value == (row.old or {}).get(key) for key, value in row.new.items())


def audit(batch: Batch) -> None:
    """One audit row per record, before → after of each field that changed."""
    teller = teller_of(batch.module)
    acts = []
    for row in batch.rows:
        ready = row.ready
        changes: Mapping[str, Any] | Fragment
        if row.old is not None:
            changes = teller.edited(row.old, row.new)
        elif ready is None or not ready.whole(row.new):
            changes = teller.created(row.new)
        else:
            changes = teller.completed(ready.told, ready.clean, row.new)
        acts.append(Act(batch.verb, batch.module.key, row.record_id, changes, row.version))
    record_acts(batch.actor, acts)


def index(batch: Batch) -> None:
    """Bring the search index up to date for what changed."""
    if batch.verb == "delete":
        search_store.remove(batch.module.key, [row.record_id or 0 for row in batch.rows])
        return
    touched = [row for row in batch.rows if batch.verb != "edit" or _searchable(batch.module) & set(row.new)]
    if batch.verb == "handover":
        touched = [row for row in touched if row.old and row.old["deleted_at"] is None]
    if touched:
        documents = {row.record_id or 0: {**row.old, **row.new} if row.old else row.new for row in touched}
        made = {row.record_id or 0: row.ready for row in touched if row.ready is not None}
        index_documents(batch.module, documents, made)


def index_documents(
    owner: ModuleDef, documents: Mapping[int, Mapping[str, Any]], made: Mapping[int, Ready] | None = None
) -> None:
    """Index records by their canonical values, with the titles of what they point at; `made` were made ready."""
    around: dict[str, Mapping[int, str]] = {}
    for key in search_tokens.searched_lookups(owner):
        ids = {values.get(key) for values in documents.values()} - {None}
        other = module(owner.field(key).target or "")
        rows = other.model._default_manager.filter(pk__in=ids)  # per chunk: once for each lookup
        around[key] = dict(rows.values_list("pk", other.title_field))
    tokens = {}
    for record_id, values in documents.items():
        titles = {key: names.get(values.get(key) or 0, "") for key, names in around.items()}
        ready = made.get(record_id) if made else None
        if ready is not None and ready.untouched(values, search_tokens.indexed_keys(owner)):
            tokens[record_id] = ready.words(owner, titles)
        else:
            tokens[record_id] = search_tokens.tokens_of(owner, values, titles)
    search_store.put(owner.key, tokens)


def announce(batch: Batch) -> None:
    """One event for the chunk, for reactions after commit."""
    changed = {key for row in batch.rows for key in row.new}
    emit(batch.actor, batch.module.key, batch.verb, [row.record_id or 0 for row in batch.rows], changed)


def _searchable(owner: ModuleDef) -> set[str]:
    return {key for key, item in owner.fields.items() if item.search or item.kit.child or key == "owner"}


class _Cleaners:
    """Cleans the values of one chunk; a text that recurs in a field is cleaned once."""

    def __init__(self, owner: ModuleDef, known: frozenset[str], open_fields: frozenset[str]) -> None:
        self._owner, self._known, self._open = owner, known, open_fields
        self._both = known & open_fields
        self._fields: dict[str, tuple[FieldDef, dict[str, Any]]] = {}

    def clean(self, key: str, raw: Any) -> Any:
        """The canonical value of what was sent for a field. Raises Refusal."""
        held = self._fields.get(key)
        if held is None:
            held = self._fields[key] = (self._opened(key), {})
        item, texts = held
        if type(raw) is not str:
            return item.kit.clean(item, raw)
        if raw not in texts:
            texts[raw] = item.kit.clean(item, raw)
        return texts[raw]

    def opens(self, values: Mapping[str, Any]) -> bool:
        """Whether all these fields are open to the actor."""
        return self._both.issuperset(values)

    def _opened(self, key: str) -> FieldDef:
        if key not in self._known:
            raise Refusal("unknown_field", str(key)[:60], name=str(key)[:60])
        item = self._owner.field(key)
        if key not in self._open:
            raise Refusal("readonly", key, label=item.label)
        return item


def _defaults(owner: ModuleDef) -> dict[str, Any]:
    """What a new record holds in the fields that nobody sends."""
    found: dict[str, Any] = {}
    for key, item in owner.fields.items():
        default = item.default() if callable(item.default) else item.default
        found[key] = () if item.kit.child and default is None else default
        if item.type in ("multichoice", "people"):
            found[key] = tuple(default or ())
        elif item.type in ("boolean", "json"):
            found[key] = item.kit.clean(item, default)
    return found


def _fill_defaults(empty: Mapping[str, Any], actor: Actor, row: Working, moment: datetime) -> None:
    row.new = {**empty, **row.new}
    if row.new.get("owner") is None and "owner" not in row.sent:
        row.new["owner"] = actor.user_id
    row.new["created_at"], row.new["created_by"] = moment, actor.user_id


def _check_references(reader: ActorReader, owner: ModuleDef, rows: list[Working]) -> None:
    """What a record newly points at must exist and be visible; what it pointed at before may stay."""
    for key, item in owner.fields.items():
        if type(item.kit).refers is FieldType.refers:
            continue
        fresh = {
            row.index: set(item.kit.refers(row.new[key])) - set(item.kit.refers((row.old or {}).get(key)))
            for row in rows
            if key in row.sent
        }
        wanted = set().union(*fresh.values())
        strange = wanted - _known(reader, item, wanted) if wanted else wanted
        for row in rows if strange else ():
            found = fresh.get(row.index, set()) & strange
            if found:
                row.refusals.append(Refusal("unknown_record", key, label=item.label, value=str(min(found))))


def _known(reader: ActorReader, item: FieldDef, ids: set[Any]) -> set[Any]:
    if item.type == "record":
        return _known_anywhere(reader, ids)
    if item.type in ("user", "people"):
        return set(User.objects.filter(belongs(), pk__in=ids).values_list("pk", flat=True))
    if item.type == "tags":
        return set(Tag.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return _known_of(reader, item.target or "", ids)


def _known_anywhere(reader: ActorReader, values: set[str]) -> set[str]:
    return {f"{key}/{one}" for key, ids in grouped(values).items() for one in _known_of(reader, key, ids)}


def _known_of(reader: ActorReader, target: str, ids: set[int]) -> set[int]:
    rows = module(target).model._default_manager.filter(
        reader.visible(target), pk__in=ids, deleted_at__isnull=True
    )
    return set(rows.values_list("pk", flat=True))


def _load_old(reader: ActorReader, owner: ModuleDef, verb: str, ids: set[int]) -> dict[int, dict[str, Any]]:
    fields = list(owner.fields.values())
    rows = owner.model._default_manager.filter(reader.visible(owner.key), pk__in=ids)
    # Who leaves hands over what lies in the bin, too.
    if verb != "handover":
        rows = rows.filter(deleted_at__isnull=verb != "restore")
    return {values["id"]: values for values in load.locked(rows, fields)}


def _reachable(actor: Actor, owner: ModuleDef, right: str, ids: set[int]) -> set[int]:
    condition = questions.reach(actor, right, owner.key)
    if not condition:
        return ids
    rows = owner.model._default_manager.filter(condition, pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def _merge_stale(reader: ActorReader, owner: ModuleDef, row: Working, change: Any) -> None:
    readable = reader.readable(owner.key)
    known = readable | reader.covered(owner.key)
    sent = {key: value for key, value in change.values.items() if key in known}
    together = (set(guard.reads) for guard in guards_for(owner.key))
    weighed = set().union(*(fields for fields in together if fields & set(sent))) & readable
    refusal = conflicts.check(owner, row.old or {}, change.version, sent, frozenset(weighed))
    if isinstance(refusal, conflicts.Conflict):
        for key in reader.covered(owner.key) & set(refusal.fields):
            # That somebody changed it is told, not what it was and is.
            refusal.fields[key] = {**refusal.fields[key], "base": None, "theirs": None}
    if refusal is not None:
        row.refusals.append(refusal)
