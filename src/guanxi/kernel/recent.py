"""What was looked up a moment ago: kept for seconds, so that a change shows everywhere soon."""

import time
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
SECONDS = 5.0
MOST = 20_000
_ALL: "list[Recent[object, object]]" = []


class Recent(Generic[K, V]):
    """A small cache. Its entries live five seconds, the longest that a removed right may still work, unless
    the key holds all that the value depends on."""

    def __init__(self, seconds: float = SECONDS, most: int = MOST) -> None:
        self._seconds, self._most = seconds, most
        self._held: dict[K, tuple[float, V]] = {}
        _ALL.append(self)  # type: ignore[arg-type]

    def get(self, key: K) -> V | None:
        """The value of a key that was put a moment ago."""
        held = self._held.get(key)
        if held is None or time.monotonic() - held[0] >= self._seconds:
            return None
        return held[1]

    def put(self, key: K, value: V) -> V:
        """Keep a value, and return it."""
        if len(self._held) >= self._most:
            self._held.clear()
        self._held[key] = (time.monotonic(), value)
        return value

    def drop(self, key: K) -> None:
        """Forget one key."""
        self._held.pop(key, None)

    def clear(self) -> None:
        """Forget all keys."""
        self._held.clear()


def forget_everything() -> None:
    """Empty every cache of this process."""
    for item in _ALL:
        item.clear()
