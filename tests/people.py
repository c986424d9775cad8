"""People and departments for tests."""

from dataclasses import dataclass

from guanxi.access.models import Department, Role, User
from guanxi.access.rights import actor_of, forget
from guanxi.kernel.actor import Actor


@dataclass(frozen=True)
class House:
    """A small company: two departments below the head office, one of them with a team of its own."""

    head: Department
    north: Department
    north_team: Department
    south: Department


def make_house() -> House:
    """The departments, with their paths."""
    head = department("总部")
    north = department("北区", head)
    return House(head, north, department("北区一组", north), department("南区", head))


def department(name: str, parent: Department | None = None) -> Department:
    """A department below `parent`."""
    made = Department.objects.create(name=name, parent=parent)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save()
    return made


def person(username: str, *roles: str, department: Department | None = None) -> Actor:
    """A new user with shipped roles, as an actor."""
    user = User.objects.create(username=username, name=f"测试{username}", department=department)
    user.roles.set(Role.objects.filter(key__in=roles))
    forget()
    return actor_of(user.pk, "test")
