"""What a change of a role would change, before anybody saves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guanxi.access import rights
from guanxi.access.models import Role, User
from guanxi.access.roles import Shape, holders, role, shaped
from guanxi.kernel.actor import Actor
from guanxi.schema.modules import MODULES

# So many of the people who hold a role are counted for.
SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """A person as they are and as they would be."""

    user: User
    now: Actor
    then: Actor


def trials(key: str, shape: Shape) -> tuple[list[User], list[Trial]]:
    """All holders of a role, and a few of them before and after the change. Raises NotFound, Refusal."""
    changed = shaped(role(key), shape)
    people = holders(changed)
    return people, [_trial(user, changed) for user in people[:SAMPLE]]


def changed_modules(trial: Trial) -> Sequence[str]:
    """The modules in which a person would see other records."""
    before, after = rights.rights_of(trial.now), rights.rights_of(trial.then)
    return [
        item.key
        for item in MODULES
        if item.follows is None and _sees(before, item.key) != _sees(after, item.key)
    ]


def _sees(one: rights.Rights, module_key: str) -> object:
    conditions = [item for item in one.conditions.get("view", ()) if item.module == module_key]
    return one.scopes("view", module_key), [(item.key, repr(item.criteria)) for item in conditions]


def _trial(user: User, changed: Role) -> Trial:
    now = rights.pin(rights.actor_of(user.pk, "preview"))
    roles = rights.roles_of(user)
    # A version that nobody has: what is kept by rights must not be taken for the saved role's.
    changed.version = -changed.version
    then = rights.placed(user, [changed if one.pk == changed.pk else one for one in roles])
    changed.version = -changed.version
    return Trial(user, now, replace(now, rights=then))
