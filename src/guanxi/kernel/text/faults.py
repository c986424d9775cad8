"""The one way in which a value that cannot be read says so."""

from typing import Any


class ValueFault(ValueError):
    """A value could not be read without guessing; `code` names why and `params` holds what the message needs."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __repr__(self) -> str:
        return f"ValueFault({self.code!r}, {self.params!r})"
