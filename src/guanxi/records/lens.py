"""Who sees a record and why, and why somebody may not do something to it."""

from dataclasses import dataclass

import orjson

from guanxi.access import questions
from guanxi.access.lens import Facts, Lens, Obstacle, Why
from guanxi.access.models import User
from guanxi.access.reach import meets
from guanxi.access.rights import Condition
from guanxi.access.scopes import VERBS
from guanxi.access.sharing_rules import rules
from guanxi.access.standing import House, Stander
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import read
from guanxi.records.sharing import shares_of
from guanxi.schema.modules import module

# Conditions that differ with who asks.
_OF_ASKER = (b"is_me", b"my_department")


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether somebody may do something to a record, and why or why not."""

    user: User
    reasons: list[Why]
    obstacles: list[Obstacle]


def everybody(actor: Actor, module_key: str, record_id: int) -> list[Sight]:
    """The people who see a record, by name. For who may share it or manages rights. Raises NotFound, Forbidden."""
    read.get(actor, module_key, record_id)
    if not _may_ask(actor, module_key, record_id):
        raise Forbidden()
    house = House()
    lens, facts = _lens(house), _facts(module_key, record_id)
    found = [
        Sight(one.user, reasons, [])
        for one in house.standers()
        if (reasons := lens.reasons(one, "view", facts))
    ]
    return sorted(found, key=lambda sight: (sight.user.name_pinyin, sight.user.pk))


def one(actor: Actor, verb: str, module_key: str, record_id: int, person: int) -> Sight:
    """Whether a person may do `verb` to a record, and why: of oneself, or of others for who may share the record or
    manages rights. Raises NotFound, Forbidden, Refusal."""
    read.get(actor, module_key, record_id)
    if verb not in VERBS:
        raise Refusal("invalid", "verb")
    if person != actor.user_id and not _may_ask(actor, module_key, record_id):
        raise Forbidden()
    house = House()
    standers = house.standers([person])
    if not standers:
        raise NotFound()
    lens, facts = _lens(house), _facts(module_key, record_id)
    [who] = standers
    reasons = lens.reasons(who, verb, facts)
    return Sight(who.user, reasons, [] if reasons else lens.obstacles(who, verb, facts))


def _may_ask(actor: Actor, module_key: str, record_id: int) -> bool:
    if module(module_key).follows:
        raise NotFound()
    return questions.can(actor, "people.manage", "") or read.may(actor, "share", module_key, record_id)


def _facts(module_key: str, record_id: int) -> Facts:
    """What is so of a record, whoever asks; at the end of every way there is a module that is seen through nothing."""
    owner = module(module_key)
    lookups = [f"{key}_id" for key in owner.above]
    rows = owner.model._default_manager.filter(pk=record_id, deleted_at__isnull=True)
    row = rows.values("owner_id", *lookups).first()
    if row is None:
        raise NotFound()
    above: dict[str, Facts] = {}
    for key in owner.above:
        target, other = module(owner.field(key).target or ""), row[f"{key}_id"]
        live = target.model._default_manager.filter(pk=other, deleted_at__isnull=True)  # per chunk: a lookup
        if other is not None and live.exists():  # per chunk: a lookup
            above[key] = _facts(target.key, other)
    through = {key: one for key, one in above.items() if key in owner.seen_through}
    below = {key: one for key, one in above.items() if key in owner.below}
    shares = shares_of(module_key, [record_id])
    return Facts(module_key, record_id, row["owner_id"], shares, through, below)


def _lens(house: House) -> Lens:
    known: dict[tuple[object, ...], bool] = {}

    def holds(condition: Condition, who: Stander, facts: Facts) -> bool:
        said = orjson.dumps(condition.criteria)
        asker = who.user.pk if any(word in said for word in _OF_ASKER) else 0
        zone = who.user.time_zone
        key = (condition.kind, condition.key, facts.record_id, asker, zone)
        if key not in known:
            rows = module(facts.module).model._default_manager.filter(meets(who.actor, condition))
            known[key] = rows.filter(pk=facts.record_id).exists()
        return known[key]

    return Lens(house, [rule for rule in rules() if rule.active], holds)
