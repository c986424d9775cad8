"""A person's own account and preferences."""

from typing import Any

import orjson

from guanxi.access.models import Preference, User
from guanxi.access.rights import forget
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.text import ValueFault, parse_email
from guanxi.trail.service import Act, record_acts

MAX_PREFERENCE = 64 * 1024


def account(actor: Actor) -> User:
    """The person behind an actor."""
    return User.objects.select_related("department").get(pk=actor.person_id)


def change(actor: Actor, values: dict[str, str]) -> None:
    """Change the own name, e-mail, language or zone. Raises Refusal."""
    user = account(actor)
    if values.get("email"):
        try:
            values["email"] = parse_email(values["email"]).value
        except ValueFault:
            raise Refusal("email_invalid", "email", raw=values["email"][:60]) from None
    for key, value in values.items():
        setattr(user, key, value.strip())
    if not user.name:
        raise Refusal("invalid", "name")
    user.rename(user.name)
    user.save()
    record_acts(actor, [Act("edit", "users", user.pk)])
    forget(user.pk)


def preference(actor: Actor, key: str) -> Any:
    """A preference, or None."""
    return Preference.objects.filter(user_id=actor.person_id, key=key).values_list("value", flat=True).first()


def preferences(actor: Actor) -> dict[str, Any]:
    """All preferences by key."""
    return dict(Preference.objects.filter(user_id=actor.person_id).values_list("key", "value"))


def set_preference(actor: Actor, key: str, value: Any) -> None:
    """Set a preference of at most 64 KB; None forgets it. Raises Refusal."""
    if len(orjson.dumps(value)) > MAX_PREFERENCE or len(key) > 120:
        raise Refusal("too_long", "value", label=key[:60], limit=MAX_PREFERENCE)
    if value is None:
        Preference.objects.filter(user_id=actor.person_id, key=key).delete()
        return
    Preference.objects.update_or_create(user_id=actor.person_id, key=key, defaults={"value": value})


def has_demo() -> bool:
    """Whether the demonstration company is present."""
    return User.objects.filter(is_demo=True, is_active=True).exists()
