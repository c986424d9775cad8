"""A small company for tests of the API: one person of every role, and records of own, team and others."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from tests.people import make_house, person

from guanxi.access.accounts import new_token
from guanxi.access.models import User
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.records import service
from guanxi.records.service import Change
from guanxi.schema.modules import MODULES as SHELF

# Who is tested. `administrator` holds that role alone; `nobody` is signed in without any role.
ROLES = ("administrator", "director", "manager", "sales", "service", "marketing", "readonly", "nobody")
TARGETS = ("own", "team", "below", "other", "deleted", "unknown")
# The standard modules and the fake one, so that nothing hangs on the names of those that ship.
STANDARD = ("accounts", "contacts", "activities")
MODULES = (*STANDARD, "gadgets")
UNKNOWN = 999_999_999
BASE = "/api/v1"


@dataclass
class Company:
    """People by role with their tokens; records by (module, target) and, for those that are a person's, by role."""

    people: dict[str, Actor] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    records: dict[tuple[str, str, str], int] = field(default_factory=dict)
    colleague: int = 0
    stranger: int = 0

    def record(self, role: str, module: str, target: str) -> int:
        """The id of the record that is `target` for a person of `role`."""
        if target == "unknown":
            return UNKNOWN
        return self.records[module, target, role if target in ("own", "below", "deleted") else ""]

    def headers(self, role: str) -> dict[str, str]:
        """The headers of a program that acts for the person of `role`; none for `signed_out`."""
        return {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}

    def call(self, role: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to a call of the person of `role`."""
        sent = {**self.headers(role), **{name.replace("_", "-"): value for name, value in headers.items()}}
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return Client(raise_request_exception=False).generic(
            method.upper(), BASE + path, headers=sent, **_raw(more)
        )


def make_company(own_records: bool = True) -> Company:
    """The company with its people; with records of every target when `own_records`."""
    made, house = Company(), make_house()
    for role in ROLES:
        place = {"director": house.head, "manager": house.north}.get(role, house.north_team)
        roles = () if role == "nobody" else (role,)
        made.people[role] = person(f"wang_{role}", *roles, department=place)
        made.tokens[role] = new_token(User.objects.get(pk=made.people[role].user_id), "test")
    made.colleague = person("li_colleague", "sales", department=house.north_team).user_id or 0
    made.stranger = person("zhao_stranger", "sales", department=house.south).user_id or 0
    if own_records:
        for module in (key for key in MODULES if key in SHELF):
            _records(made, module)
    return made


def values_of(module: str, word: str) -> dict[str, Any]:
    """Values of a valid record that contain `word`."""
    return {"kind": "note", "subject": f"{word} 记"} if module == "activities" else {"name": f"{word} 名"}


def above(module: str) -> dict[str, str]:
    """The lookup of a module through which its records lie below others, with the module of those; empty where none do."""
    if module not in SHELF:
        return {}
    owner = SHELF.get(module)
    return {key: owner.field(key).target or "" for key in owner.above[:1]}


def _records(made: Company, module: str) -> None:
    """Records of everybody, two of each person of a role: one of them is deleted. And one of somebody elsewhere below
    each person's own, where records lie below others."""
    owners = [(target, role, made.people[role].user_id) for role in ROLES for target in ("own", "deleted")]
    owners += [("team", "", made.colleague), ("other", "", made.stranger)]
    up = above(module)
    owners += [("below", role, made.stranger) for role in ROLES if up]
    values: list[dict[str, Any]] = []
    for target, role, owner in owners:
        over = {key: str(made.records[one, "own", role]) for key, one in up.items() if target == "below"}
        values.append({**values_of(module, f"{target}{role}"), "owner": str(owner), **over})
    saved = service.write(SYSTEM, module, [Change("create", values=one) for one in values]).saved
    ids = [one.record_id for one in saved]
    for (target, role, _), key in zip(owners, ids, strict=True):
        made.records[module, target, role] = key
    gone = [key for (target, _, _), key in zip(owners, ids, strict=True) if target == "deleted"]
    service.write(SYSTEM, module, [Change("delete", key) for key in gone])


def _raw(more: dict[str, Any]) -> dict[str, Any]:
    if "data" in more and not isinstance(more["data"], bytes | str):
        more["data"] = json.dumps(more["data"])
    return more
