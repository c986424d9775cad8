"""How allauth treats our accounts: nobody signs up alone; people come by invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from guanxi.access import links


class Adapter(DefaultAccountAdapter):
    """Sign-up is closed, and links that a new password makes needless are void."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: accounts come from the set-up link or an invitation."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """The person's own new password, after which no link that was made for a forgotten one opens."""
        super().set_password(user, password)
        links.void("password", user)
