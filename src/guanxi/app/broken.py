"""The answer when something broke that no room has answered for: what is known to pass says when to come back."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from guanxi.api.errors import on_refusal
from guanxi.kernel.errors import Refusal, register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "unavailable": L(
            "数据库暂时不可用，请稍后再试。",
            "資料庫暫時無法使用，請稍後再試。",
            "The database is not available. Try again in a moment.",
        ),
        "broken": L(
            "系统出错了，已经记录下来。请再试一次，还不行就联系管理员。",
            "系統出錯了，已經記錄下來。請再試一次，還不行就聯絡管理員。",
            "Something went wrong and has been logged. Try again; if it stays so, tell your administrator.",
        ),
    }
)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
# SQLite and PostgreSQL, in their words.
_FULL = ("disk is full", "No space left", "disk full")


def broken(request: HttpRequest) -> HttpResponse:
    """Called by Django while the exception is at hand: 507 without space, 503 without a database, else 500."""
    return on_refusal(request, refusal_of(sys.exc_info()[1]))


def refusal_of(error: BaseException | None) -> Refusal:
    """What an exception means for the one who asked."""
    full = isinstance(error, OSError) and error.errno in _NO_SPACE
    lost = isinstance(error, OperationalError | InterfaceError)
    if full or (lost and any(word in str(error) for word in _FULL)):
        return Refusal("no_space", status=507)
    return Refusal("unavailable", status=503) if lost else Refusal("broken", status=500)
