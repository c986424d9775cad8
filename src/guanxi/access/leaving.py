"""What may leave the house: from how many rows a second person approves, how many rows a day, who is told of mass views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from guanxi.access.leaving_models import LeavingPolicy
from guanxi.access.models import FIXED, Role, User
from guanxi.access.rights import rights_of, verbs_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, Refusal
from guanxi.kernel.recent import Recent
from guanxi.trail.service import Act, record_acts

APPROVE = "exports.approve"
AUDIT = "audit"
ANY = "*"
WAYS = ("right", "manager")
# Roles add up, so what one of them may is the larger; these see everything or answer for the house.
_WIDE = {"approval": None, "rows": 200_000}
USUAL: dict[str, dict[str, int | None]] = {
    ANY: {"approval": 1000, "rows": 5000},
    "director": _WIDE,
    FIXED: _WIDE,
}
# How many records somebody may open, or have listed with personal fields, before others are told.
ALERTS: dict[str, int | None] = {
    "opened_hour": 300,
    "opened_day": 1500,
    "listed_hour": 3000,
    "listed_day": 15_000,
}
MOST = 10_000_000
_policies: Recent[int, LeavingPolicy] = Recent()


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many rows a second person approves, and how many rows a day; None is never, and any number."""

    approval: int | None
    rows: int | None


NO_LIMITS = Limits(None, None)


def policy() -> LeavingPolicy:
    """What holds; known for at most five seconds."""
    return _policies.get(1) or _policies.put(1, current())


def current() -> LeavingPolicy:
    """What holds at this moment, for who sets it."""
    return LeavingPolicy.objects.first() or LeavingPolicy()


def limits_by_role() -> dict[str, dict[str, int | None]]:
    """The limits of roles, "*" for every other."""
    return dict(policy().limits or USUAL)


def alerts() -> dict[str, int | None]:
    """By measure: from how many records somebody is told."""
    return {**ALERTS, **policy().alerts}


def limits_of(actor: Actor, module_key: str) -> Limits:
    """What the actor may take out of a module ("audit" for the audit): the mildest of the roles that allow to export it."""
    if actor.is_system or actor.origin == "cli":
        # Who works on the machine has the database.
        return NO_LIMITS
    held = list(Role.objects.filter(pk__in=actor.roles))
    allowing = [role for role in held if _lets_out(role, module_key)] or held
    known = limits_by_role()
    found = [known.get(role.key, known[ANY]) for role in allowing] or [known[ANY]]
    return Limits(*(_mildest(one[key] for one in found) for key in ("approval", "rows")))


def _lets_out(role: Role, module_key: str) -> bool:
    return "audit.read" in role.verbs if module_key == AUDIT else "export" in verbs_of(role, module_key)


def _mildest(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else max(one for one in known if one is not None)


def holders_of(verb: str) -> list[User]:
    """The active people who have a right that no module has, in the order of their names."""
    keys = [pk for pk, verbs in Role.objects.values_list("pk", "verbs") if verb in verbs]
    held = Q(roles__in=keys) | Q(post__roles__in=keys)
    return list(User.objects.filter(held, is_active=True).distinct().order_by("name_pinyin", "pk"))


def administrators() -> list[User]:
    """The active administrators."""
    return holders_of("settings.manage")


def approvers(asker_id: int) -> list[User]:
    """Who is asked to approve what somebody wants to take out: the manager, where managers approve; else whoever may."""
    if policy().approver == "manager":
        managers = User.objects.filter(reports=asker_id, is_active=True).exclude(pk=asker_id)
        if found := list(managers):
            return found
    return [one for one in holders_of(APPROVE) if one.pk != asker_id]


def askers_of(actor: Actor, key: str = "asker_id") -> Q:
    """Whose exports the actor may approve, as a condition on a table that names the asker; nobody approves their own."""
    others = ~Q(**{key: actor.user_id})
    if APPROVE in rights_of(actor).verbs:
        return others
    people = (
        User.objects.filter(manager=actor.user_id) if policy().approver == "manager" else User.objects.none()
    )
    return others & Q(**{f"{key}__in": people.values("pk")})


def may_approve(actor: Actor, asker_id: int) -> bool:
    """Whether the actor may approve what this person wants to take out."""
    return actor.user_id is not None and User.objects.filter(askers_of(actor, "pk"), pk=asker_id).exists()


def alarmed(about: int) -> list[User]:
    """Who is told that somebody looks at very much: the contact for data protection and the administrators, not the
    person; unless there is nobody else."""
    told = {one.pk: one for one in administrators()}
    contact = policy().contact
    if contact is not None and contact.is_active:
        told[contact.pk] = contact
    others = [one for key, one in told.items() if key != about]
    return others or list(told.values())


def require_right(actor: Actor) -> None:
    """Raises Forbidden unless the actor manages the settings of the house."""
    if "settings.manage" not in rights_of(actor).verbs:
        raise Forbidden()


def set_policy(actor: Actor, wanted: Mapping[str, Any]) -> LeavingPolicy:
    """Change what holds; absent keys stay. Raises Forbidden, Refusal."""
    require_right(actor)
    checked = _checked(wanted)
    with transaction.atomic():
        row = LeavingPolicy.objects.select_for_update().first() or LeavingPolicy()
        before = told(row)
        for key, value in checked.items():
            setattr(row, key, value)
        row.save()
        after = told(row)
        changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        record_acts(actor, [Act("leaving_policy", "settings", None, changes)])
    _policies.clear()
    return row


def told(row: LeavingPolicy) -> dict[str, Any]:
    """What holds, in JSON form."""
    return {
        "limits": row.limits or USUAL,
        "approver": row.approver,
        "approval_days": row.approval_days,
        "reveals": row.reveals,
        "csv": row.csv,
        "screen_mark": row.screen_mark,
        "alerts": {**ALERTS, **row.alerts},
        "contact": row.contact_id,
    }


def _checked(wanted: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(wanted)
    if "limits" in found:
        found["limits"] = _limits(found["limits"])
    if "alerts" in found:
        if strange := set(found["alerts"]) - set(ALERTS):
            raise Refusal("invalid", f"alerts.{min(strange)[:40]}")
        found["alerts"] = {key: _number(value, f"alerts.{key}", 1) for key, value in found["alerts"].items()}
    if found.get("approver", WAYS[0]) not in WAYS:
        raise Refusal("invalid", "approver")
    if found.get("contact") is not None:
        holders = {one.pk for one in holders_of("audit.read")}
        if found["contact"] not in holders:
            raise Refusal("contact_reads_no_audit", "contact")
    if "contact" in found:
        found["contact_id"] = found.pop("contact")
    return found


def _limits(wanted: Mapping[str, Any]) -> dict[str, Any]:
    known = {*Role.objects.values_list("key", flat=True), ANY}
    if strange := set(wanted) - known:
        raise Refusal("unknown_role", "limits", value=min(strange)[:40])
    if ANY not in wanted:
        raise Refusal("required", "limits", label=ANY)
    return {
        key: {name: _number(one.get(name), f"limits.{key}.{name}", 0) for name in ("approval", "rows")}
        for key, one in wanted.items()
    }


def _number(value: Any, field: str, least: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST:
        raise Refusal("number_out_of_range", field, least=least, most=MOST)
    return value
