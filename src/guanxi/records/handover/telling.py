"""What of a record is not as it was, in words: for the screen and for the certificate."""

from collections.abc import Iterable

from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import listed
from guanxi.records.audit_words import ORIGINS, SHARING, word
from guanxi.records.handover import words
from guanxi.records.handover.marks import related
from guanxi.records.handover.rules import label_of
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.records.reader import ActorReader
from guanxi.records.titles import titles_of
from guanxi.schema.modules import MODULES, module
from guanxi.trail.service import acts_named, acts_on


def parts_told(item: HandoverItem, locale: str) -> str:
    """What of a record differs: fields and what belongs to it, by their names."""
    fields = module(item.module).fields if item.module in MODULES else {}
    names = (
        fields[key].label.get(locale) if key in fields else kind_of(key.removeprefix("+"), locale)
        for key in item.differences
    )
    return listed(names, locale)


def titles(actor: Actor, items: Iterable[HandoverItem]) -> dict[tuple[str, int], str]:
    """What records are called, of those that the actor sees, by module and id."""
    reader = ActorReader(actor)
    wanted: dict[str, list[int]] = {}
    for item in items:
        wanted.setdefault(item.module, []).append(item.record_id)
    return {
        (key, record_id): title
        for key, ids in wanted.items()
        for record_id, (title, _) in titles_of(reader, key, ids).items()  # per chunk: once for each module
    }


def kind_of(key: str, locale: str) -> str:
    """What is counted under a key."""
    return words.KINDS[key].get(locale) if key in words.KINDS else label_of(key, locale)


def who_changed(row: Handover, item: HandoverItem, locale: str) -> list[str]:
    """The people who changed a record, or what of its surroundings differs, by the audit, between the two looks at it."""
    owner = module(item.module)
    acts = acts_on(item.module, [item.record_id], row.audit_from)
    if "+shares" in item.differences:
        acts += acts_named(item.module, item.record_id, SHARING, row.audit_from)
    for key in (part[1:] for part in item.differences if part[1:] in MODULES):
        pairs = related(owner, module(key), [item.record_id]) or []
        acts += acts_on(key, [one for _, one in pairs], row.audit_from)  # per chunk: a module
    names = {act.actor_name if act.actor_id else "" for act in acts if act.verb != "handover"}
    return sorted(name or word(ORIGINS, "system", locale) for name in names)
