"""Refusals as problem documents (RFC 9457), in the language of the one who asked."""

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guanxi.api import seen
from guanxi.api.signin import locale_of
from guanxi.kernel.errors import Refusal, register_messages
from guanxi.kernel.i18n import L
from guanxi.records.conflicts import Conflict

RETRY_SECONDS = 5

register_messages(
    {
        "body_too_large": L(
            "请求太大了，最多 1 MB。", "請求太大了，最多 1 MB。", "The request is too large; at most 1 MB."
        ),
        "wrong_content_type": L(
            "请用 {wanted} 发送内容。", "請用 {wanted} 傳送內容。", "Send the body as {wanted}."
        ),
        "csrf": L(
            "页面已过期，请刷新后再试。",
            "頁面已過期，請重新整理後再試。",
            "The page has expired. Reload and try again.",
        ),
        "too_many_requests": L(
            "操作太频繁，请稍后再试。", "操作太頻繁，請稍後再試。", "Too many requests. Try again later."
        ),
        "busy": L(
            "系统现在太忙，请稍后再试。",
            "系統現在太忙，請稍後再試。",
            "The system is busy. Try again in a moment.",
        ),
        "method_not_allowed": L(
            "这个地址不支持这种操作。",
            "這個位址不支援這種操作。",
            "This address does not support that method.",
        ),
        "unknown_parameter": L(
            "没有“{name}”这个参数。", "沒有「{name}」這個參數。", "There is no parameter “{name}”."
        ),
        "missing_parameter": L("缺少“{name}”。", "缺少「{name}」。", "“{name}” is missing."),
        "wrong_type": L("“{name}”的类型不对。", "「{name}」的型別不對。", "“{name}” has the wrong type."),
        "idempotency_reused": L(
            "这个 Idempotency-Key 已用于另一个请求。",
            "這個 Idempotency-Key 已用於另一個請求。",
            "This Idempotency-Key was used for another request.",
        ),
    }
)


_FAULTS = {"extra_forbidden": "unknown_parameter", "missing": "missing_parameter"}


def problem(
    locale: str, status: int, code: str, detail: str, errors: list[dict[str, Any]] | None = None, **extra: Any
) -> HttpResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail, **extra}
    body["errors"] = errors or []
    return HttpResponse(orjson.dumps(body), content_type="application/problem+json", status=status)


def error_of(refusal: Refusal, locale: str, row: int | None = None) -> dict[str, Any]:
    """One entry of `errors`."""
    entry: dict[str, Any] = {"code": refusal.code, "message": refusal.message(locale)}
    if refusal.field is not None:
        entry["field"] = refusal.field
    if row is not None:
        entry["row"] = row
    return entry


def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refused request."""
    seen.refused(request, refusal)
    locale = locale_of(request)
    extra: dict[str, Any] = {}
    if isinstance(refusal, Conflict):
        extra = {"conflicts": refusal.fields, "version": refusal.version}
    told = [refusal, *refusal.others]
    errors = [error_of(item, locale) for item in told if item.field is not None]
    response = problem(locale, refusal.status, refusal.code, refusal.message(locale), errors, **extra)
    if refusal.status in (429, 503):
        response.headers["Retry-After"] = str(refusal.params.get("after", RETRY_SECONDS))
    return response


def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The answer to a body or parameters of the wrong shape."""
    locale = locale_of(request)
    errors = []
    for item in error.errors:
        name = ".".join(str(part) for part in item["loc"][1:] if part not in ("payload", "body")) or "body"
        code = _FAULTS.get(item["type"], "wrong_type")
        errors.append(error_of(Refusal(code, name[:100], name=name[:100]), locale))
    return problem(locale, 422, "invalid", errors[0]["message"] if errors else "", errors)


def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The answer to what the framework refuses; it wraps what the parser raised."""
    if isinstance(error.__cause__, Refusal):
        return on_refusal(request, error.__cause__)
    code = {400: "malformed", 403: "csrf", 429: "too_many_requests"}.get(error.status_code, "invalid")
    refusal = Refusal(code, status=error.status_code, why=str(error))
    return on_refusal(request, refusal)


def on_signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """The answer to somebody who is not signed in."""
    return on_refusal(request, Refusal("unauthenticated", status=401))


def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """The answer for an address that is not there."""
    return on_refusal(request, Refusal("not_found", status=404))


def on_too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a body beyond the limit."""
    return on_refusal(request, Refusal("body_too_large", status=413))


def on_malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a body that cannot be taken apart."""
    return on_refusal(request, Refusal("malformed", status=400, why=type(error).__name__))


def on_wrong_type(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a form where JSON is wanted."""
    return on_refusal(request, Refusal("wrong_content_type", status=415, wanted="application/json"))
