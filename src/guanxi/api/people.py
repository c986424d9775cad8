"""People who work here: list, invite, change; departments and roles."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import accounts, departments, directory, questions, second_factors, ways_in
from guanxi.access.models import Department, User
from guanxi.access.shipped import label_of
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, require_recent

router = Router(tags=["people"])


class Invite(Strict):
    """Whom to invite."""

    name: str = Field(min_length=1, max_length=120)
    email: str = Field("", max_length=254)
    department: str | None = None
    roles: list[str] = Field(min_length=1, max_length=20)


class Change(Strict):
    """What to change of a person; absent keys stay."""

    name: str | None = Field(None, min_length=1, max_length=120)
    department: str | None = None
    post: str | None = None
    manager: str | None = None
    roles: list[str] | None = Field(None, max_length=20)
    active: bool | None = None


class NewDepartment(Strict):
    """A department below another."""

    name: str = Field(min_length=1, max_length=120)
    parent: str | None = None


class ChangedDepartment(Strict):
    """What to change of a department; absent keys stay."""

    name: str | None = Field(None, min_length=1, max_length=120)
    parent: str | None = None


@router.get("/people")
def people(request: ActorRequest) -> HttpResponse:
    """Everybody who works here; names for all, accounts for those who administer people."""
    locale = request.actor.locale
    rows = [_person(user, locale) for user in directory.everybody(request.actor)]
    if questions.can(request.actor, "people.manage", ""):
        holders = second_factors.holders()
        for row in rows:
            row["second_factor"] = int(row["id"]) in holders
    return answer({"people": rows})


@router.post("/people/invite")
def invite(request: ActorRequest, payload: Invite) -> HttpResponse:
    """A link that lets one person join within seven days."""
    accounts.require_people_right(request.actor)
    require_recent(request)
    department = number(payload.department) if payload.department else None
    user, token = accounts.invite(request.actor, payload.name, payload.email, department, payload.roles)
    return answer({"id": str(user.pk), "link": f"/join?token={token}"}, 201)


@router.post("/people/{user_id}/invite")
def new_link(request: ActorRequest, user_id: str, local: bool = False) -> HttpResponse:
    """A new link, to join within seven days for who has not, to set a new password within a day for who has; the one
    before is void. Who comes by the company's directory gets one only with `local`, which means a password here."""
    accounts.require_people_right(request.actor)
    require_recent(request)
    token = ways_in.new_link(request.actor, number(user_id), local=local)
    return answer({"id": user_id, "link": f"/join?token={token}"}, 201)


@router.delete("/people/{user_id}/invite")
def withdraw(request: ActorRequest, user_id: str) -> HttpResponse:
    """Void the link of a person; who has not joined counts as not invited until there is a new one."""
    ways_in.withdraw(request.actor, number(user_id))
    return HttpResponse(status=204)


@router.patch("/people/{user_id}")
def change(request: ActorRequest, user_id: str, payload: Change) -> HttpResponse:
    """Change a person's name, department, roles or whether they may sign in."""
    sent = payload.model_fields_set
    accounts.require_people_right(request.actor)
    if sent & {"roles", "active", "post"}:
        require_recent(request)
    named = {"department": payload.department, "post": payload.post, "manager": payload.manager}
    placing = {key: number(value) if value else None for key, value in named.items() if key in sent}
    user = accounts.change_person(
        request.actor,
        number(user_id),
        name=payload.name,
        placing=placing,
        roles=payload.roles,
        active=payload.active,
    )
    return answer(_person(user, request.actor.locale))


@router.get("/departments")
def all_departments(request: ActorRequest) -> HttpResponse:
    """The organisation tree, parents first."""
    found = directory.departments()
    return answer({"departments": [_department(one) for one in found]})


@router.post("/departments")
def add_department(request: ActorRequest, payload: NewDepartment) -> HttpResponse:
    """A new department."""
    made = departments.add_department(
        request.actor, payload.name, number(payload.parent) if payload.parent else None
    )
    return answer(_department(made), 201)


@router.patch("/departments/{department_id}")
def change_department(request: ActorRequest, department_id: str, payload: ChangedDepartment) -> HttpResponse:
    """Rename a department, or move it with everything below it."""
    moved = "parent" in payload.model_fields_set
    place = (number(payload.parent) if payload.parent else None,) if moved else None
    found = departments.change_department(
        request.actor, number(department_id), name=payload.name, parent=place
    )
    return answer(_department(found))


def _person(user: User, locale: str) -> dict[str, Any]:
    return {
        "id": str(user.pk),
        "name": user.name,
        "username": "" if user.username.startswith("~") else user.username,
        "email": user.email,
        "department": {"id": str(user.department_id), "name": user.department.name}
        if user.department
        else None,
        "post": {"id": str(user.post_id), "name": user.post.name} if user.post else None,
        "manager": {"id": str(user.manager_id), "name": user.manager.name} if user.manager else None,
        "roles": [{"key": role.key, "label": label_of(role, locale)} for role in user.roles.all()],
        "active": user.is_active,
        "invited": not user.is_active and not user.password,
        "joined": accounts.has_joined(user),
        "has_password": accounts.has_password(user),
    }


def _department(one: Department) -> dict[str, Any]:
    return {"id": str(one.pk), "name": one.name, "parent": _opaque(one.parent_id)}


def _opaque(key: int | None) -> str | None:
    return None if key is None else str(key)
