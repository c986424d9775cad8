"""The people of the demonstration: they own records and are seen, nobody can sign in as one of them."""

from collections.abc import Sequence
from typing import Any

from guanxi.access import rights
from guanxi.access.departments import add_department
from guanxi.access.models import Department, Preference, Role, User
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Refusal
from guanxi.trail.service import Act, record_acts

_MADE = "demo:made"


def make_people(people: Sequence[tuple[str, str, str]], departments: tuple[str, str]) -> list[int]:
    """Ids of the people (login name, name, role) in their order, in a department and the team below it."""
    head = add_department(SYSTEM, departments[0], None)
    team = add_department(SYSTEM, departments[1], head.pk)
    names = [username for username, _, _ in people]
    held = {user.username: user for user in User.objects.filter(username__in=names)}
    made = []
    for username, name, role in people:
        user = held.get(username) or User(username=username, is_demo=True)
        if not user.is_demo:
            raise Refusal("username_taken", "username", status=409)
        user.rename(name)
        user.set_unusable_password()
        user.is_active = True
        user.department = head if role == "manager" else team
        user.save()
        user.roles.set(Role.objects.filter(key=role))  # per chunk: a handful of people
        made.append(user.pk)
    record_acts(SYSTEM, [Act("create", "users", key) for key in made])
    remember("departments", [head.pk, team.pk])
    rights.forget()
    return made


def hide_people() -> None:
    """Make them inactive, so that they are seen nowhere, and take away their departments where nobody else is."""
    people = User.objects.filter(is_demo=True)
    record_acts(SYSTEM, [Act("deactivate", "users", key) for key in people.values_list("pk", flat=True)])
    people.update(is_active=False, department=None)
    for key in reversed(remembered("departments")):
        rows = Department.objects.filter(pk=key, people__isnull=True, children__isnull=True)  # per chunk: two
        rows.delete()
    Preference.objects.filter(user__is_demo=True).delete()
    rights.forget()


def demo_ids() -> list[int]:
    """Ids of the people of the demonstration while it is present, in the order in which they were made."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk").values_list("pk", flat=True))


def first_director() -> int | None:
    """The first real person who sees everything, or None."""
    rows = User.objects.filter(is_demo=False, is_active=True, roles__key="director").exclude(password="")
    found: int | None = rows.order_by("pk").values_list("pk", flat=True).first()
    return found


def remember(what: str, value: list[int]) -> None:
    """Keep what was made beside the people, to be taken away with them."""
    owner = demo_ids()[0]
    row, _ = Preference.objects.get_or_create(user_id=owner, key=_MADE)
    row.value = {**row.value, what: value}
    row.save()


def remembered(what: str) -> list[Any]:
    """What was kept; nothing when it was not."""
    row = Preference.objects.filter(user__is_demo=True, key=_MADE).first()
    return list(row.value.get(what, [])) if row else []
