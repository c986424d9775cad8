"""Django's cache in the database: limits and used codes count in every process and on every machine alike."""

from datetime import timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from guanxi.access.account_models import Remembered
from guanxi.kernel import clock

FOREVER = timedelta(days=3650)


class SharedCache(BaseCache):
    """Values are JSON, never pickles: whoever could write the table must not thereby run code."""

    def __init__(self, place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless there is one; whether it was kept."""
        name, at = self._name(key, version), clock.now()
        Remembered.objects.filter(pk=name, expires_at__lte=at).delete()
        defaults = {"value": value, "expires_at": at + self._lasts(timeout)}
        return Remembered.objects.get_or_create(pk=name, defaults=defaults)[1]

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value while it lasts."""
        rows = Remembered.objects.filter(pk=self._name(key, version), expires_at__gt=clock.now())
        found = list(rows.values_list("value", flat=True))
        return found[0] if found else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, whatever there was."""
        kept = {"value": value, "expires_at": clock.now() + self._lasts(timeout)}
        Remembered.objects.update_or_create(pk=self._name(key, version), defaults=kept)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        return bool(Remembered.objects.filter(pk=self._name(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        Remembered.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _lasts(self, timeout: Any) -> timedelta:
        if timeout is None:
            return FOREVER
        return timedelta(seconds=(self.default_timeout or 0) if timeout is DEFAULT_TIMEOUT else timeout)


def tidy() -> int:
    """Delete what has expired; how much it was."""
    return Remembered.objects.filter(expires_at__lte=clock.now()).delete()[0]
