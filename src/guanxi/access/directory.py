"""Who works here, as screens and pickers show it."""

from collections.abc import Iterable

from django.db.models import Q

from guanxi.access.models import Department, Role, User
from guanxi.access.rights import rights_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.recent import Recent
from guanxi.kernel.text import normal

MOST = 6000
_names: Recent[int, str] = Recent()


def everybody(actor: Actor) -> list[User]:
    """All people with department and roles; only active ones for those who do not administer people."""
    rows = (
        User.objects.select_related("department", "post", "manager")
        .prefetch_related("roles", "identities")
        .order_by("-is_active", "name_pinyin", "pk")
    )
    # The people of a demonstration that was taken away are nobody's business any more.
    rows = rows.exclude(is_demo=True, is_active=False)
    if "people.manage" not in rights_of(actor).verbs:
        rows = rows.filter(is_active=True)
    return list(rows[:MOST])


def find_people(typed: str, limit: int) -> list[User]:
    """Active people by a part of name, pinyin or login."""
    text = normal(typed)
    rows = User.objects.filter(is_active=True).select_related("department")
    if text:
        compact = text.replace(" ", "")
        by_text = Q(name__icontains=typed.strip()) | Q(name_pinyin__contains=compact)
        rows = rows.filter(by_text | Q(username__istartswith=compact) | Q(name_initials__startswith=compact))
    return list(rows.order_by("name_pinyin", "pk")[:limit])


def departments() -> list[Department]:
    """The organisation tree, parents before children."""
    return list(Department.objects.order_by("path")[:MOST])


def roles() -> list[Role]:
    """All roles."""
    return list(Role.objects.order_by("-shipped", "pk"))


def belongs() -> Q:
    """The people who may own something: they work here, or are invited and will."""
    return Q(is_active=True) | Q(password="", is_demo=False)


def people_by_name() -> dict[str, list[int]]:
    """Ids of active and invited people by the normal form of their name."""
    found: dict[str, list[int]] = {}
    for key, name in User.objects.filter(belongs()).order_by("pk").values_list("pk", "name"):
        found.setdefault(normal(name), []).append(key)
    return found


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names of users; a name is known for at most five seconds."""
    wanted = set(ids)
    found = {key: name for key in wanted if (name := _names.get(key)) is not None}
    missing = wanted - set(found)
    if missing:
        for key, name in User.objects.filter(pk__in=missing).values_list("pk", "name"):
            found[key] = _names.put(key, name)
    return found
