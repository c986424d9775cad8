"""The second way to sign in by name and password: after the passwords of this installation, those of the directories."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from guanxi.access import ldap_people


class DirectoryBackend(ModelBackend):
    """Asked by Django when no password of this installation fits: limits, second factors, sessions and the audit are
    those of every sign-in."""

    def authenticate(
        self,
        request: Any,
        username: str | None = None,
        password: str | None = None,
        person: Any = None,
        **_: Any,
    ) -> Any:
        """Who signs in; or `person`, who proves it once more, and is asked for by the lasting id."""
        if not password:
            return None
        if person is not None:
            return person if ldap_people.proves(person, password) else None
        return ldap_people.sign_in(username or "", password)
