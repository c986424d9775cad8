"""Everybody's rights at once, in a fixed number of queries: for questions about all people, which ask it of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from guanxi.access.models import Role, Team, User
from guanxi.access.place import DEEPEST, holders_of
from guanxi.access.rights import Rights, merge
from guanxi.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Stander:
    """One active person: the roles with those of the post, what they allow together, and the holders that mean them."""

    user: User
    roles: tuple[Role, ...]
    rights: Rights
    holders: frozenset[str]

    @property
    def actor(self) -> Actor:
        """The person as an actor, with the rights that merged roles give and no place."""
        user = self.user
        return Actor(user.pk, user.name, tuple(role.pk for role in self.roles), user.department_id,
                     user.locale, user.time_zone, rights=self.rights)  # fmt: skip


class House:
    """Who stands where: people, departments, managers and teams, the active and the others."""

    def __init__(self) -> None:
        self.people = {one.pk: one for one in User.objects.select_related("department")}
        self.teams: dict[int, set[int]] = defaultdict(set)
        for team, member in Team.members.through._default_manager.values_list("team_id", "user_id"):
            self.teams[member].add(team)
        self._roles = {role.pk: role for role in Role.objects.all()}
        self._of_post: dict[int, list[int]] = defaultdict(list)
        for role_id, post_id in Role.objects.filter(posts__isnull=False).values_list("pk", "posts"):
            self._of_post[post_id].append(role_id)
        self._merged: dict[tuple[int, ...], Rights] = {}

    def standers(self, ids: Iterable[int] | None = None) -> list[Stander]:
        """The active people, or those of `ids` among them."""
        wanted = Q(is_active=True) if ids is None else Q(is_active=True, pk__in=list(ids))
        held: dict[int, set[int]] = {
            key: set() for key in User.objects.filter(wanted).values_list("pk", flat=True)
        }
        rows = Role.objects.filter(people__in=held).values_list("people", "pk")
        for user_id, role_id in rows:
            if user_id in held:
                held[user_id].add(role_id)
        return [self._stander(self.people[key], roles) for key, roles in held.items() if key in self.people]

    def reaches(self, one: User, scope: str, owner_id: int | None) -> bool:
        """Whether a scope of a person holds the records of an owner: the same as `access.place` says of all owners."""
        owner = self.people.get(owner_id or 0)
        if owner is None:
            return False
        if owner.pk == one.pk:
            return True
        if scope == "reports":
            return one.pk in self._above(owner)
        if scope == "team":
            return bool(self.teams[one.pk] & self.teams[owner.pk])
        if one.department is None or owner.department is None:
            return False
        if scope == "department":
            return owner.department_id == one.department_id
        return scope == "subtree" and owner.department.path.startswith(one.department.path)

    def _above(self, one: User) -> set[int]:
        found: set[int] = set()
        for _ in range(DEEPEST):
            manager = self.people.get(one.manager_id or 0)
            if manager is None or manager.pk in found:
                return found
            found.add(manager.pk)
            one = manager
        return found

    def _stander(self, user: User, own: set[int]) -> Stander:
        ids = tuple(sorted(own | set(self._of_post.get(user.post_id or 0, ()))))
        roles = tuple(self._roles[key] for key in ids if key in self._roles)
        if ids not in self._merged:
            self._merged[ids] = merge(roles)
        holders = holders_of(user, ids, self.teams[user.pk])
        return Stander(user, roles, self._merged[ids], holders)
