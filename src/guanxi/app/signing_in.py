"""What allauth answers, in the person's language and with the statuses of the API."""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from guanxi.api.errors import on_refusal
from guanxi.api.signin import locale_of
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L

PLACE = "/_allauth/"
# Of what allauth offers, that which this product uses; the rest (sign-up, e-mail, resets by e-mail) is not there.
OFFERED = frozenset(
    f"/_allauth/browser/v1/{path}"
    for path in (
        "config", "auth/session", "auth/login", "auth/reauthenticate", "auth/2fa/authenticate", "auth/2fa/reauthenticate",
        "auth/webauthn/authenticate", "auth/webauthn/reauthenticate", "auth/webauthn/login", "account/password/change",
        "account/authenticators", "account/authenticators/totp", "account/authenticators/recovery-codes",
        "account/authenticators/webauthn",
    )
)  # fmt: skip
# How long the limits of the settings count.
AFTER_FAILED_LOGINS = 300
AFTER_MANY = 60
TEXTS = {
    "username_password_mismatch": L(
        "用户名或密码不对。", "使用者名稱或密碼不對。", "The username or the password is not right."
    ),
    "required": L("请填写这一项。", "請填寫這一項。", "Fill this in."),
    "invalid": L("这个值无效。", "這個值無效。", "This value is not valid."),
    "max_length": L("内容太长了。", "內容太長了。", "This is too long."),
    "account_inactive": L("这个账号已停用。", "這個帳號已停用。", "This account is not active."),
    "enter_current_password": L("当前密码不对。", "目前的密碼不對。", "The current password is not right."),
    "no_local_password": L(
        "你用公司目录的密码登录，请在公司目录里改密码。",
        "你用公司目錄的密碼登入，請在公司目錄裡改密碼。",
        "You sign in with the password of the company's directory. Change it there.",
    ),
    "incorrect_password": L("密码不对。", "密碼不對。", "The password is not right."),
    "incorrect_code": L("验证码不对。", "驗證碼不對。", "The code is not right."),
    "password_too_short": L(
        "密码太短，至少 10 个字符。",
        "密碼太短，至少 10 個字元。",
        "The password is too short: at least 10 characters.",
    ),
    "password_too_common": L(
        "这个密码太常见，请换一个。",
        "這個密碼太常見，請換一個。",
        "That password is too common. Choose another.",
    ),
    "password_too_similar": L(
        "密码和你的姓名或用户名太像，请换一个。",
        "密碼和你的姓名或使用者名稱太像，請換一個。",
        "The password is too much like your name or username. Choose another.",
    ),
    "password_entirely_numeric": L(
        "密码不能全是数字。", "密碼不能全是數字。", "A password cannot be digits alone."
    ),
}


class SignInAnswers:
    """Middleware for the addresses of allauth."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PLACE):
            return self.get_response(request)
        if request.path not in OFFERED:
            return on_refusal(request, Refusal("not_found", status=404))
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code == 401 and _wants_proof(response):
            return on_refusal(request, Refusal("step_up_required", status=403))
        if response.status_code not in (400, 429):
            return response
        errors = _errors(response)
        if response.status_code == 429:
            return _wait(request, AFTER_MANY)
        if any(error.get("code") in ("too_many_login_attempts", "rate_limited") for error in errors):
            return _wait(request, AFTER_FAILED_LOGINS)
        return _translated(response, errors, locale_of(request))


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    return on_refusal(request, Refusal("too_many_requests", status=429, after=seconds))


def _translated(response: HttpResponse, errors: list[dict[str, Any]], locale: str) -> HttpResponse:
    if errors:
        for error in errors:
            text = TEXTS.get(error.get("code", ""))
            if text is not None:
                error["message"] = text.get(locale)
        response.content = orjson.dumps({"status": response.status_code, "errors": errors})
    return response


def _wants_proof(response: HttpResponse) -> bool:
    """Whether somebody who is signed in is asked to prove it again."""
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return False
    return bool(body.get("meta", {}).get("is_authenticated"))


def _errors(response: HttpResponse) -> list[dict[str, Any]]:
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return []
    found = body.get("errors") if isinstance(body, dict) else None
    return found if isinstance(found, list) else []
