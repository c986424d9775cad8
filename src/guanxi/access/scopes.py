"""The words of rights: verbs, scopes, levels of fields, holders of shares."""

from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L

VERBS = ("view", "create", "edit", "delete", "export", "import", "assign", "share", "bulk")
# From narrow to wide; "criteria" is the records that meet the role's condition, beside the own ones.
SCOPES = ("own", "reports", "team", "department", "subtree", "criteria", "all")
# A record that is still to be made meets no condition yet.
SCOPES_OF_NEW = tuple(scope for scope in SCOPES if scope != "criteria")
# Fields from the strictest to the mildest; a field that no level narrows is editable.
LEVELS = ("hidden", "masked", "covered", "readonly")
# Shown as a mask: covered ones can be revealed and are found by equality, masked ones never.
MASKED = ("masked", "covered")
GRANTS = ("read", "write")
HOLDERS = ("user", "team", "department", "post", "role")
EVERYBODY = "everybody"
# Rights that no module has.
HOUSE_VERBS = {
    "people.manage": L("管理成员与权限", "管理成員與權限", "Manage people and rights"),
    "settings.manage": L("管理系统设置", "管理系統設定", "Manage settings"),
    "audit.read": L("查看审计日志", "檢視稽核記錄", "Read the audit log"),
    "exports.approve": L("批准导出", "核准匯出", "Approve exports"),
}


def holder(kind: str, key: int) -> str:
    """The text by which a share or rule names somebody."""
    return f"{kind}:{key}"


def parts_of(text: str) -> tuple[str, int]:
    """Kind and id of a holder; EVERYBODY has the id 0. Raises Refusal (field "holder")."""
    if text == EVERYBODY:
        return EVERYBODY, 0
    kind, _, key = text.partition(":")
    if kind not in HOLDERS or not (key.isascii() and key.isdigit()) or len(key) > 18:
        raise Refusal("unknown_holder", "holder", value=text[:40])
    return kind, int(key)
