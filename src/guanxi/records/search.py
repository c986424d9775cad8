"""The records that a search text finds, by what the reader may see."""

from collections.abc import Iterator
from itertools import combinations

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from guanxi.access import questions
from guanxi.access.reach import Told
from guanxi.kernel.errors import Refusal
from guanxi.kernel.inline import Probe
from guanxi.records import hits
from guanxi.records.hits import Among, Amount, Manner, Text
from guanxi.records.reader import ActorReader
from guanxi.records.search_store import all_marked
from guanxi.records.search_tokens import indexed_keys, mark_of, marks_of, searched_lookups
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import ModuleDef, module

NOTHING = Q(pk__in=())


def match(reader: ActorReader, owner: ModuleDef, text: Text, manner: Manner) -> Q:
    """The records of a module that a search text finds, by what the reader may see.

    The name of a looked-up record finds a record only for those who see the looked-up one: else a search for
    a hidden company would tell who works there.
    """
    own, lookups = _own(reader, owner), _told(reader, owner)
    if not text.query or not (own or lookups):
        return NOTHING
    narrowed = [key for key in lookups if reader.visible(owner.field(key).target or "")]
    among = _among(owner, own, lookups, manner.told)
    every = hits.of_text(among, text, manner)
    if not narrowed:
        return every
    grade = 0 if manner.how == "each" else text.found(among).grade
    allowed = NOTHING
    for seen in _sights(narrowed):
        open_ = [key for key in lookups if key in seen or key not in narrowed]
        condition = Q()
        for key in seen:
            condition &= _one_of(reader, owner.field(key), grade)
        if len(open_) < len(lookups):
            condition &= hits.within(_among(owner, own, open_), text, manner)
        allowed |= condition
    if manner.how == "each":
        # Of what is a hit alone, so that all others are passed over in the index of the order.
        return every & Q(Probe(owner.model._default_manager.filter(allowed, pk=OuterRef("pk"))))
    return every & allowed


def finds_many(reader: ActorReader, owner: ModuleDef, text: Text, told: Told | None = None) -> bool:
    """Whether a text finds so many records, of those that are told if any are, that reading them one by one would take
    long."""
    return amount(reader, owner, text, told) != "few"


def amount(reader: ActorReader, owner: ModuleDef, text: Text, told: Told | None = None) -> Amount:
    """How many records a text finds, roughly; of those that are told, if any are."""
    own, lookups = _own(reader, owner), _told(reader, owner)
    if not text.query or not (own or lookups):
        return "few"
    return text.found(_among(owner, own, lookups, told)).amount


def _own(reader: ActorReader, owner: ModuleDef) -> list[str]:
    """The marks of the record's own fields by which the reader finds it: those that are read, or may be asked about.
    Raises Refusal (503) for who may not read one while documents do not say yet what each token is of."""
    open_fields = reader.readable(owner.key) | reader.covered(owner.key)
    if not open_fields.issuperset(indexed_keys(owner)) and not all_marked(owner.key):
        raise Refusal("search_in_making", "search", status=503)
    return marks_of(owner, open_fields)


def _told(reader: ActorReader, owner: ModuleDef) -> list[str]:
    """The lookups by whose titles the reader finds records: both the lookup and the title are open to them."""
    readable = reader.readable(owner.key)
    found = []
    for key in searched_lookups(owner):
        target = module(owner.field(key).target or "")
        if key in readable and target.title_field in reader.readable(target.key):
            found.append(key)
    return found


def _sights(narrowed: list[str]) -> Iterator[tuple[str, ...]]:
    """Which of the lookups one may see: all of them first, where no other question about a record is left."""
    for size in range(len(narrowed), -1, -1):
        yield from combinations(narrowed, size)


def _one_of(reader: ActorReader, lookup: FieldDef, grade: int) -> Q:
    """That a lookup names a record that the reader sees: asked of every record that is met where that takes less than
    looking all of them up first - of each in a walk, or of the few hits."""
    target = module(lookup.target or "")
    live = target.model._default_manager.filter(deleted_at__isnull=True)
    named = OuterRef(f"{lookup.key}_id")
    if connection.vendor == "sqlite":
        return Q(Exists(live.filter(reader.visible_each(target.key), pk=named)))
    told = reader.told(target.key) is not None or len(questions.ways(reader.actor, target.key)) > 1
    if grade <= (1 if told else 0):
        return Q(Probe(live.filter(reader.visible_each(target.key), pk=named)))
    return Q(**{f"{lookup.key}_id__in": live.filter(reader.visible(target.key)).values("pk")})


def _among(owner: ModuleDef, own: list[str], lookups: list[str], told: Told | None = None) -> Among:
    """A search over the tokens behind these marks and those of the titles of these lookups."""
    return Among(owner.key, (*own, *(mark_of(owner, key) for key in lookups)), told)
