"""How allauth treats our accounts: nobody signs up alone; people come by invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Sign-up is closed."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: accounts come from the set-up link or an invitation."""
        return False
