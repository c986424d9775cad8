"""A browser that signs in by the real addresses, and an authenticator app for it."""

import base64
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from guanxi.access.accounts import create_user

PASSWORD = "a-long-password-1"
AUTH = "/_allauth/browser/v1/"


class Browser:
    """One person's browser; every call passes CSRF as a real one does."""

    def __init__(self, address: str = "203.0.113.5", **headers: str) -> None:
        self.client = Client(
            raise_request_exception=False, enforce_csrf_checks=True, REMOTE_ADDR=address, headers=headers
        )
        self.client.get(f"{AUTH}config")

    def auth(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """A call of allauth."""
        return self._call(method, AUTH + path, body, headers)

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """A call of the API."""
        return self._call(method, f"/api/v1{path}", body, headers)

    def login(self, username: str, password: str = PASSWORD) -> Any:
        """Sign in by password."""
        return self.auth("post", "auth/login", {"username": username, "password": password})

    def set_up_codes(self) -> str:
        """Set up an authenticator app; its seed."""
        secret = str(self.auth("get", "account/authenticators/totp").json()["meta"]["secret"])
        done = self.auth("post", "account/authenticators/totp", {"code": code(secret)})
        assert done.status_code == 200, done.content
        return secret

    def age(self, seconds: float) -> None:
        """Let the last proof of this session be so much older."""
        session = self.client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= seconds
        session.save()

    def _call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        token = self.client.cookies.get("guanxi_csrf")
        sent = {"X-CSRFToken": token.value if token else "", **headers}
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(path, headers=sent, **more)


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many steps from now."""
    assert base64.b32decode(secret)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def employed(username: str, *roles: str) -> Browser:
    """A new person, signed in."""
    create_user(username, f"测试{username}", PASSWORD, roles or ["sales"])
    browser = Browser()
    assert browser.login(username).status_code == 200
    return browser
