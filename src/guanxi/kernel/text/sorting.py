"""The stored key by which texts sort: the same order on every database and under every collation."""

import unicodedata

from guanxi.kernel.text.fold import normal
from guanxi.kernel.text.names import is_han, surname_length
from guanxi.kernel.text.pinyin import character_readings, name_syllables, reading_tone, text_syllables

# Only [0-9a-z] stand in a key, because collations differ in everything else. A gap is 0, a digit 1 and itself, the
# letters stand for themselves but y and z give way (ya, yz), so that all Chinese (z…) comes after all Latin and before
# the rest (zzz…). A Chinese character is z, its spelling, its tone, and itself in four digits to keep homophones apart.
_LETTERS = {chr(code): chr(code) for code in range(ord("a"), ord("y"))} | {"y": "ya", "z": "yz"}
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_KEY = 160


def _numbered(character: str) -> str:
    code, digits = ord(character), ""
    for _ in range(4):
        code, last = divmod(code, 36)
        digits = _BASE36[last] + digits
    return digits


def _weight(character: str, syllable: str | None) -> str:
    if syllable:
        return f"z{syllable}{reading_tone(character, syllable)}{_numbered(character)}"
    if character in _LETTERS:
        return _LETTERS[character]
    if character.isdecimal() and character.isascii():
        return "1" + character
    bare = unicodedata.normalize("NFD", character)[0]
    if bare in _LETTERS:
        return _LETTERS[bare]
    return "zzz" + _numbered(character) if character.isalnum() else "0"


def _key(simple: str, syllables: list[str]) -> str:
    following = iter(syllables)
    out: list[str] = []
    size = 0
    for character in simple:
        weight = _weight(character, next(following, None) if character_readings(character) else None)
        if weight == "0" and (not out or out[-1] == "0"):
            continue
        size += len(weight)
        if size > _MAX_KEY:
            break
        out.append(weight)
    return "".join(out)


def sort_key(text: str) -> str:
    """A key of [0-9a-z], at most 160 long: digits, then Latin, then Chinese by pinyin, tone and character, then others."""
    simple = normal(text)
    return _key(simple, list(text_syllables(simple)))


def name_sort_key(name: str) -> str:
    """As sort_key, but a Chinese personal name begins with its surname as surnames are read (曾 at zeng, 单 at shan)."""
    simple = normal(name)
    syllables = list(text_syllables(simple))
    if is_han(simple) and len(syllables) == len(simple):
        size = surname_length(simple)
        syllables[:size] = [options[0] for options in name_syllables(simple)[:size]]
    return _key(simple, syllables)
