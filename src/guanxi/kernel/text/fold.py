"""The normal form of a text: what search, equality and duplicate checks compare instead of what was typed."""

import re
import unicodedata
from functools import lru_cache

import opencc

# Characters that nobody sees and that copy and paste brings along: joiners, direction marks, soft hyphens,
# variation selectors, skin tones, tags. Spaces of every kind stay: split() knows them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
    "\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]"
)
# The same without what emoji are made of, and keeping line breaks: for text that is stored.
_UNWANTED = re.compile(
    "[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
# Everyday Chinese and Latin text whose folding needs no Unicode tables beyond lower case.
_PLAIN = re.compile("[ -~\u4e00-\u9fff\u3002\u3001\u300a\u300b\u2014\u00b7]*")
# Taiwan and Hong Kong write these where OpenCC's plain table keeps both; the names 堃 喆 犇 are names of their own.
_VARIANTS = {"著": "着", "妳": "你", "祂": "他", "牠": "它", "裡": "里", "峯": "峰"}
_MAX_CACHED = 64
_HAN_RANGES = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))


@lru_cache(maxsize=1)
def simplified_table() -> dict[int, str]:
    """Each traditional character with its simplified form, taken from OpenCC one character at a time.

    One by one and not by phrases, because a normal form must cut anywhere: the bigrams of a text must be the
    same whatever stands beside them.
    """
    characters = [chr(code) for first, last in _HAN_RANGES for code in range(first, last)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {
        ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1
    }
    table.update({ord(old): new for old, new in _VARIANTS.items()})
    for code, new in table.items():  # a few are converted to something that is itself converted
        table[code] = table.get(ord(new), new)
    return table


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(text.translate(simplified_table()).split())


def _fold(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    if _PLAIN.fullmatch(text):
        return " ".join(text.lower().translate(simplified_table()).split())
    for _ in range(4):  # rare scripts need a second round before nothing moves any more
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


_fold_cached = lru_cache(maxsize=1 << 15)(_fold)


def normal(text: str) -> str:
    """The normal form: width, case, traditional characters, unseen characters and white space made one.

    Two texts that a reader takes for the same have one normal form; normal(normal(x)) == normal(x).
    """
    return _fold_cached(text) if len(text) <= _MAX_CACHED else _fold(text)


def visible(text: str) -> str:
    """The text as it is stored: what nobody sees is gone, also white space at both ends; the rest stands as entered."""
    return text.strip() if text.isprintable() else _UNWANTED.sub("", text).strip()
