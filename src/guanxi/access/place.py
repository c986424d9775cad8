"""Where somebody stands: whose records each scope reaches, and by what names shares and rules mean them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from guanxi.access.models import Team, User
from guanxi.access.scopes import EVERYBODY, holder
from guanxi.kernel.statement import Statement, given, statement

# An organisation deeper than this has a loop.
DEEPEST = 50
# Stands in the parameters where the person's id comes.
PERSON = object()


@dataclass(frozen=True, slots=True)
class Place:
    """The owners that each scope reaches, people who left included, and every holder that means this person."""

    people: Mapping[str, frozenset[int]]
    holders: frozenset[str]


NOWHERE = Place({}, frozenset())


def place_of(user: User, roles: Collection[int], scopes: Collection[str]) -> Place:
    """The place of a user with the ids of their roles; of scopes only those asked for are looked up."""
    teams = [key for (key,) in _teams().with_params(PERSON, user.pk).lists()]
    people = {scope: frozenset({user.pk}) | _reached(user, scope, teams) for scope in scopes}
    return Place(people, holders_of(user, roles, teams))


def holders_of(user: User, roles: Collection[int], teams: Collection[int]) -> frozenset[str]:
    """Every holder that means a user with these roles and teams: a department means all below it too."""
    above = user.department.path.strip("/").split("/") if user.department else []
    holders = {EVERYBODY, holder("user", user.pk)} | {holder("department", int(key)) for key in above}
    holders |= {holder("team", key) for key in teams} | {holder("role", key) for key in roles}
    if user.post_id is not None:
        holders.add(holder("post", user.post_id))
    return frozenset(holders)


@cache
def _teams() -> Statement:
    """The ids of a person's teams."""
    return statement(Team.objects.filter(members=given(PERSON)).values("pk"))


def _reached(user: User, scope: str, teams: list[int]) -> frozenset[int]:
    if scope == "reports":
        return reports_of(user.pk)
    if scope == "team" and teams:
        rows = User.objects.filter(teams__in=teams)
    elif scope == "department" and user.department is not None:
        rows = User.objects.filter(department=user.department_id)
    elif scope == "subtree" and user.department is not None:
        rows = User.objects.filter(department__path__startswith=user.department.path)
    else:
        return frozenset()
    return frozenset(rows.values_list("pk", flat=True))


def managers_of(user_id: int) -> list[int]:
    """All to whom a person reports, directly or through others, the nearest first."""
    above = dict(User.objects.filter(manager__isnull=False).values_list("pk", "manager_id"))
    found: list[int] = []
    while (one := above.get(user_id)) and one not in found:
        found.append(one)
        user_id = one
    return found


def reports_of(user_id: int) -> frozenset[int]:
    """All who report to a person, directly or through others."""
    below: dict[int, list[int]] = defaultdict(list)
    for key, manager in User.objects.filter(manager__isnull=False).values_list("pk", "manager_id"):
        below[manager or 0].append(key)
    found: set[int] = set()
    layer = [user_id]
    for _ in range(DEEPEST):
        layer = [key for one in layer for key in below[one] if key not in found]
        found.update(layer)
        if not layer:
            break
    return frozenset(found)
