"""Who owned a record before, by its history."""

from dataclasses import dataclass
from datetime import datetime

from guanxi.access.directory import names_of
from guanxi.kernel.actor import Actor
from guanxi.records import read
from guanxi.records.reader import ActorReader
from guanxi.trail.models import AuditRow
from guanxi.trail.service import history

PAGE = 200
# Of a record with more acts than this the oldest are not looked through.
MOST_ACTS = 2000


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who owned a record until an instant; `way` is handover or edit, `by` who changed it."""

    user_id: int
    name: str
    until: datetime
    by: str
    way: str


def former_owners(actor: Actor, module_key: str, record_id: int) -> list[Former]:
    """The owners that a record had, the last first; none for who may not read the owner. Raises NotFound."""
    read.get(actor, module_key, record_id)
    if "owner" not in ActorReader(actor).readable(module_key):
        return []
    acts: list[AuditRow] = []
    before, below = None, 0
    while len(acts) < MOST_ACTS:
        some = history(module_key, record_id, before, PAGE, below)  # per chunk
        acts += some
        if len(some) < PAGE:
            break
        before, below = some[-1].at, some[-1].pk
    changes = [
        (act, act.changes["owner"][0]) for act in acts if "owner" in act.changes and act.verb != "create"
    ]
    names = names_of(int(owner) for _, owner in changes if owner)
    return [
        Former(int(owner), names.get(int(owner), ""), act.at, act.actor_name, act.verb)
        for act, owner in changes
        if owner
    ]
