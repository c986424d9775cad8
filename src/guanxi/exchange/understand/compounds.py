"""Headers put together of parts, each one of a few: whose, when, what was done, what was written of it (data/forms.json)."""

import json
import re
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "forms.json"
_PART = re.compile(r"<([a-z_]+)>")
# Somebody or something else of which no form may speak.
_ELSE = re.compile(
    r"推荐|介绍人|紧急|配偶|家长|监护|法人(?!代表)|竞品|竞争|开票地址|合同编号|订单编号|孩子|宝宝"
    r"|referr(?!alsource)|emergency|spouse|assistant"
)


@lru_cache(maxsize=1)
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    parts: dict[str, str] = told["parts"]
    forms: dict[str, list[str]] = told["forms"]
    return [
        (concept, re.compile("|".join(_PART.sub(lambda m: parts[m[1]], form) for form in several)))
        for concept, several in forms.items()
    ]


@lru_cache(maxsize=1 << 12)
def composed(base: str) -> str | None:
    """The concept that a squeezed header is put together for; None when its parts are not known."""
    if _ELSE.search(base):
        return None
    return next((concept for concept, form in _forms() if form.fullmatch(base)), None)
