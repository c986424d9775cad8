"""The one way to say no.

Code raises `Refusal` with a code and parameters; the text is made at the edge in the
language of the person who reads it, from the messages that each room registers.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from guanxi.kernel.i18n import L, filled

_MESSAGES: dict[str, L] = {}


class Refusal(Exception):
    """A request that will not be carried out: why (`code`), where (`field`), with what (`params`); `others` are further
    reasons that are told with it."""

    others: tuple["Refusal", ...] = ()

    def __init__(self, code: str, field: str | None = None, *, status: int = 422, **params: Any) -> None:
        super().__init__(code, field, params)
        self.code = code
        self.field = field
        self.status = status
        self.params = params

    def message(self, locale: str) -> str:
        """The sentence for a person: what is wrong and how to mend it."""
        return say(self.code, locale, self.params)


def together(refusals: Iterable[Refusal]) -> Refusal:
    """The first of one or more refusals, with the others."""
    first, *rest = refusals
    first.others = tuple(rest)
    return first


class NotFound(Refusal):
    """The thing is absent or invisible to the actor; both look the same."""

    def __init__(self, code: str = "not_found", **params: Any) -> None:
        super().__init__(code, status=404, **params)


class Forbidden(Refusal):
    """The thing is visible to the actor, the verb is not permitted."""

    def __init__(self, code: str = "forbidden", field: str | None = None, **params: Any) -> None:
        super().__init__(code, field, status=403, **params)


def register_messages(messages: Mapping[str, L]) -> None:
    """Add a room's messages; a code may be registered once."""
    for code, text in messages.items():
        if code in _MESSAGES and _MESSAGES[code] != text:
            raise ValueError(f"message {code!r} is registered twice")
        _MESSAGES[code] = text


def say(code: str, locale: str, params: Mapping[str, Any] | None = None) -> str:
    """The message of `code` in `locale`; unknown parameters stay visible as {name}."""
    return filled(_MESSAGES.get(code, _MESSAGES["invalid"]).get(locale), params or {}, locale)


register_messages(
    {
        "invalid": L(
            "这个值无效，请检查后再试。",
            "這個值無效，請檢查後再試。",
            "This value is not valid. Check it and try again.",
        ),
        "not_found": L(
            "找不到，或你没有权限查看。",
            "找不到，或你沒有權限檢視。",
            "Not found, or you are not allowed to see it.",
        ),
        "forbidden": L("你没有权限这样做。", "你沒有權限這樣做。", "You are not allowed to do this."),
        "unauthenticated": L("请先登录。", "請先登入。", "Sign in first."),
        "unknown_field": L(
            "没有“{name}”这个字段。", "沒有「{name}」這個欄位。", "There is no field “{name}”."
        ),
        "malformed": L("请求格式不对：{why}", "請求格式不對：{why}", "The request is malformed: {why}"),
    }
)
