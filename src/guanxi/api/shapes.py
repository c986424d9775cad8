"""Shapes that requests share: unknown fields are refused, ids are opaque strings."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from guanxi.kernel.errors import NotFound, Refusal


class Strict(BaseModel):
    """The base of request bodies: no unknown fields, no silent conversion of texts and numbers."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ListQuery(Strict):
    """What a list is asked for."""

    criteria: dict[str, Any] | None = None
    search: str | None = Field(None, max_length=200)
    columns: list[str] | None = Field(None, max_length=400)
    sort: list[str] | None = Field(None, max_length=20)
    cursor: str | None = Field(None, max_length=4000)
    limit: int = Field(50, ge=1, le=200)
    count: str = Field("none", pattern="^(none|capped|exact)$")
    sums: list[str] | None = Field(None, max_length=20)


def number(opaque: str) -> int:
    """The record id behind an opaque one. Raises NotFound for what cannot be one."""
    if not opaque.isascii() or not opaque.isdigit() or len(opaque) > 18:
        raise NotFound()
    return int(opaque)


def place(cursor: str) -> int:
    """The row behind which a page begins. Raises Refusal (400) for what is not a cursor."""
    try:
        return number(cursor)
    except NotFound:
        raise Refusal("bad_cursor", "cursor", status=400) from None
