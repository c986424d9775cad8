"""Text in the three languages of the product.

A label stands beside the thing that it names, zh-CN first, so that adding a module or a
message is one edit in one file and a missing language is a missing argument.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOCALES = ("zh-CN", "zh-TW", "en")
DEFAULT_LOCALE = "zh-CN"
_HOLE = re.compile(r"\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


@dataclass(frozen=True, slots=True)
class L:
    """One text in simplified Chinese, traditional Chinese (Taiwan terms) and English."""

    zh_cn: str
    zh_tw: str
    en: str

    def get(self, locale: str) -> str:
        """The text in `locale`; zh-CN for a locale that the product does not speak."""
        if locale == "en":
            return self.en
        return self.zh_tw if locale == "zh-TW" else self.zh_cn


_COMMA = L("、", "、", ", ")


def listed(words: Iterable[str], locale: str) -> str:
    """Words in a row, as they are written in a sentence."""
    return _COMMA.get(locale).join(words)


def filled(text: str, holes: Mapping[str, object], locale: str) -> str:
    """A text with its holes filled: `{count}` says the number, `{count|row|rows}` the word that goes with it. Holes of
    which nothing is known stay visible."""

    def said(hole: re.Match[str]) -> str:
        name, one, many = hole.groups()
        if name not in holes:
            return hole[0]
        value = holes[name]
        if one is not None:
            return str(one if str(value) == "1" else many)
        return value.get(locale) if isinstance(value, L) else str(value)

    return _HOLE.sub(said, text)


def best_locale(accept_language: str | None) -> str:
    """The product's locale that fits an Accept-Language header best; zh-CN when none does."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")):
            return "zh-TW"
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return DEFAULT_LOCALE
