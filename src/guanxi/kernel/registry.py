"""Shelves: one kind = one file = one kit.

A shelf holds the kits of one sort (field types, guards, timeline sources …) by key. Files of a
folder register by being imported; `app/plugs.py` says which folders are imported.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Generic, Protocol, TypeVar

from guanxi.kernel.errors import NotFound


class Keyed(Protocol):
    """Anything with a `key`."""

    @property
    def key(self) -> str:
        """What it is known by on its shelf."""


K = TypeVar("K", bound=Keyed)


class Shelf(Generic[K]):
    """Kits of one sort by key, in the order in which they came; a second kit of a key is refused."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._kits: dict[str, K] = {}

    def add(self, kit: K) -> K:
        """Put `kit` on the shelf and return it. Raises ValueError for a key that is taken."""
        if kit.key in self._kits:
            raise ValueError(f"{self.name}: the key {kit.key!r} is registered twice")
        self._kits[kit.key] = kit
        return kit

    def kit(self, kit_class: Callable[[], K]) -> Callable[[], K]:
        """Class decorator: make one instance and put it on the shelf."""
        self.add(kit_class())
        return kit_class

    def get(self, key: str) -> K:
        """The kit of `key`. Raises NotFound."""
        if key not in self._kits:
            raise NotFound(name=key)
        return self._kits[key]

    def __contains__(self, key: str) -> bool:
        return key in self._kits

    def __iter__(self) -> Iterator[K]:
        return iter(self._kits.values())


def load_folder(package: ModuleType) -> None:
    """Import every module of `package`, in the order of their names."""
    for entry in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        importlib.import_module(f"{package.__name__}.{entry.name}")
