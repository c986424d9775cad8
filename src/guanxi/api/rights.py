"""Roles, posts, teams and sharing rules, for those who manage people."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from guanxi.access import directory, groups, preview, questions, roles, sharing_rules
from guanxi.access.accounts import require_people_right
from guanxi.access.holders import names_of
from guanxi.access.models import Post, Role, SharingRule, Team
from guanxi.access.roles import Shape
from guanxi.access.scopes import HOUSE_VERBS, LEVELS, SCOPES, SCOPES_OF_NEW, VERBS
from guanxi.access.sharing_rules import RuleShape
from guanxi.access.shipped import label_of
from guanxi.api.body import answer
from guanxi.api.shapes import Strict, number
from guanxi.api.signin import ActorRequest, require_recent
from guanxi.records import sight
from guanxi.schema.modules import MODULES

router = Router(tags=["rights"])
Tree = dict[str, Any]


class NewRole(Strict):
    """A role, which allows what `like` allows or nothing."""

    name: str = Field(min_length=1, max_length=120)
    like: str | None = Field(None, max_length=60)


class RoleShape(Strict):
    """What a role is to allow; absent parts stay."""

    rights: dict[str, dict[str, str]] | None = None
    criteria: dict[str, Tree] | None = None
    fields: dict[str, dict[str, str]] | None = None
    verbs: list[str] | None = Field(None, max_length=20)

    def shape(self) -> Shape:
        """The same for the room of rights."""
        return Shape(self.rights, self.criteria, self.fields, self.verbs)


class ChangedRole(RoleShape):
    """A change of the version that the editor read."""

    version: int
    name: str | None = Field(None, min_length=1, max_length=120)


class Group(Strict):
    """A post with its roles, or a team with its members; absent parts stay."""

    name: str | None = Field(None, min_length=1, max_length=120)
    roles: list[str] | None = Field(None, max_length=20)
    members: list[str] | None = Field(None, max_length=2000)


class Rule(Strict):
    """A sharing rule."""

    name: str = Field(min_length=1, max_length=120)
    module: str = Field(max_length=60)
    criteria: Tree | None = None
    holder: str = Field(max_length=40)
    level: str = Field(max_length=5)
    active: bool = True

    def shape(self) -> RuleShape:
        """The same for the room of rights."""
        return RuleShape(self.name, self.module, self.criteria, self.holder, self.level, self.active)


@router.get("/roles")
def all_roles(request: ActorRequest) -> HttpResponse:
    """The roles that a person may hold; for those who manage people also what each allows and how many hold it."""
    locale = request.actor.locale
    found = directory.roles()
    if not questions.can(request.actor, "people.manage", ""):
        return answer({"roles": [{"key": one.key, "label": label_of(one, locale)} for one in found]})
    held = roles.holder_counts()
    return answer({"roles": [{**_shape(one, locale), "held": held.get(one.pk, 0)} for one in found]})


@router.post("/roles")
def add_role(request: ActorRequest, payload: NewRole) -> HttpResponse:
    """A new role."""
    _proven(request)
    return answer(_role(roles.add(request.actor, payload.name, payload.like), request.actor.locale), 201)


@router.get("/roles/{key}")
def one_role(request: ActorRequest, key: str) -> HttpResponse:
    """What a role allows, and who holds it."""
    require_people_right(request.actor)
    return answer(_role(roles.role(key), request.actor.locale))


@router.patch("/roles/{key}")
def change_role(request: ActorRequest, key: str, payload: ChangedRole) -> HttpResponse:
    """Change a role; 409 when somebody changed it meanwhile."""
    _proven(request)
    found = roles.change(request.actor, key, payload.version, payload.name, payload.shape())
    return answer(_role(found, request.actor.locale))


@router.delete("/roles/{key}")
def remove_role(request: ActorRequest, key: str) -> HttpResponse:
    """Take away a role that nobody holds."""
    _proven(request)
    roles.remove(request.actor, key)
    return HttpResponse(status=204)


@router.post("/roles/{key}/reset")
def reset_role(request: ActorRequest, key: str) -> HttpResponse:
    """Give a shipped role back what it ships with."""
    _proven(request)
    return answer(_role(roles.reset(request.actor, key), request.actor.locale))


@router.post("/roles/{key}/preview")
def preview_role(request: ActorRequest, key: str, payload: RoleShape) -> HttpResponse:
    """How many people a change affects, and how many records some of them would see before and after."""
    require_people_right(request.actor)
    people, trials = preview.trials(key, payload.shape())
    told = [{"id": str(one.user.pk), "name": one.user.name, "modules": sight.counts(one)} for one in trials]
    return answer({"people": len(people), "sample": told, "most": sight.MOST})


@router.get("/rights")
def rights(request: ActorRequest) -> HttpResponse:
    """What roles are made of: modules with their fields, verbs, scopes, levels."""
    require_people_right(request.actor)
    locale = request.actor.locale
    modules = [
        {
            "key": item.key,
            "label": item.plural.get(locale),
            "fields": [
                {"key": key, "label": one.label.get(locale), "type": one.type, "personal": one.personal}
                for key, one in item.fields.items()
            ],
        }
        for item in sorted(MODULES, key=lambda item: item.order)
        if item.follows is None
    ]
    house = [{"key": key, "label": label.get(locale)} for key, label in HOUSE_VERBS.items()]
    return answer(
        {
            "modules": modules,
            "verbs": VERBS,
            "scopes": SCOPES,
            "scopes_of_new": SCOPES_OF_NEW,
            "levels": LEVELS,
            "house": house,
        }
    )


@router.get("/posts")
def posts(request: ActorRequest) -> HttpResponse:
    """The posts with their roles."""
    require_people_right(request.actor)
    return answer({"posts": [_post(one) for one in groups.posts()]})


@router.post("/posts")
def add_post(request: ActorRequest, payload: Group) -> HttpResponse:
    """A new post."""
    _proven(request)
    return answer(_post(groups.save_post(request.actor, None, payload.name or "", payload.roles)), 201)


@router.patch("/posts/{post_id}")
def change_post(request: ActorRequest, post_id: str, payload: Group) -> HttpResponse:
    """Rename a post or give it other roles."""
    _proven(request)
    return answer(_post(groups.save_post(request.actor, number(post_id), payload.name, payload.roles)))


@router.delete("/posts/{post_id}")
def remove_post(request: ActorRequest, post_id: str) -> HttpResponse:
    """Take away a post that nobody holds."""
    _proven(request)
    groups.remove_post(request.actor, number(post_id))
    return HttpResponse(status=204)


@router.get("/teams")
def teams(request: ActorRequest) -> HttpResponse:
    """The teams with their members."""
    return answer({"teams": [_team(one) for one in groups.teams()]})


@router.post("/teams")
def add_team(request: ActorRequest, payload: Group) -> HttpResponse:
    """A new team."""
    _proven(request)
    return answer(_team(groups.save_team(request.actor, None, payload.name or "", _members(payload))), 201)


@router.patch("/teams/{team_id}")
def change_team(request: ActorRequest, team_id: str, payload: Group) -> HttpResponse:
    """Rename a team or give it other members."""
    _proven(request)
    found = groups.save_team(request.actor, number(team_id), payload.name, _members(payload))
    return answer(_team(found))


@router.delete("/teams/{team_id}")
def remove_team(request: ActorRequest, team_id: str) -> HttpResponse:
    """Take away a team, with the shares and rules for it."""
    _proven(request)
    groups.remove_team(request.actor, number(team_id))
    return HttpResponse(status=204)


@router.get("/sharing-rules")
def rules(request: ActorRequest) -> HttpResponse:
    """All sharing rules."""
    require_people_right(request.actor)
    found = sharing_rules.rules()
    names = names_of((one.holder for one in found), request.actor.locale)
    return answer({"rules": [_rule(one, names, request.actor.locale) for one in found]})


@router.post("/sharing-rules")
def add_rule(request: ActorRequest, payload: Rule) -> HttpResponse:
    """A new sharing rule."""
    _proven(request)
    return _one_rule(request, sharing_rules.save(request.actor, None, payload.shape()), 201)


@router.put("/sharing-rules/{rule_id}")
def change_rule(request: ActorRequest, rule_id: str, payload: Rule) -> HttpResponse:
    """Put another rule in the place of one."""
    _proven(request)
    return _one_rule(request, sharing_rules.save(request.actor, number(rule_id), payload.shape()), 200)


@router.delete("/sharing-rules/{rule_id}")
def remove_rule(request: ActorRequest, rule_id: str) -> HttpResponse:
    """Take a sharing rule away."""
    _proven(request)
    sharing_rules.remove(request.actor, number(rule_id))
    return HttpResponse(status=204)


def _proven(request: ActorRequest) -> None:
    """Whoever changes rights has shown a moment ago who they are. Raises Forbidden, Refusal."""
    require_people_right(request.actor)
    require_recent(request)


def _members(payload: Group) -> list[int] | None:
    return None if payload.members is None else [number(one) for one in payload.members]


def _role(one: Role, locale: str) -> dict[str, Any]:
    people = [{"id": str(user.pk), "name": user.name} for user in roles.holders(one)]
    return {**_shape(one, locale), "people": people}


def _shape(one: Role, locale: str) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "key": one.key,
        "label": label_of(one, locale),
        "shipped": one.shipped,
        "changed": one.changed,
        "version": one.version,
        "rights": one.rights,
        "criteria": one.criteria,
        "fields": one.fields,
        "verbs": one.verbs,
    }


def _post(one: Post) -> dict[str, Any]:
    return {"id": str(one.pk), "name": one.name, "roles": [role.key for role in one.roles.all()]}


def _team(one: Team) -> dict[str, Any]:
    members = [{"id": str(user.pk), "name": user.name} for user in one.members.all()]
    return {"id": str(one.pk), "name": one.name, "members": members}


def _one_rule(request: ActorRequest, one: SharingRule, status: int) -> HttpResponse:
    names = names_of([one.holder], request.actor.locale)
    return answer(_rule(one, names, request.actor.locale), status)


def _rule(one: SharingRule, names: Mapping[str, str], locale: str) -> dict[str, Any]:
    faults = sharing_rules.faults(one, one.holder in names)
    return {
        "id": str(one.pk),
        "name": one.name,
        "module": one.module,
        "criteria": one.criteria,
        "holder": one.holder,
        "holder_name": names.get(one.holder, ""),
        "level": one.level,
        "active": one.active,
        "broken": bool(faults),
        "faults": [{"field": fault.field, "message": fault.message(locale)} for fault in faults],
    }
