"""The roles that ship, and how they come into the database."""

from dataclasses import dataclass, field

from guanxi.access.models import Role
from guanxi.access.scopes import VERBS
from guanxi.kernel.i18n import L


@dataclass(frozen=True, slots=True)
class Shipped:
    """A role that every installation has; `rights` map verbs to scopes for every module."""

    key: str
    label: L
    rights: dict[str, str] = field(default_factory=dict)
    verbs: tuple[str, ...] = ()


def _all(scope: str, *verbs: str) -> dict[str, str]:
    return dict.fromkeys(verbs, scope)


SHIPPED_ROLES = (
    Shipped(
        "administrator",
        L("管理员", "管理員", "Administrator"),
        {},
        ("people.manage", "settings.manage", "audit.read", "exports.approve"),
    ),
    Shipped(
        "director",
        L("管理者", "管理者", "Director"),
        _all("all", *VERBS),
        ("audit.read", "exports.approve"),
    ),
    Shipped(
        "manager",
        L("销售经理", "業務經理", "Sales manager"),
        _all("subtree", *VERBS),
    ),
    Shipped("sales", L("销售", "業務", "Sales"), _all("own", *VERBS)),
    Shipped(
        "service",
        L("客服", "客服", "Service"),
        {**_all("all", "view"), **_all("own", "create", "edit", "assign", "share")},
    ),
    Shipped(
        "marketing",
        L("市场", "行銷", "Marketing"),
        {**_all("all", "view"), **_all("own", "create", "edit", "import", "assign", "share", "bulk")},
    ),
    Shipped("readonly", L("只读", "唯讀", "Read only"), _all("all", "view")),
)
LABELS = {role.key: role.label for role in SHIPPED_ROLES}


def label_of(role: Role, locale: str) -> str:
    """What a role is called."""
    return LABELS[role.key].get(locale) if role.key in LABELS else role.name


def sync_roles() -> None:
    """Bring the shipped roles into the database as this version knows them; what somebody changed stays."""
    changed = set(Role.objects.filter(changed=True).values_list("key", flat=True))
    for role in SHIPPED_ROLES:
        if role.key not in changed:
            restore(role)


def restore(role: Shipped) -> None:
    """Give a role the rights that it ships with."""
    Role.objects.update_or_create(
        key=role.key,
        defaults={
            "name": role.label.zh_cn,
            "shipped": True,
            "changed": False,
            "rights": {"*": role.rights},
            "criteria": {},
            "fields": {},
            "verbs": list(role.verbs),
        },
    )
