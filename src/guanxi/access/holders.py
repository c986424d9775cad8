"""Those to whom records are opened: people, teams, departments, posts, roles or everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from guanxi.access.models import Department, Post, Role, Team, User
from guanxi.access.scopes import EVERYBODY, holder, parts_of
from guanxi.access.shipped import LABELS
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L

_EVERYBODY = L("所有人", "所有人", "Everybody")
HOLDER_KINDS = {
    "user": L("成员", "成員", "person"),
    "team": L("团队", "團隊", "team"),
    "department": L("部门", "部門", "department"),
    "post": L("岗位", "職務", "post"),
    "role": L("角色", "角色", "role"),
}


def names_of(holders: Iterable[str], locale: str) -> Mapping[str, str]:
    """What they are called, by holder; one query for each kind. Those that are gone have no name."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for text in set(holders):
        kind, key = parts_of(text)
        wanted[kind].append(key)
    found = {EVERYBODY: _EVERYBODY.get(locale)} if EVERYBODY in wanted else {}
    tables = (("user", User), ("team", Team), ("department", Department), ("post", Post))
    for kind, table in tables:
        if kind in wanted:
            rows = table._default_manager.filter(pk__in=wanted[kind])  # per chunk: one of four tables
            found |= {holder(kind, key): name for key, name in rows.values_list("pk", "name")}
    if "role" in wanted:
        roles = Role.objects.filter(pk__in=wanted["role"]).values_list("pk", "key", "name")
        found |= {
            holder("role", pk): LABELS[key].get(locale) if key in LABELS else name for pk, key, name in roles
        }
    return found


def checked(text: str, kinds: Iterable[str]) -> str:
    """The holder, when it is of one of these kinds and exists. Raises Refusal (field "holder")."""
    kind, _ = parts_of(text)
    if kind not in kinds or text not in names_of([text], "en"):
        raise Refusal("unknown_holder", "holder", value=text[:40])
    return text
