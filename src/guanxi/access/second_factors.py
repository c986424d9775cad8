"""Second factors: which ones a person has, who must have one, and how an administrator takes them away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from guanxi.access import rights
from guanxi.access.account_models import SignInPolicy
from guanxi.access.accounts import require_people_right
from guanxi.access.models import Role, User
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.kernel.recent import Recent
from guanxi.trail.service import Act, record_acts

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_policies: Recent[int, SignInPolicy] = Recent()


def held_by(user_id: int) -> dict[str, Any]:
    """What a person has, in JSON form; never a secret."""
    held = list(Authenticator.objects.filter(user_id=user_id).order_by("pk"))
    codes = next((one for one in held if one.type == Authenticator.Type.RECOVERY_CODES), None)
    totp = next((one for one in held if one.type == Authenticator.Type.TOTP), None)
    return {
        "totp": _times(totp) if totp else None,
        "passkeys": [
            {"id": str(one.pk), "name": one.wrap().name, "alone": bool(one.wrap().is_passwordless), **_times(one)}
            for one in held
            if one.type == Authenticator.Type.WEBAUTHN
        ],
        "recovery_codes": len(codes.wrap().get_unused_codes()) if codes else None,
    }  # fmt: skip


def _times(one: Authenticator) -> dict[str, Any]:
    return {"created_at": one.created_at, "last_used_at": one.last_used_at}


def has_any(user_id: int) -> bool:
    """Whether a person has a second factor."""
    return Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists()


def holders() -> set[int]:
    """The people who have a second factor."""
    return set(Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True))


def policy() -> SignInPolicy:
    """What signing in asks for; known for at most five seconds."""
    return _policies.get(1) or _policies.put(1, SignInPolicy.objects.first() or SignInPolicy())


def set_policy(actor: Actor, everyone: bool, roles: list[str]) -> SignInPolicy:
    """Ask everybody, or the holders of some roles, for a second factor. Raises Forbidden, Refusal."""
    if "settings.manage" not in rights.rights_of(actor).verbs:
        raise Forbidden()
    known = set(Role.objects.values_list("key", flat=True))
    wrong = set(roles) - known
    if wrong:
        raise Refusal("unknown_role", "roles", value=min(wrong)[:40])
    with transaction.atomic():
        row = SignInPolicy.objects.select_for_update().first() or SignInPolicy()
        before = [row.second_factor_everyone, row.second_factor_roles]
        row.second_factor_everyone, row.second_factor_roles = everyone, sorted(set(roles))
        row.save()
        after = [row.second_factor_everyone, row.second_factor_roles]
        record_acts(actor, [Act("sign_in_policy", "users", None, {"second_factor": [before, after]})])
    _policies.clear()
    return row


def required_of(user_id: int) -> bool:
    """Whether the policy asks a person for a second factor: everybody, or for a role held directly or by a post."""
    asked = policy()
    if asked.second_factor_everyone or not asked.second_factor_roles:
        return asked.second_factor_everyone
    held = rights.actor_of(user_id, "web").roles
    return Role.objects.filter(pk__in=held, key__in=asked.second_factor_roles).exists()


def owed_by(user_id: int) -> bool:
    """Whether a person must have a second factor and has none."""
    return required_of(user_id) and not has_any(user_id)


def take_away(actor: Actor, user_id: int) -> None:
    """Remove all second factors of somebody who lost them; the password alone lets in until there are new ones.
    Raises Forbidden, NotFound."""
    require_people_right(actor)
    with transaction.atomic():
        if not User.objects.select_for_update(of=("self",)).filter(pk=user_id).exists():
            raise NotFound()
        rows = Authenticator.objects.filter(user_id=user_id)
        kinds = sorted(rows.values_list("type", flat=True))
        rows.delete()
        record_acts(actor, [Act("second_factors_removed", "users", user_id, {"kinds": [kinds, []]})])


def record(verb: str, authenticator: Authenticator) -> None:
    """Put a change that a person made to the own second factors into the trail."""
    person = authenticator.user_id
    changes = {"kind": [None, str(authenticator.type)]}
    record_acts(rights.actor_of(person, "web"), [Act(verb, "users", person, changes)])
