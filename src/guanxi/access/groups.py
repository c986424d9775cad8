"""Posts and teams: groups of people that roles, shares and rules speak of. Every change is audited."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import transaction

from guanxi.access import rights, sharing_rules
from guanxi.access.accounts import known_roles, require_people_right, required_name
from guanxi.access.models import FIXED, Grant, Post, Team, User
from guanxi.access.scopes import holder
from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.trail.service import Act, record_acts

G = TypeVar("G", Post, Team)
MOST = 2000


def posts() -> list[Post]:
    """All posts with their roles."""
    return list(Post.objects.prefetch_related("roles").order_by("name", "pk")[:MOST])


def save_post(actor: Actor, post_id: int | None, name: str | None, roles: Sequence[str] | None) -> Post:
    """Make a post, or change its name or its roles. Raises Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    with transaction.atomic():
        found = Post() if post_id is None else _locked(Post, post_id)
        held = sorted(found.roles.values_list("key", flat=True)) if found.pk else []
        before = {"name": found.name, "roles": held}
        if name is not None:
            found.name = required_name(name)
            if Post.objects.filter(name=found.name).exclude(pk=found.pk).exists():
                raise Refusal("name_taken", "name", status=409)
        found.save()
        if roles is not None:
            if FIXED in roles:
                # Administrators are named one by one, so that one always remains.
                raise Refusal("fixed_role", "roles", status=409)
            found.roles.set(known_roles(roles))
        after = {"name": found.name, "roles": sorted(roles) if roles is not None else held}
        changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        record_acts(actor, [Act("edit" if post_id else "create", "posts", found.pk, changes)])
    rights.forget()
    return found


def remove_post(actor: Actor, post_id: int) -> None:
    """Take away a post that nobody holds, and the sharing rules for it. Raises Forbidden, NotFound, Refusal (409)."""
    require_people_right(actor)
    with transaction.atomic():
        found = _locked(Post, post_id)
        if found.people.exists():
            raise Refusal("post_held", status=409)
        _forget_holder(actor, holder("post", found.pk))
        record_acts(actor, [Act("delete", "posts", found.pk, {"name": [found.name, None]})])
        found.delete()
    rights.forget()


def teams() -> list[Team]:
    """All teams with their members."""
    return list(Team.objects.prefetch_related("members").order_by("name", "pk")[:MOST])


def save_team(actor: Actor, team_id: int | None, name: str | None, members: Iterable[int] | None) -> Team:
    """Make a team, or change its name or its members. Raises Forbidden, NotFound, Refusal."""
    require_people_right(actor)
    with transaction.atomic():
        found = Team() if team_id is None else _locked(Team, team_id)
        held = sorted(found.members.values_list("pk", flat=True)) if found.pk else []
        before = {"name": found.name, "members": held}
        if name is not None:
            found.name = required_name(name)
            if Team.objects.filter(name=found.name).exclude(pk=found.pk).exists():
                raise Refusal("name_taken", "name", status=409)
        found.save()
        wanted = held if members is None else sorted(set(members))
        if members is not None:
            people = User.objects.filter(pk__in=wanted)
            if people.count() != len(wanted):
                raise Refusal("unknown_holder", "members", value="?")
            found.members.set(people)
        after = {"name": found.name, "members": wanted}
        changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        record_acts(actor, [Act("edit" if team_id else "create", "teams", found.pk, changes)])
    rights.forget()
    return found


def remove_team(actor: Actor, team_id: int) -> None:
    """Take a team away with the shares and rules for it. Raises Forbidden, NotFound."""
    require_people_right(actor)
    with transaction.atomic():
        found = _locked(Team, team_id)
        _forget_holder(actor, holder("team", found.pk))
        record_acts(actor, [Act("delete", "teams", found.pk, {"name": [found.name, None]})])
        found.delete()
    rights.forget()


def _locked(table: type[G], key: int) -> G:
    found = table._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotFound()
    return found


def _forget_holder(actor: Actor, text: str) -> None:
    for grants in bulk.chunks(Grant.objects.filter(holder=text).order_by("pk").iterator(), 1000):
        acts = [
            Act("unshare", one.module, one.record_id, {text: [one.told(), None]})
            for one in grants
            if one.holds()
        ]
        record_acts(actor, acts)
        # These alone: what somebody shares meanwhile does not go untold.
        Grant.objects.filter(pk__in=[one.pk for one in grants]).delete()  # per chunk
    sharing_rules.forget_holder(actor, text)
