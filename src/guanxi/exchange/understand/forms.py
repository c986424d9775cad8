"""What is put together of parts, where no list can hold every wording (data/forms.json): headers, and words of choices.

A form is a pattern of a whole squeezed text, of parts that several forms share (<touch>, <when>). Of headers the first that
matches tells the concept; one that matches one of `else` speaks of somebody or something else. Of the words of a choice
(`values`) all forms are asked: what could be two options is none.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "forms.json"
_PART = re.compile(r"<([a-z_]+)>")


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return told


def _compiled(forms: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    parts: dict[str, str] = _told()["parts"]
    return {
        meaning: re.compile("|".join(_PART.sub(lambda m: parts[m[1]], form) for form in several))
        for meaning, several in forms.items()
    }


@lru_cache(maxsize=1)
def _headers() -> dict[str, re.Pattern[str]]:
    return _compiled({"": _told()["else"], **_told()["forms"]})


@lru_cache(maxsize=1)
def _values() -> dict[str, dict[str, re.Pattern[str]]]:
    return {concept: _compiled(options) for concept, options in _told()["values"].items()}


@lru_cache(maxsize=1 << 12)
def meant(base: str) -> str | None:
    """The concept of a squeezed header by the way it is put together; None when it is in no known way."""
    return next((concept for concept, form in _headers().items() if form.fullmatch(base)), "") or None


@lru_cache(maxsize=1 << 12)
def option_put(concept: str, word: str) -> str | None:
    """The option of a choice that a squeezed word is put together for; None for none, or for more than one."""
    found = [option for option, form in _values().get(concept, {}).items() if form.fullmatch(word)]
    return found[0] if len(found) == 1 else None
