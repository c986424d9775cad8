"""Signs of life from work that is long but bounded, so that a slow machine is not taken for a hanging parser."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(on_beat: Callable[[], None]) -> None:
    """Have every beat told; only the child does."""
    _listeners.append(on_beat)


def beat() -> None:
    """A bounded piece of work was done."""
    for on_beat in _listeners:
        on_beat()
