"""The tree of departments: rights by subtree follow it, so a move is felt at once."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from guanxi.access import rights
from guanxi.access.accounts import named_department, require_people_right, required_name
from guanxi.access.models import Department
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.trail.service import Act, record_acts

LONGEST_PATH = 500


def add_department(actor: Actor, name: str, parent_id: int | None) -> Department:
    """A new department. Raises Forbidden, Refusal."""
    require_people_right(actor)
    with transaction.atomic():
        parent = named_department(parent_id, "parent")
        made = Department.objects.create(name=required_name(name), parent=parent)
        made.path = _path(made, parent)
        made.save()
        record_acts(actor, [Act("create", "departments", made.pk)])
    rights.forget()
    return made


def change_department(
    actor: Actor, department_id: int, *, name: str | None = None, parent: tuple[int | None] | None = None
) -> Department:
    """Rename a department, or move it with all below it. Raises Forbidden, NotFound, Refusal (409 for a loop)."""
    require_people_right(actor)
    with transaction.atomic():
        # All are locked, in order: two moves at once could otherwise make a loop that neither has seen.
        held = {one.pk: one for one in Department.objects.select_for_update().order_by("pk")}
        found = held.get(department_id)
        if found is None:
            raise NotFound()
        changes: dict[str, list[object]] = {}
        if name is not None and required_name(name) != found.name:
            changes["name"] = [found.name, required_name(name)]
            found.name = required_name(name)
        if parent is not None and parent[0] != found.parent_id:
            changes["parent"] = [found.parent_id, parent[0]]
            _move(found, named_department(parent[0], "parent"))
        if changes:
            found.save()
            record_acts(actor, [Act("edit", "departments", found.pk, changes)])
    rights.forget()
    return found


def _move(found: Department, parent: Department | None) -> None:
    if parent is not None and parent.path.startswith(found.path):
        raise Refusal("department_loop", "parent", status=409)
    old, new = found.path, _path(found, parent)
    below = Department.objects.filter(path__startswith=old)
    longest = max(len(path) for path in below.values_list("path", flat=True))
    if longest - len(old) + len(new) > LONGEST_PATH:
        raise Refusal("department_too_deep", "parent")
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    found.parent, found.path = parent, new


def _path(made: Department, parent: Department | None) -> str:
    return f"{parent.path if parent else '/'}{made.pk}/"
