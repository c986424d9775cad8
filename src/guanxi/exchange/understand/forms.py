"""What a header means by the way it is put together, where no list can hold every wording (data/forms.json).

A form is a pattern of a whole squeezed header, of parts that several forms share (<touch>, <when>); the first that
matches tells the concept. A header that matches one of `else` speaks of somebody or something else: no form counts.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "forms.json"
_PART = re.compile(r"<([a-z_]+)>")


@lru_cache(maxsize=1)
def _forms() -> dict[str, re.Pattern[str]]:
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    parts: dict[str, str] = told["parts"]
    patterns: dict[str, list[str]] = {"": told["else"], **told["forms"]}
    return {
        concept: re.compile("|".join(_PART.sub(lambda m: parts[m[1]], form) for form in several))
        for concept, several in patterns.items()
    }


@lru_cache(maxsize=1 << 12)
def meant(base: str) -> str | None:
    """The concept of a squeezed header by the way it is put together; None when it is in no known way."""
    return next((concept for concept, form in _forms().items() if form.fullmatch(base)), "") or None
