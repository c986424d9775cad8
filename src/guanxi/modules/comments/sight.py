"""Which of the people who work here see a record: asked before somebody is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from guanxi.access.directory import find_people
from guanxi.access.rights import actor_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.records import read

MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be mentioned, and whether the record is open to them."""

    user_id: int
    name: str
    department: str
    sees: bool


def who_see(people: Iterable[int], module_key: str, record_id: int) -> set[int]:
    """Those of `people` who see the record; the caller asks about few of them."""
    return {user for user in people if _sees(user, module_key, record_id)}


def candidates(actor: Actor, module_key: str, record_id: int, typed: str) -> list[Candidate]:
    """The people whom a text finds, those who see the record first. Raises NotFound when the actor does not see it."""
    read.get(actor, module_key, record_id)
    found = [user for user in find_people(typed, MOST + 1) if user.pk != actor.user_id][:MOST]
    seeing = who_see((user.pk for user in found), module_key, record_id)
    made = [
        Candidate(user.pk, user.name, user.department.name if user.department else "", user.pk in seeing)
        for user in found
    ]
    return sorted(made, key=lambda item: not item.sees)


def _sees(user_id: int, module_key: str, record_id: int) -> bool:
    try:
        person = actor_of(user_id, "web")
    except Refusal:
        return False
    return bool(read.exists(person, module_key, [record_id]))
