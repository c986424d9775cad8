"""How a normal form falls into runs, and how a run is spelled as search tokens: [a-z0-9] and 4E00..9FCC only.

SQLite's unicode61 and PostgreSQL keep such tokens whole; any other letter is written as u and its number.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from guanxi.kernel.text.fold import normal

# Up to 9FCC both stores know the character as a letter; 〇 and the rarer characters of names are spelled out.
_PLAIN_HAN = "\u4e00-\u9fcc"
_ANY_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_JOINERS = "'’.\\-_&+/:#"
_LETTER = rf"(?:(?![{_ANY_HAN}])[^\W_])"
_RUN = re.compile(rf"(?P<han>[{_ANY_HAN}]+)|{_LETTER}+(?:[{_JOINERS}]{_LETTER}+)*")
_SPLIT = re.compile(f"[{_JOINERS}]+")
_SAFE = re.compile(rf"[a-z0-9{_PLAIN_HAN}]*")
_MAX_WORD = 48


def _spelled_out(character: str) -> str:
    if _SAFE.fullmatch(character):
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if "a" <= base <= "z" else f"u{ord(character):x}"


def spelled(word: str) -> str:
    """The word as a token: accents gone, letters of other scripts as their numbers, at most 48 long."""
    if not _SAFE.fullmatch(word):
        word = "".join(_spelled_out(character) for character in word if character.isalnum())
    return word[:_MAX_WORD]


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """The runs of a text in their order: (True, Chinese characters) or (False, a word, its joiners still inside)."""
    for match in _RUN.finditer(normal(text)):
        yield match["han"] is not None, match[0]


def pieces(word: str) -> list[str]:
    """The parts between joiners as tokens: 'j.sun' → j, sun."""
    return [spelled(part) for part in _SPLIT.split(word) if part] if not word.isalnum() else [spelled(word)]


def joined(word: str) -> str:
    """The word as one token without its joiners: 'j.sun' → jsun."""
    return spelled(word if word.isalnum() else _SPLIT.sub("", word))


def letters(run: str) -> list[str]:
    """Each character of a run as a token."""
    return list(run) if _SAFE.fullmatch(run) else [spelled(character) for character in run]


def grams(run: str) -> list[str]:
    """Each two neighbours of a run of Chinese characters."""
    if _SAFE.fullmatch(run):
        return [run[start : start + 2] for start in range(len(run) - 1)]
    return [first + second for first, second in pairwise(letters(run))]
